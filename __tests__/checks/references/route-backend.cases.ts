import type { CheckCases } from '../check-cases';

function route(rules: string, namespace = 'a'): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: r, namespace: ${namespace} }
spec: { rules: ${rules} }
---
`;
}

const SERVICE = `
apiVersion: v1
kind: Service
metadata: { name: s, namespace: a }
spec: { ports: [{ port: 80 }, { port: 443 }] }
`;

export default {
  check: 'route-backend',
  passing: [
    {
      name: 'F04: a port of the Service',
      yaml: route('[{ backendRefs: [{ name: s, namespace: a, port: 80 }] }]', 'ml-ingress-gateway') + SERVICE,
    },
    {
      name: 'a Service that lives elsewhere',
      yaml: route('[{ backendRefs: [{ name: s, port: 443 }] }]'),
      site: SERVICE,
    },
    {
      name: 'no such Service: that is another check',
      yaml: route('[{ backendRefs: [{ name: x, port: 1 }] }]') + SERVICE,
    },
    {
      name: 'a redirect, and a filter of another kind',
      yaml: route(
        '[{ filters: [{ type: RequestRedirect, requestRedirect: { scheme: https } }] }, { filters: [{ extensionRef: { kind: X } }] }]',
      ),
    },
    {
      name: 'a backend of another kind',
      yaml: route('[{ backendRefs: [{ group: inference.networking.k8s.io, kind: InferencePool, name: p }] }]'),
    },
    { name: 'another group', yaml: route('[]').replace('gateway.networking.k8s.io', 'example.com') },
  ],
  failing: [
    {
      name: 'another port',
      yaml: route('[{ backendRefs: [{ name: s, port: 8080 }] }]') + SERVICE,
      finds: ['HTTPRoute a/r spec.rules[0].backendRefs[0].port: Service a/s has no port 8080; it has 80, 443'],
    },
    {
      name: 'a copy to another port',
      yaml:
        route(
          '[{ backendRefs: [{ name: s, port: 80, filters: [{ requestMirror: { backendRef: { name: s, port: 1 } } }] }], filters: [{ requestMirror: { backendRef: { name: s, port: 2 } } }] }]',
        ) + SERVICE,
      finds: [
        'HTTPRoute a/r spec.rules[0].filters[0].requestMirror.backendRef.port: Service a/s has no port 2; it has 80, 443',
        'HTTPRoute a/r spec.rules[0].backendRefs[0].filters[0].requestMirror.backendRef.port: Service a/s has no port 1; it has 80, 443',
      ],
    },
    {
      name: 'no port, and a port by name',
      yaml: route('[{ backendRefs: [{ name: s }, { name: s, port: http }] }]') + SERVICE,
      finds: [
        'HTTPRoute a/r spec.rules[0].backendRefs[0].port: the port of a Service must be a number, got null',
        'HTTPRoute a/r spec.rules[0].backendRefs[1].port: the port of a Service must be a number, got "http"',
      ],
    },
    {
      name: 'a Service without ports',
      yaml: route('[{ backendRefs: [{ name: s, port: 80 }] }]') + SERVICE.replace(/spec: .*/, 'spec: {}'),
      finds: ['HTTPRoute a/r spec.rules[0].backendRefs[0].port: Service a/s has no port 80; it has none'],
    },
    {
      name: 'no backend, and no rule',
      yaml: route('[{ matches: [{ path: { value: / } }] }]') + route('[]') + route('null'),
      finds: [
        'HTTPRoute a/r spec.rules[0].backendRefs: the rule has no backend, and does not redirect',
        'HTTPRoute a/r spec.rules: the route has no rule, and so leads nowhere',
        'HTTPRoute a/r spec.rules: the route has no rule, and so leads nowhere',
      ],
    },
  ],
} satisfies CheckCases;
