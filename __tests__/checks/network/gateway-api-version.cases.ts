import type { CheckCases } from '../check-cases';

const gateway = (gatewayClassName = 'cilium', group = 'gateway.networking.k8s.io') => `
apiVersion: ${group}/v1
kind: Gateway
metadata: { name: g, namespace: a }
spec: { gatewayClassName: ${gatewayClassName} }
`;
const site = (versions: string) => `
apiVersion: fortress.cdk8s.io/v1
kind: Site
spec: { versions: { ${versions} } }
`;

export default {
  check: 'gateway-api-version',
  passing: [
    { name: 'the version of the guide', yaml: gateway(), site: site('cilium: "1.20.2", gatewayAPI: "1.6.1"') },
    { name: 'with a v', yaml: gateway(), site: site('cilium: v1.20.2, gatewayAPI: v1.6.0') },
    { name: 'a Cilium that is newer than the table', yaml: gateway(), site: site('cilium: "2.0", gatewayAPI: "1.7"') },
    { name: 'one of both is not told', yaml: gateway(), site: site('cilium: "1.20.2"') },
    { name: 'another gateway class', yaml: gateway('istio'), site: site('cilium: "1.20.2", gatewayAPI: "1.7.0"') },
    {
      name: 'another group',
      yaml: gateway('cilium', 'networking.istio.io'),
      site: site('cilium: "1.20.2", gatewayAPI: "1.7.0"'),
    },
    { name: 'nothing is told', yaml: gateway() },
  ],
  failing: [
    {
      name: 'seed row E03: Cilium 1.16.0 with Gateway API 1.4.1',
      yaml: gateway(),
      site: site('cilium: "1.16.0", gatewayAPI: "1.4.1"'),
      finds: ['Gateway a/g spec.gatewayClassName: Cilium 1.16.0 supports Gateway API 1.1, and the site has 1.4.1'],
    },
    {
      name: 'an older one',
      yaml: gateway(),
      site: site('cilium: "1.20.2", gatewayAPI: "1.3.0"'),
      finds: ['Gateway a/g spec.gatewayClassName: Cilium 1.20.2 supports Gateway API 1.6, and the site has 1.3.0'],
    },
  ],
} satisfies CheckCases;
