import { Json, type JsonObject } from '../../manifests/json/json';
import { Flat } from '../../notation/flat';
import type { Violation } from '../check';

/** The names of ICMP types, by family. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  IPv4: [
    'EchoReply',
    'DestinationUnreachable',
    'Redirect',
    'Echo',
    'EchoRequest',
    'RouterAdvertisement',
    'RouterSelection',
    'TimeExceeded',
    'ParameterProblem',
    'Timestamp',
    'TimestampReply',
    'Photuris',
    'ExtendedEchoRequest',
    'ExtendedEchoReply',
  ],
  IPv6: [
    'DestinationUnreachable',
    'PacketTooBig',
    'TimeExceeded',
    'ParameterProblem',
    'EchoRequest',
    'EchoReply',
    'MulticastListenerQuery',
    'MulticastListenerReport',
    'MulticastListenerDone',
    'RouterSolicitation',
    'RouterAdvertisement',
    'NeighborSolicitation',
    'NeighborAdvertisement',
    'RedirectMessage',
    'RouterRenumbering',
    'ICMPNodeInformationQuery',
    'ICMPNodeInformationResponse',
    'InverseNeighborDiscoverySolicitation',
    'InverseNeighborDiscoveryAdvertisement',
    'HomeAgentAddressDiscoveryRequest',
    'HomeAgentAddressDiscoveryReply',
    'MobilePrefixSolicitation',
    'MobilePrefixAdvertisement',
    'DuplicateAddressRequestCodeSuffix',
    'DuplicateAddressConfirmationCodeSuffix',
    'ExtendedEchoRequest',
    'ExtendedEchoReply',
  ],
};

/** Types by name that their family does not have. Without a family it is IPv4. */
export function ofIcmps(rule: JsonObject, path: string): readonly Violation[] {
  return Flat.map(Json.list(rule.icmps), (icmp, index) =>
    Json.list(Json.at(icmp, 'fields')).flatMap((field, position) => {
      const { family = 'IPv4', type = '' } = Json.texts(field);
      if (type === '' || /^\d+$/.test(type) || (Object.hasOwn(TYPES, family) && TYPES[family].includes(type)))
        return [];
      const place = `${path}.icmps[${index}].fields[${position}].type`;
      return [{ path: place, message: `${family} has no type ${JSON.stringify(type)}` }];
    }),
  );
}
