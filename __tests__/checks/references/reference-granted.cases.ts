import type { CheckCases } from '../check-cases';

/** Seed row F04: a route beside its gateway, to Hubble in kube-system. */
const ROUTE = `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: hubble-ui-route, namespace: ml-ingress-gateway }
spec:
  parentRefs: [{ name: prod-gateway, namespace: elsewhere }]
  rules: [{ backendRefs: [{ name: hubble-ui, namespace: kube-system, port: 80 }] }]
---
`;

const GATEWAY = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: g, namespace: gw }
spec: { listeners: [{ tls: { certificateRefs: [{ name: tls, namespace: certs }] } }] }
---
`;

function grant(namespace: string, from: string, to: string): string {
  return `
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: { name: g, namespace: ${namespace} }
spec: { from: [{ group: gateway.networking.k8s.io, ${from} }], to: [${to}] }
---
`;
}

const FROM = 'kind: HTTPRoute, namespace: ml-ingress-gateway';
const TO = '{ group: "", kind: Service, name: hubble-ui }';
const FOUND = [
  'HTTPRoute ml-ingress-gateway/hubble-ui-route spec.rules[0].backendRefs[0].name: no ReferenceGrant of namespace "kube-system" grants HTTPRoutes of "ml-ingress-gateway" its Service "hubble-ui"',
];

export default {
  check: 'reference-granted',
  passing: [
    { name: 'F05: a grant for the one Service', yaml: ROUTE + grant('kube-system', FROM, TO) },
    { name: 'a grant for every Service', yaml: ROUTE + grant('kube-system', FROM, '{ group: "", kind: Service }') },
    { name: 'a grant that lives elsewhere', yaml: ROUTE, site: grant('kube-system', FROM, TO) },
    { name: 'nothing in another namespace', yaml: ROUTE.replace('namespace: kube-system, ', '') },
    {
      name: 'a certificate',
      yaml: GATEWAY + grant('certs', 'kind: Gateway, namespace: gw', '{ group: "", kind: Secret, name: tls }'),
    },
    { name: 'another group', yaml: ROUTE.replace('gateway.networking.k8s.io', 'example.com') },
  ],
  failing: [
    { name: 'F04: no grant', yaml: ROUTE, finds: FOUND },
    { name: 'a grant in another namespace', yaml: ROUTE + grant('ml-ingress-gateway', FROM, TO), finds: FOUND },
    {
      name: 'a grant from another namespace',
      yaml: ROUTE + grant('kube-system', 'kind: HTTPRoute, namespace: x', TO),
      finds: FOUND,
    },
    {
      name: 'a grant from another kind',
      yaml: ROUTE + grant('kube-system', 'kind: GRPCRoute, namespace: ml-ingress-gateway', TO),
      finds: FOUND,
    },
    {
      name: 'a grant of another kind, of another name, of no name',
      yaml:
        ROUTE +
        [
          '{ group: "", kind: Secret }',
          '{ group: "", kind: Service, name: x }',
          '{ group: "", kind: Service, name: "" }',
        ]
          .map(to => grant('kube-system', FROM, to))
          .join(''),
      finds: FOUND,
    },
    {
      name: 'a certificate',
      yaml: GATEWAY,
      finds: [
        'Gateway gw/g spec.listeners[0].tls.certificateRefs[0].name: no ReferenceGrant of namespace "certs" grants Gateways of "gw" its Secret "tls"',
      ],
    },
    {
      name: 'a copy of requests',
      yaml:
        ROUTE.replace(
          'port: 80 }]',
          'port: 80 }], filters: [{ requestMirror: { backendRef: { name: m, namespace: other, port: 1 } } }]',
        ) + grant('kube-system', FROM, TO),
      finds: [
        'HTTPRoute ml-ingress-gateway/hubble-ui-route spec.rules[0].filters[0].requestMirror.backendRef.name: no ReferenceGrant of namespace "other" grants HTTPRoutes of "ml-ingress-gateway" its Service "m"',
      ],
    },
  ],
} satisfies CheckCases;
