import type { Check } from '../check';

/** The minor version of the Gateway API whose kinds Cilium's own guide installs, by Cilium's minor version. */
const BY_CILIUM: Readonly<Record<string, string>> = {
  '1.16': '1.1',
  '1.17': '1.2',
  '1.18': '1.2',
  '1.19': '1.3',
  '1.20': '1.6',
};

/**
 * The Gateway API is installed in the version that Cilium is built and tested with: fields that are newer are stored, and
 * nobody acts on them; older kinds lack what Cilium watches.
 *
 * Fields:  Gateways of the class `cilium`; the versions `cilium` and `gatewayAPI` of the site
 * Allowed: the minor version of Cilium's guide; any where the site does not tell both, or Cilium is newer than this table
 * Source:  https://github.com/cilium/cilium/blob/v1.20.2/Documentation/network/servicemesh/gateway-api/installation.rst, and
 *          the same file of v1.16.0, v1.17.0, v1.18.0 and v1.19.0; seed row E03
 */
export const gatewayApiVersion: Check = {
  id: 'gateway-api-version',
  family: 'network',
  title: 'The Gateway API is installed in the version that Cilium supports',
  fix: 'install the kinds of the supported version, and say so in versions.gatewayAPI of the site',
  kinds: ['Gateway'],
  examine: ({ group, spec }, { facts }) => {
    if (group !== 'gateway.networking.k8s.io' || spec.gatewayClassName !== 'cilium') return [];
    const { cilium = '', gatewayAPI = '' } = facts.versions;
    const supported = BY_CILIUM[minorOf(cilium)];
    if (supported === undefined || gatewayAPI === '' || minorOf(gatewayAPI) === supported) return [];
    return [
      {
        path: 'spec.gatewayClassName',
        message: `Cilium ${cilium} supports Gateway API ${supported}, and the site has ${gatewayAPI}`,
      },
    ];
  },
};

function minorOf(version: string): string {
  return version.replace(/^v/, '').split('.').slice(0, 2).join('.');
}
