import type { CheckCases } from '../check-cases';

function gateway(...listeners: string[]): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: g, namespace: gw }
spec: { listeners: [${listeners.join(', ')}] }
---
`;
}

function route(parents: string, rest = '', namespace = 'a', kind = 'HTTPRoute'): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: ${kind}
metadata: { name: r, namespace: ${namespace} }
spec: { parentRefs: [${parents}], ${rest} }
---
`;
}

function listener(name: string, rest = '', allowed = 'namespaces: { from: All }'): string {
  return `{ name: ${name}, port: 443, protocol: HTTPS, ${rest} allowedRoutes: { ${allowed} } }`;
}

const TO_G = '{ name: g, namespace: gw }';
const ANY = listener('any');

export default {
  check: 'route-attaches',
  passing: [
    {
      name: 'F10: a listener for the host name and the namespace of the route',
      yaml:
        gateway(
          listener(
            'classifier',
            'hostname: classifier.local,',
            'kinds: [{ kind: HTTPRoute }], namespaces: { from: Selector, selector: { matchLabels: { kubernetes.io/metadata.name: a } } }',
          ),
        ) + route('{ name: g, namespace: gw, sectionName: classifier }', 'hostnames: [classifier.local]'),
    },
    {
      name: 'a label of the namespace',
      yaml:
        'apiVersion: v1\nkind: Namespace\nmetadata: { name: a, labels: { tenant: x } }\n---' +
        gateway(listener('t', '', 'namespaces: { from: Selector, selector: { matchLabels: { tenant: x } } }')) +
        route(TO_G),
    },
    {
      name: 'the namespace of the gateway',
      yaml: gateway('{ name: http, port: 80, protocol: HTTP }') + route('{ name: g, port: 80 }', '', 'gw'),
    },
    { name: 'a gateway that lives elsewhere', yaml: route(TO_G), site: gateway(ANY) },
    { name: 'no such gateway: that is another check', yaml: route(TO_G) },
    {
      name: 'a parent that is no gateway',
      yaml:
        'apiVersion: v1\nkind: Service\nmetadata: { name: g, namespace: a }\n---' +
        route('{ group: "", kind: Service, name: g }'),
    },
    {
      name: 'wildcards: of the listener, of the route, of both',
      yaml:
        gateway(listener('w', 'hostname: "*.example.com",')) +
        ['x.example.com', 'a.b.example.com', '"*.example.com"', '"*.c.example.com"']
          .map(name => route(TO_G, `hostnames: [${name}]`))
          .join(''),
    },
    {
      name: 'a wildcard of the route, and a name of the listener',
      yaml: gateway(listener('w', 'hostname: x.example.com,')) + route(TO_G, 'hostnames: ["*.example.com"]'),
    },
    {
      name: 'two host names on two listeners',
      yaml:
        gateway(listener('a', 'hostname: a.example.com,'), listener('b', 'hostname: b.example.com,')) +
        route(TO_G, 'hostnames: [a.example.com, b.example.com]'),
    },
    {
      name: 'the closest of several listeners',
      yaml:
        gateway(listener('w', 'hostname: "*.example.com",'), listener('x', 'hostname: x.example.com,')) +
        route('{ name: g, namespace: gw, sectionName: x }', 'hostnames: [x.example.com]'),
    },
    {
      name: 'protocols and their routes',
      yaml:
        gateway(
          '{ name: tls, port: 1, protocol: TLS, allowedRoutes: { namespaces: { from: All } } }',
          '{ name: udp, port: 2, protocol: UDP, allowedRoutes: { namespaces: { from: All } } }',
        ) +
        route(TO_G, '', 'a', 'TLSRoute') +
        route(TO_G, '', 'a', 'UDPRoute'),
    },
    {
      name: 'a ListenerSet',
      yaml:
        route('{ kind: ListenerSet, name: l }') +
        'apiVersion: gateway.networking.k8s.io/v1\nkind: ListenerSet\nmetadata: { name: l, namespace: a }\nspec: { listeners: [{ name: h, port: 80, protocol: HTTP }] }\n',
    },
  ],
  failing: [
    {
      name: 'F03, N10: the comment says any namespace, the field says Same',
      yaml:
        gateway('{ name: http, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: Same } } }') +
        route('{ name: g, namespace: gw, sectionName: http }', 'hostnames: [classifier.local]', 'ml-production'),
      finds: [
        'HTTPRoute ml-production/r spec.parentRefs[0]: no listener of Gateway gw/g takes this route; http: allowedRoutes.namespaces takes no route of namespace "ml-production"',
      ],
    },
    {
      name: 'nothing said is the same namespace',
      yaml: gateway('{ name: http, port: 80, protocol: HTTP }') + route(TO_G),
      finds: [
        'HTTPRoute a/r spec.parentRefs[0]: no listener of Gateway gw/g takes this route; http: allowedRoutes.namespaces takes no route of namespace "a"',
      ],
    },
    {
      name: 'another tenant',
      yaml:
        gateway(
          listener(
            't',
            '',
            'namespaces: { from: Selector, selector: { matchLabels: { kubernetes.io/metadata.name: b } } }',
          ),
        ) + route(TO_G),
      finds: [
        'HTTPRoute a/r spec.parentRefs[0]: no listener of Gateway gw/g takes this route; t: allowedRoutes.namespaces takes no route of namespace "a"',
      ],
    },
    {
      name: 'no listener of that name, none of that port',
      yaml:
        gateway(ANY) +
        route('{ name: g, namespace: gw, sectionName: http }') +
        route('{ name: g, namespace: gw, port: 80 }'),
      finds: [
        'HTTPRoute a/r spec.parentRefs[0]: Gateway gw/g has no listener {"sectionName":"http"}; it has "any" on 443',
        'HTTPRoute a/r spec.parentRefs[0]: Gateway gw/g has no listener {"port":80}; it has "any" on 443',
      ],
    },
    {
      name: 'a gateway without listeners',
      yaml: gateway() + route(TO_G),
      finds: ['HTTPRoute a/r spec.parentRefs[0]: Gateway gw/g has no listener {}; it has none'],
    },
    {
      name: 'F19: a kind that the listener does not take',
      yaml:
        gateway(listener('h', '', 'kinds: [{ kind: HTTPRoute }], namespaces: { from: All }')) +
        route(TO_G, '', 'a', 'GRPCRoute'),
      finds: [
        'GRPCRoute a/r spec.parentRefs[0]: no listener of Gateway gw/g takes this route; h: allowedRoutes.kinds takes no GRPCRoute',
      ],
    },
    {
      name: "a protocol that is not the route's, whatever kinds say",
      yaml:
        gateway(
          '{ name: tcp, port: 1, protocol: TCP, allowedRoutes: { kinds: [{ kind: HTTPRoute }], namespaces: { from: All } } }',
        ) + route(TO_G),
      finds: [
        'HTTPRoute a/r spec.parentRefs[0]: no listener of Gateway gw/g takes this route; tcp: protocol TCP takes no HTTPRoute',
      ],
    },
    {
      name: 'no host name in common',
      yaml:
        gateway(listener('w', 'hostname: "*.example.com",')) + route(TO_G, 'hostnames: [example.com, x.example.org]'),
      finds: [
        'HTTPRoute a/r spec.parentRefs[0]: no listener of Gateway gw/g takes this route; w: hostname "*.example.com" has none in common with the route',
      ],
    },
    {
      name: 'one host name too many',
      yaml:
        gateway(listener('w', 'hostname: a.example.com,')) + route(TO_G, 'hostnames: [a.example.com, b.example.com]'),
      finds: [
        'HTTPRoute a/r spec.hostnames[1]: no listener serves "b.example.com"; the route is on "w" for "a.example.com"',
      ],
    },
    {
      name: 'a listener that matches closer gets the requests',
      yaml:
        gateway(listener('w', 'hostname: "*.example.com",'), listener('x', 'hostname: x.example.com,')) +
        route('{ name: g, namespace: gw, sectionName: w }', 'hostnames: [x.example.com]'),
      finds: [
        'HTTPRoute a/r spec.hostnames[0]: no listener serves "x.example.com"; the route is on "w" for "*.example.com"',
      ],
    },
  ],
} satisfies CheckCases;
