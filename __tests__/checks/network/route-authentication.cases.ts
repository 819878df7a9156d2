import type { CheckCases } from '../check-cases';

const AUTHENTICATION = 'fortress.cdk8s.io/authentication';
const route = (authentication?: string, rules = '[{ backendRefs: [{ name: s, port: 80 }] }]', kind = 'HTTPRoute') => `
apiVersion: gateway.networking.k8s.io/v1
kind: ${kind}
metadata:
  name: r
  namespace: a
  annotations: { ${authentication === undefined ? '' : `${AUTHENTICATION}: "${authentication}"`} }
spec: { rules: ${rules} }
---
`;
const gatewayFrom = (ingress: string, selector = '{ key: "reserved:ingress", operator: Exists }') => `
apiVersion: cilium.io/v2
kind: CiliumClusterwideNetworkPolicy
metadata: { name: p }
spec: { endpointSelector: { matchExpressions: [${selector}] }, ingress: [${ingress}] }
---
`;
const TOKEN = 'token issuer=https://id.example.com audience=a.example.com';
const LAN = 'network 192.168.32.0/24';
const AT = `HTTPRoute a/r metadata.annotations[${AUTHENTICATION}]`;

export default {
  check: 'route-authentication',
  passing: [
    { name: 'F12: a token that the program verifies', yaml: route(TOKEN) },
    { name: 'a login, and a secret that sender and program share', yaml: route('login') + route('shared-secret') },
    {
      name: 'F04: a network, and the gateway is open to it alone',
      yaml: route(LAN) + gatewayFrom('{ fromCIDR: [192.168.32.0/24] }'),
    },
    {
      name: 'parts of the networks',
      yaml:
        route(`${LAN} 10.0.0.0/8`) +
        gatewayFrom('{ fromCIDRSet: [{ cidr: 10.1.0.0/16 }] }, { fromCIDR: [192.168.32.7/32] }'),
    },
    {
      name: 'a redirect is answered by the gateway',
      yaml: route(undefined, '[{ filters: [{ type: RequestRedirect, requestRedirect: { scheme: https } }] }]'),
    },
    { name: 'another group', yaml: route().replace('gateway.networking.k8s.io', 'example.com') },
  ],
  failing: [
    {
      name: 'F12: nobody is asked',
      yaml: route() + route(undefined, undefined, 'GRPCRoute'),
      finds: [
        `${AT}: nobody says how the callers of this route are known`,
        `GRPCRoute a/r metadata.annotations[${AUTHENTICATION}]: nobody says how the callers of this route are known`,
      ],
    },
    { name: 'a word', yaml: route('none'), finds: [`${AT}: "none" is no way to know a caller`] },
    {
      name: 'a token of nobody, and for nobody',
      yaml: route('token issuer=http://id audience=a') + route('token issuer=https://id.example.com'),
      finds: [`${AT}: the issuer of its tokens must be an https URL`, `${AT}: it does not say whom its tokens are for`],
    },
    {
      name: 'a network that is none, that is everybody, and that nobody keeps to',
      yaml: route('network') + route('network 0.0.0.0/0') + route(LAN),
      finds: [
        `${AT}: its networks must be private blocks`,
        `${AT}: its networks must be private blocks`,
        `${AT}: no policy for reserved:ingress says who reaches the gateway`,
      ],
    },
    {
      name: 'F04: others reach the gateway, too',
      yaml: route(LAN) + gatewayFrom('{ fromCIDR: [192.168.32.0/24, 192.168.33.0/24] }'),
      finds: [`${AT}: "192.168.33.0/24" reaches the gateway, and is not of its networks`],
    },
    {
      name: 'the world reaches the gateway',
      yaml: route(LAN) + gatewayFrom('{ fromEntities: [world] }'),
      finds: [`${AT}: "world" reaches the gateway, and is not of its networks`],
    },
    {
      name: 'a policy for something else',
      yaml: route(LAN) + gatewayFrom('{ fromCIDR: [192.168.32.0/24] }', '{ key: app, operator: Exists }'),
      finds: [`${AT}: no policy for reserved:ingress says who reaches the gateway`],
    },
  ],
} satisfies CheckCases;
