import type { CheckCases } from '../check-cases';
import { all, networkPolicy, policy } from './policy-yaml';

export default {
  check: 'identity-labels',
  passing: [
    {
      name: 'labels of applications',
      yaml: policy(
        '{ endpointSelector: { matchLabels: { app: api, app.kubernetes.io/name: api } }, ingress: [{ fromEndpoints: [{ matchLabels: { "k8s:tier": web } }] }] }',
      ),
    },
    {
      name: 'what Cilium adds',
      yaml: policy(
        '{ endpointSelector: { matchLabels: { io.cilium.k8s.policy.serviceaccount: api } }, ingress: [{ fromEndpoints: [{ matchLabels: { "k8s:io.kubernetes.pod.namespace": b, "k8s:io.cilium.k8s.namespace.labels.kubernetes.io/metadata.name": b } }] }] }',
      ),
    },
    {
      name: 'reserved labels',
      yaml: policy(
        '{ endpointSelector: {}, ingress: [{ fromEndpoints: [{ matchLabels: { "reserved:ingress": "" } }] }] }',
      ),
    },
    {
      name: 'kubernetes.io further on in the key',
      yaml: policy('{ endpointSelector: { matchLabels: { batch.kubernetes.io/job-name: train } }, ingress: [{}] }'),
    },
    {
      name: 'a NetworkPolicy where nothing says that the site has Cilium',
      yaml: networkPolicy('{ podSelector: { matchLabels: { pod-template-hash: x } } }'),
    },
    {
      name: 'labels of nodes have a filter of their own',
      yaml: policy(
        '{ endpointSelector: {}, ingress: [{ fromNodes: [{ matchLabels: { kubernetes.io/hostname: x } }] }] }',
      ),
    },
  ],
  failing: [
    {
      name: 'the pods of one ReplicaSet',
      yaml: policy('{ endpointSelector: { matchLabels: { pod-template-hash: x } }, ingress: [{}] }'),
      finds: [
        'CiliumNetworkPolicy a/p spec.endpointSelector.matchLabels.pod-template-hash: Cilium drops label "pod-template-hash" from identities, so no pod matches',
      ],
    },
    {
      name: 'one pod of a StatefulSet',
      yaml: policy(
        '{ endpointSelector: {}, ingress: [{ fromEndpoints: [{}, { matchExpressions: [{ key: "k8s:statefulset.kubernetes.io/pod-name", operator: In, values: [db-0] }] }] }] }',
      ),
      finds: [
        'CiliumNetworkPolicy a/p spec.ingress[0].fromEndpoints[1].matchExpressions[0].key: Cilium drops label "statefulset.kubernetes.io/pod-name" from identities, so no pod matches',
      ],
    },
    {
      name: 'kubernetes.io at the start of the key',
      yaml: policy(
        '{ endpointSelector: {}, egress: [{ toEndpoints: [{ matchLabels: { kubernetes.io/name: x, topology.kubernetes.io/zone: y } }] }] }',
      ),
      finds: [
        'CiliumNetworkPolicy a/p spec.egress[0].toEndpoints[0].matchLabels[kubernetes.io/name]: Cilium drops label "kubernetes.io/name" from identities, so no pod matches',
        'CiliumNetworkPolicy a/p spec.egress[0].toEndpoints[0].matchLabels[topology.kubernetes.io/zone]: Cilium drops label "topology.kubernetes.io/zone" from identities, so no pod matches',
      ],
    },
    {
      name: 'a NetworkPolicy beside Cilium policies',
      yaml: all(
        networkPolicy(
          '{ podSelector: { matchLabels: { pod-template-hash: x } }, ingress: [{ from: [{ podSelector: { matchLabels: { controller-revision-hash: y } } }] }] }',
        ),
        policy('{ endpointSelector: {}, ingress: [{}] }'),
      ),
      finds: [
        'NetworkPolicy a/np spec.podSelector.matchLabels.pod-template-hash: Cilium drops label "pod-template-hash" from identities, so no pod matches',
        'NetworkPolicy a/np spec.ingress[0].from[0].podSelector.matchLabels.controller-revision-hash: Cilium drops label "controller-revision-hash" from identities, so no pod matches',
      ],
    },
    {
      name: 'a NetworkPolicy on a site with Cilium',
      yaml: networkPolicy('{ podSelector: { matchLabels: { pod-template-hash: x } } }'),
      site: 'apiVersion: fortress.cdk8s.io/v1\nkind: Site\nspec: { versions: { cilium: 1.20.2 } }\n',
      finds: [
        'NetworkPolicy a/np spec.podSelector.matchLabels.pod-template-hash: Cilium drops label "pod-template-hash" from identities, so no pod matches',
      ],
    },
  ],
} satisfies CheckCases;
