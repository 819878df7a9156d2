import type { CheckCases } from '../check-cases';
import { route } from './gateway-yaml';

export default {
  check: 'hostless-route',
  passing: [
    { name: 'a host name', yaml: route('r', 'a', 'hostnames: [a.example.com]') },
    {
      name: 'a route of a mesh',
      yaml: 'apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: { name: r, namespace: a }\nspec: { parentRefs: [{ group: "", kind: Service, name: s }] }\n',
    },
    { name: 'a kind without host names', yaml: route('r', 'a', 'rules: []', 'TCPRoute') },
    {
      name: 'another API',
      yaml: route('r', 'a', 'rules: []').replace('gateway.networking.k8s.io/v1', 'example.com/v1'),
    },
  ],
  failing: [
    {
      name: 'seed row F19: no host names',
      yaml: route('r', 'a', 'rules: []'),
      finds: ['HTTPRoute a/r spec.hostnames: without host names it serves every host name of its listeners'],
    },
    {
      name: 'an empty list',
      yaml: route('r', 'a', 'hostnames: []', 'GRPCRoute'),
      finds: ['GRPCRoute a/r spec.hostnames: without host names it serves every host name of its listeners'],
    },
    {
      name: 'host names that are none',
      yaml: route('r', 'a', 'hostnames: [1]', 'TLSRoute'),
      finds: ['TLSRoute a/r spec.hostnames: without host names it serves every host name of its listeners'],
    },
    {
      name: 'no parents',
      yaml: 'apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: { name: r, namespace: a }\nspec: {}\n',
      finds: ['HTTPRoute a/r spec.hostnames: without host names it serves every host name of its listeners'],
    },
  ],
} satisfies CheckCases;
