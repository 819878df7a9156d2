import type { CheckCases } from '../check-cases';
import { ARGO_CD, gateway, HUBBLE, PROD_GATEWAY, REDIRECT, route } from './gateway-yaml';
import { all, namespace } from './policy-yaml';

const HTTP = '{ name: http, port: 80, protocol: HTTP }';
const HTTPS =
  '{ name: a, hostname: a.example.com, port: 443, protocol: HTTPS, allowedRoutes: { namespaces: { from: Selector, selector: { matchLabels: { kubernetes.io/metadata.name: a } } } } }';
const SERVES = 'hostnames: [a.example.com], rules: [{ backendRefs: [{ name: s, port: 80 }] }]';

export default {
  check: 'plain-http-listener',
  passing: [
    {
      name: 'a redirect on HTTP, a route on HTTPS',
      yaml: all(
        gateway(`${HTTP}, ${HTTPS}`),
        route('redirect', 'gw', `hostnames: [a.example.com], ${REDIRECT}`),
        route('r', 'a', SERVES),
      ),
    },
    { name: 'an HTTP listener without a route', yaml: gateway(HTTP) },
    { name: 'a route of another namespace does not attach', yaml: all(gateway(HTTP), route('r', 'a', SERVES)) },
    {
      name: 'a route of a kind that the listener does not take',
      yaml: all(
        gateway('{ name: http, port: 80, protocol: HTTP, allowedRoutes: { kinds: [{ kind: GRPCRoute }] } }'),
        route('r', 'gw', SERVES),
      ),
    },
    {
      name: 'another listener is meant',
      yaml: all(
        gateway(`${HTTP}, { name: https, port: 443, protocol: HTTPS }`),
        route('r', 'gw', SERVES, 'HTTPRoute', ', sectionName: https'),
      ),
    },
    {
      name: 'another port is meant',
      yaml: all(
        gateway(`${HTTP}, { name: https, port: 443, protocol: HTTPS }`),
        route('r', 'gw', SERVES, 'HTTPRoute', ', port: 443'),
      ),
    },
    {
      name: 'no host name in common',
      yaml: all(
        gateway('{ name: http, hostname: "*.example.org", port: 80, protocol: HTTP }'),
        route('r', 'gw', SERVES),
      ),
    },
    { name: 'a Gateway that is not known', yaml: route('r', 'gw', SERVES) },
  ],
  failing: [
    {
      name: 'seed rows F03, F04, F11: Hubble over HTTP',
      yaml: all(PROD_GATEWAY, HUBBLE),
      finds: [
        'HTTPRoute ml-ingress-gateway/hubble-ui-route spec.parentRefs[0]: is served over plain HTTP by listener "http" on port 80 of Gateway ml-ingress-gateway/prod-gateway',
      ],
    },
    {
      name: 'seed row F08: Argo CD without TLS, over HTTP',
      yaml: all(
        PROD_GATEWAY,
        ARGO_CD,
        'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: argocd-cmd-params-cm, namespace: argocd }\ndata: { server.insecure: "true" }\n',
      ),
      finds: [
        'HTTPRoute ml-ingress-gateway/argocd-ui-route spec.parentRefs[0]: is served over plain HTTP by listener "http" on port 80 of Gateway ml-ingress-gateway/prod-gateway',
      ],
    },
    {
      name: 'seed row F03: from any namespace, as the comment says',
      yaml: gateway('{ name: http, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: All } } }'),
      finds: [
        'Gateway gw/g spec.listeners[0].allowedRoutes.namespaces.from: from "All" lets routes of other namespaces attach to listener "http" on port 80',
      ],
    },
    {
      name: 'routes of selected namespaces',
      yaml: all(
        namespace('a', '{ tier: x }'),
        gateway(
          '{ name: http, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: Selector, selector: { matchLabels: { tier: x } } } } }',
        ),
        route('r', 'a', SERVES, 'GRPCRoute'),
      ),
      finds: [
        'Gateway gw/g spec.listeners[0].allowedRoutes.namespaces.from: from "Selector" lets routes of other namespaces attach to listener "http" on port 80',
        'GRPCRoute a/r spec.parentRefs[0]: is served over plain HTTP by listener "http" on port 80 of Gateway gw/g',
      ],
    },
    {
      name: 'a redirect that stays on HTTP',
      yaml: all(
        gateway(HTTP),
        route(
          'r',
          'gw',
          'hostnames: [a.example.com], rules: [{ filters: [{ type: RequestRedirect, requestRedirect: { hostname: b.example.com } }] }]',
        ),
      ),
      finds: [
        'HTTPRoute gw/r spec.parentRefs[0]: is served over plain HTTP by listener "http" on port 80 of Gateway gw/g',
      ],
    },
    {
      name: 'one rule of two redirects',
      yaml: all(
        gateway(HTTP),
        route(
          'r',
          'gw',
          `hostnames: [a.example.com], ${REDIRECT.replace(/\]$/, ', { backendRefs: [{ name: s, port: 80 }] }]')}`,
        ),
      ),
      finds: [
        'HTTPRoute gw/r spec.parentRefs[0]: is served over plain HTTP by listener "http" on port 80 of Gateway gw/g',
      ],
    },
    {
      name: 'no rule',
      yaml: all(gateway(HTTP), route('r', 'gw', 'hostnames: [a.example.com]')),
      finds: [
        'HTTPRoute gw/r spec.parentRefs[0]: is served over plain HTTP by listener "http" on port 80 of Gateway gw/g',
      ],
    },
    {
      name: 'a listener of a ListenerSet',
      yaml: all(
        gateway(HTTPS),
        'apiVersion: gateway.networking.k8s.io/v1\nkind: ListenerSet\nmetadata: { name: l, namespace: a }\nspec: { parentRef: { name: g, namespace: gw }, listeners: [{ name: http, port: 80, protocol: HTTP }] }\n',
        route('r', 'a', SERVES).replace('{ name: g, namespace: gw }', '{ kind: ListenerSet, name: l }'),
      ),
      finds: [
        'HTTPRoute a/r spec.parentRefs[0]: is served over plain HTTP by listener "http" on port 80 of ListenerSet a/l',
      ],
    },
    {
      name: 'the Gateway is a stub of the site',
      yaml: route('r', 'gw', SERVES),
      site: gateway(HTTP),
      finds: [
        'HTTPRoute gw/r spec.parentRefs[0]: is served over plain HTTP by listener "http" on port 80 of Gateway gw/g',
      ],
    },
  ],
} satisfies CheckCases;
