import type { CheckCases } from '../check-cases';
import { gateway, REDIRECT, route } from './gateway-yaml';
import { all, namespace } from './policy-yaml';

function listener(name: string, namespaces: string, hostname = ''): string {
  return `{ name: ${name}, ${hostname} port: 443, protocol: HTTPS, allowedRoutes: { namespaces: ${namespaces} } }`;
}

const TENANTS = '{ from: Selector, selector: { matchLabels: { tenant: x } } }';
const SHARED = gateway(`{ name: http, port: 80, protocol: HTTP }, ${listener('https', TENANTS)}`);
const A = namespace('a', '{ tenant: x }');
const B = namespace('b', '{ tenant: x }');
const HOST = 'hostnames: [shop.example.com], rules: [{ backendRefs: [{ name: s, port: 80 }] }]';

export default {
  check: 'hostname-ownership',
  passing: [
    {
      name: 'a host name for each namespace',
      yaml: all(SHARED, A, B, route('r', 'a', HOST), route('r', 'b', HOST.replace('shop', 'blog'))),
    },
    { name: 'two routes of one namespace', yaml: all(SHARED, A, route('one', 'a', HOST), route('two', 'a', HOST)) },
    {
      name: 'the redirect beside the gateway',
      yaml: all(
        SHARED,
        A,
        route('r', 'a', HOST),
        route('redirect', 'gw', `hostnames: [shop.example.com], ${REDIRECT}`),
      ),
    },
    { name: 'the second route does not attach', yaml: all(SHARED, A, route('r', 'a', HOST), route('r', 'c', HOST)) },
    {
      name: 'the host name of another gateway',
      yaml: all(
        SHARED,
        A,
        B,
        route('r', 'a', HOST),
        gateway(listener('https', '{ from: Selector, selector: { matchLabels: { tenant: x } } }'), 'other'),
        route('r', 'b', HOST).replace('namespace: gw', 'namespace: other'),
      ),
    },
    { name: 'one namespace only', yaml: gateway(listener('https', '{ from: Same }')) },
  ],
  failing: [
    {
      name: 'seed row F19: two namespaces claim one host name',
      yaml: all(SHARED, A, B, route('r', 'a', HOST), route('r', 'b', HOST.replace('shop', 'Shop'))),
      finds: [
        'HTTPRoute a/r spec.hostnames[0]: "shop.example.com" of Gateway gw/g is also claimed by HTTPRoute b/r',
        'HTTPRoute b/r spec.hostnames[0]: "shop.example.com" of Gateway gw/g is also claimed by HTTPRoute a/r',
      ],
    },
    {
      name: 'by routes of two kinds',
      yaml: all(SHARED, A, B, route('r', 'a', HOST), route('r', 'b', HOST, 'GRPCRoute')),
      finds: [
        'HTTPRoute a/r spec.hostnames[0]: "shop.example.com" of Gateway gw/g is also claimed by GRPCRoute b/r',
        'GRPCRoute b/r spec.hostnames[0]: "shop.example.com" of Gateway gw/g is also claimed by HTTPRoute a/r',
      ],
    },
    {
      name: 'by no host name, on a listener that has one',
      yaml: all(
        gateway(listener('https', TENANTS, 'hostname: shop.example.com,')),
        A,
        B,
        route('r', 'a', HOST),
        route('r', 'b', 'rules: [{ backendRefs: [{ name: s, port: 80 }] }]'),
      ),
      finds: [
        'HTTPRoute a/r spec.hostnames[0]: "shop.example.com" of Gateway gw/g is also claimed by HTTPRoute b/r',
        'HTTPRoute b/r spec.parentRefs[0]: "shop.example.com" of Gateway gw/g is also claimed by HTTPRoute a/r',
      ],
    },
    {
      name: 'a redirect of a tenant',
      yaml: all(
        SHARED,
        A,
        B,
        route('r', 'a', HOST),
        route('redirect', 'b', `hostnames: [shop.example.com], ${REDIRECT}`),
      ),
      finds: [
        'HTTPRoute a/r spec.hostnames[0]: "shop.example.com" of Gateway gw/g is also claimed by HTTPRoute b/redirect',
        'HTTPRoute b/redirect spec.hostnames[0]: "shop.example.com" of Gateway gw/g is also claimed by HTTPRoute a/r',
      ],
    },
    {
      name: 'routes of every namespace',
      yaml: gateway(listener('https', '{ from: All }', 'hostname: shop.example.com,')),
      finds: [
        'Gateway gw/g spec.listeners[0].allowedRoutes.namespaces.from: listener "https" takes routes of every namespace, for whatever host name they ask',
      ],
    },
    {
      name: 'a selector that asks for nothing',
      yaml: gateway(listener('https', '{ from: Selector, selector: {} }')),
      finds: [
        'Gateway gw/g spec.listeners[0].allowedRoutes.namespaces.selector: listener "https" takes routes of every namespace, for whatever host name they ask',
      ],
    },
  ],
} satisfies CheckCases;
