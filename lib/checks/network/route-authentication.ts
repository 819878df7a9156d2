import { Json } from '../../manifests/json/json';
import type { ManifestSet } from '../../manifests/manifest-set';
import { CiliumPolicy } from '../../manifests/network/cilium-policy';
import { RouteContract } from '../../manifests/references/route-contract';
import { CidrBlock } from '../../notation/cidr';
import type { Check } from '../check';
import { isAnswered } from './_answered-route';

/**
 * Every route says how the program behind it knows its callers, for the gateway asks nobody.
 *
 * Fields:  HTTPRoute, GRPCRoute: metadata.annotations[fortress.cdk8s.io/authentication]
 *          CiliumClusterwideNetworkPolicy for reserved:ingress: {spec,specs[*]}.ingress[*].{fromCIDR,fromCIDRSet}
 * Allowed: `token issuer=<https URL> audience=<name>`; `login`; `shared-secret`; `network <private block>…`, where the policies
 *          let only addresses of these blocks reach the gateway. A route that only redirects needs none
 * Source:  https://gateway-api.sigs.k8s.io/geps/gep-1494/, whose filter is in the experimental channel; seed rows F04, F12
 */
export const routeAuthentication: Check = {
  id: 'route-authentication',
  family: 'network',
  title: 'every route says how its callers are known',
  fix: 'say it in the annotation, as a GatewayRoute does with its auth: RouteAuth.token(), login(), sharedSecret() or network()',
  kinds: ['HTTPRoute', 'GRPCRoute'],
  examine: (route, all) => {
    if (!isAnswered(route)) return [];
    const message = mistake(RouteContract.of(route), all);
    return message === undefined ? [] : [{ path: RouteContract.AUTHENTICATION, message }];
  },
};

function mistake(contract: RouteContract, all: ManifestSet): string | undefined {
  switch (contract.mode) {
    case 'login':
    case 'shared-secret':
      return undefined;
    case 'token':
      if (!contract.detail('issuer')?.startsWith('https://')) return 'the issuer of its tokens must be an https URL';
      return contract.detail('audience') ? undefined : 'it does not say whom its tokens are for';
    case 'network':
      return ofNetwork(contract.words, all);
    case '':
      return 'nobody says how the callers of this route are known';
    default:
      return `${JSON.stringify(contract.mode)} is no way to know a caller`;
  }
}

function ofNetwork(words: readonly string[], all: ManifestSet): string | undefined {
  const blocks = words.map(text => CidrBlock.tryParse(text));
  if (blocks.length === 0 || !blocks.every(block => block?.isPrivate)) return 'its networks must be private blocks';
  const peers = gatewayPeers(all);
  if (peers.length === 0) return 'no policy for reserved:ingress says who reaches the gateway';
  const stranger = peers.find(text => {
    const peer = CidrBlock.tryParse(text);
    return !peer || !blocks.some(block => block?.contains(peer));
  });
  return stranger === undefined
    ? undefined
    : `${JSON.stringify(stranger)} reaches the gateway, and is not of its networks`;
}

/** Who may reach the gateway by its policies: blocks, and entities by their names. */
function gatewayPeers(all: ManifestSet): string[] {
  return all
    .ofKind(CiliumPolicy.GROUP, 'CiliumClusterwideNetworkPolicy')
    .flatMap(policy => [policy.spec, ...Json.objects(policy.object.specs)])
    .filter(spec => JSON.stringify(spec.endpointSelector ?? null).includes('reserved:ingress'))
    .flatMap(spec => Json.objects(spec.ingress))
    .flatMap(rule => [
      ...Json.list(rule.fromCIDR),
      ...Json.objects(rule.fromCIDRSet).map(({ cidr }) => cidr),
      ...Json.list(rule.fromEntities),
    ])
    .map(String);
}
