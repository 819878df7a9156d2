import type { CheckCases } from '../check-cases';
import { clusterPolicy, GLOBAL_ALLOW_GITLAB_VM } from './policy-yaml';

export default {
  check: 'cluster-wide-allow',
  passing: [
    {
      name: 'the node, for probes',
      yaml: clusterPolicy('{ endpointSelector: {}, ingress: [{ fromEntities: [host, health] }] }'),
    },
    {
      name: 'named pods',
      yaml: clusterPolicy(
        '{ endpointSelector: {}, egress: [{ toEndpoints: [{ matchLabels: { k8s-app: kube-dns } }] }] }',
      ),
    },
    {
      name: 'the whole cluster, for pods that carry a label',
      yaml: clusterPolicy(
        '{ endpointSelector: { matchLabels: { app: dns } }, ingress: [{ fromEntities: [cluster] }] }',
      ),
    },
    {
      name: 'the whole cluster, for one namespace',
      yaml: clusterPolicy(
        '{ endpointSelector: { matchLabels: { io.kubernetes.pod.namespace: kube-system } }, ingress: [{ fromEntities: [all] }] }',
      ),
    },
    { name: 'denying them', yaml: clusterPolicy('{ endpointSelector: {}, egressDeny: [{ toEntities: [world] }] }') },
    {
      name: 'a rule that allows nothing',
      yaml: clusterPolicy('{ endpointSelector: {}, ingress: [{}], egress: [{ toEndpoints: [] }] }'),
    },
    { name: 'a policy for nodes', yaml: clusterPolicy('{ nodeSelector: {}, ingress: [{ fromEntities: [cluster] }] }') },
  ],
  failing: [
    {
      name: 'seed rows E06, E08, E10, E12: global-allow-gitlab-vm',
      yaml: GLOBAL_ALLOW_GITLAB_VM,
      finds: [
        'CiliumClusterwideNetworkPolicy global-allow-gitlab-vm spec.ingress[1].fromEntities[0]: all pods of the cluster are allowed ingress from every pod and node of the cluster, which voids the default deny of every namespace',
        'CiliumClusterwideNetworkPolicy global-allow-gitlab-vm spec.egress[1].toEntities[0]: all pods of the cluster are allowed egress to everybody outside the cluster, which voids the default deny of every namespace',
        'CiliumClusterwideNetworkPolicy global-allow-gitlab-vm spec.egress[3].toEntities[0]: all pods of the cluster are allowed egress to every pod and node of the cluster, which voids the default deny of every namespace',
      ],
    },
    {
      name: 'everybody',
      yaml: clusterPolicy('{ endpointSelector: {}, ingress: [{ fromEntities: [all] }] }'),
      finds: [
        'CiliumClusterwideNetworkPolicy cp spec.ingress[0].fromEntities[0]: all pods of the cluster are allowed ingress from everybody, which voids the default deny of every namespace',
      ],
    },
    {
      name: 'an empty peer is every pod of every namespace',
      yaml: clusterPolicy('{ endpointSelector: {}, ingress: [{ fromEndpoints: [{}] }] }'),
      finds: [
        'CiliumClusterwideNetworkPolicy cp spec.ingress[0].fromEndpoints[0]: all pods of the cluster are allowed ingress from every pod of every namespace, which voids the default deny of every namespace',
      ],
    },
    {
      name: 'ports without a peer are for everybody',
      yaml: clusterPolicy('{ endpointSelector: {}, egress: [{ toPorts: [{ ports: [{ port: "443" }] }] }] }'),
      finds: [
        'CiliumClusterwideNetworkPolicy cp spec.egress[0]: all pods of the cluster are allowed egress to everybody, which voids the default deny of every namespace',
      ],
    },
    {
      name: 'leaving out some pods is not enough',
      yaml: clusterPolicy(
        '{ endpointSelector: { matchExpressions: [{ key: app, operator: NotIn, values: [x] }, { key: io.kubernetes.pod.namespace, operator: Exists }] }, egress: [{ toEntities: [world] }] }',
      ),
      finds: [
        'CiliumClusterwideNetworkPolicy cp spec.egress[0].toEntities[0]: all pods of the cluster are allowed egress to everybody outside the cluster, which voids the default deny of every namespace',
      ],
    },
  ],
} satisfies CheckCases;
