import type { CheckCases } from '../check-cases';
import { networkPolicy, policy } from './policy-yaml';

export default {
  check: 'allow-all-rule',
  passing: [
    { name: 'no rule', yaml: networkPolicy('{ podSelector: {}, policyTypes: [Ingress, Egress] }') },
    {
      name: 'every namespace, on one port',
      yaml: networkPolicy(
        '{ podSelector: {}, ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ port: 53 }] }] }',
      ),
    },
    {
      name: 'pods with a label, of every namespace',
      yaml: networkPolicy(
        '{ podSelector: {}, ingress: [{ from: [{ namespaceSelector: {}, podSelector: { matchLabels: { app: prometheus } } }] }] }',
      ),
    },
    {
      name: 'the own namespace',
      yaml: networkPolicy('{ podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] }'),
    },
    {
      name: 'an egress rule of a policy that is for ingress only has no effect',
      yaml: networkPolicy('{ podSelector: {}, policyTypes: [Ingress], egress: [{}] }'),
    },
    { name: 'Cilium: the own namespace', yaml: policy('{ endpointSelector: {}, ingress: [{ fromEndpoints: [{}] }] }') },
    { name: 'Cilium: an empty rule allows nothing', yaml: policy('{ endpointSelector: {}, ingress: [{}] }') },
    {
      name: 'Cilium: the cluster, on one port',
      yaml: policy(
        '{ endpointSelector: {}, ingress: [{ fromEntities: [cluster], toPorts: [{ ports: [{ port: "53" }] }] }] }',
      ),
    },
    { name: 'Cilium: the gateway', yaml: policy('{ endpointSelector: {}, ingress: [{ fromEntities: [ingress] }] }') },
  ],
  failing: [
    {
      name: 'an empty rule of a NetworkPolicy allows everybody',
      yaml: networkPolicy('{ podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{}], egress: [{}] }'),
      finds: [
        'NetworkPolicy a/np spec.ingress[0]: allows ingress from everybody on every port',
        'NetworkPolicy a/np spec.egress[0]: allows egress to everybody on every port',
      ],
    },
    {
      name: 'an empty list of peers, too',
      yaml: networkPolicy('{ podSelector: {}, ingress: [{ from: [] }] }'),
      finds: ['NetworkPolicy a/np spec.ingress[0]: allows ingress from everybody on every port'],
    },
    {
      name: 'every pod of every namespace',
      yaml: networkPolicy(
        '{ podSelector: {}, ingress: [{ from: [{ podSelector: {} }, { namespaceSelector: {}, podSelector: {} }] }] }',
      ),
      finds: [
        'NetworkPolicy a/np spec.ingress[0].from[1]: allows ingress from every pod of every namespace on every port',
      ],
    },
    {
      name: 'seed row E08: the cluster',
      yaml: policy('{ endpointSelector: {}, ingress: [{ fromEntities: [cluster, host] }] }'),
      finds: [
        'CiliumNetworkPolicy a/p spec.ingress[0].fromEntities[0]: allows ingress from every pod and node of the cluster on every port',
      ],
    },
    {
      name: 'every namespace, said otherwise',
      yaml: policy(
        '{ endpointSelector: {}, egress: [{ toEndpoints: [{ matchExpressions: [{ key: "k8s:io.kubernetes.pod.namespace", operator: Exists }] }] }] }',
      ),
      finds: [
        'CiliumNetworkPolicy a/p spec.egress[0].toEndpoints[0]: allows egress to every pod of every namespace on every port',
      ],
    },
  ],
} satisfies CheckCases;
