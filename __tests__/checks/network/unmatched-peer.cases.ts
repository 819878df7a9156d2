import type { CheckCases } from '../check-cases';
import {
  all,
  clusterPolicy,
  dnsRule,
  ML_API_NETWORK_POLICY,
  namespace,
  networkPolicy,
  pod,
  policy,
} from './policy-yaml';

const PROMETHEUS = pod('{ app: prometheus }', 'prometheus', 'monitoring');
const FROM_MONITORING =
  '{ podSelector: {}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: monitoring } }, podSelector: { matchLabels: { app: prometheus } } }] }] }';

export default {
  check: 'unmatched-peer',
  passing: [
    { name: 'a known pod of a known namespace', yaml: all(PROMETHEUS, networkPolicy(FROM_MONITORING)) },
    { name: 'a stub of the site', yaml: networkPolicy(FROM_MONITORING), site: PROMETHEUS },
    {
      name: 'a namespace without pods',
      yaml: all(
        namespace('b', '{ tier: x }'),
        networkPolicy(
          '{ podSelector: {}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { tier: x } } }] }] }',
        ),
      ),
    },
    {
      name: 'a label that the controller gives, each pod its own',
      yaml: all(
        'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: db, namespace: a }\nspec: { template: { metadata: { labels: { app: db } }, spec: {} } }\n',
        networkPolicy(
          '{ podSelector: {}, ingress: [{ from: [{ podSelector: { matchLabels: { statefulset.kubernetes.io/pod-name: db-0 } } }] }, { from: [{ podSelector: { matchLabels: { app: db }, matchExpressions: [{ key: controller-revision-hash, operator: Exists }] } }] }] }',
        ),
      ),
    },
    {
      name: 'everybody in the own namespace',
      yaml: networkPolicy('{ podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] }'),
    },
    {
      name: 'the cluster DNS',
      yaml: all(
        networkPolicy(
          '{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } }, podSelector: { matchLabels: { k8s-app: kube-dns } } }] }] }',
        ),
        policy(`{ endpointSelector: {}, egress: [${dnsRule('{ matchPattern: "*" }')}] }`),
      ),
    },
    {
      name: 'a pod of the own namespace',
      yaml: all(
        pod('{ app: web }', 'web'),
        policy('{ endpointSelector: {}, ingress: [{ fromEndpoints: [{ matchLabels: { app: web } }] }] }'),
      ),
    },
    {
      name: 'a pod of another namespace, by a label of the namespace',
      yaml: all(
        namespace('b', '{ tier: x }'),
        pod('{ app: web }', 'web', 'b'),
        policy(
          '{ endpointSelector: {}, ingress: [{ fromEndpoints: [{ matchLabels: { "k8s:io.cilium.k8s.namespace.labels.tier": x } }] }] }',
        ),
      ),
    },
    {
      name: 'pods of the whole cluster',
      yaml: clusterPolicy('{ endpointSelector: {}, ingress: [{ fromEndpoints: [{}] }] }'),
    },
    {
      name: 'a namespace as a whole',
      yaml: all(
        namespace('b'),
        policy(
          '{ endpointSelector: {}, ingress: [{ fromEndpoints: [{ matchLabels: { "k8s:io.kubernetes.pod.namespace": b } }] }] }',
        ),
      ),
    },
    {
      name: 'reserved labels, entities, addresses',
      yaml: policy(
        '{ endpointSelector: {}, ingress: [{ fromEndpoints: [{ matchLabels: { "reserved:ingress": "" } }] }, { fromEntities: [host] }, { fromCIDR: [10.0.0.0/8] }] }',
      ),
    },
    {
      name: 'the pods of a Job, by the label of its controller',
      yaml: all(
        'apiVersion: batch/v1\nkind: Job\nmetadata: { name: train, namespace: a }\nspec: { template: { spec: {} } }\n',
        policy('{ endpointSelector: {}, ingress: [{ fromEndpoints: [{ matchLabels: { job-name: train } }] }] }'),
      ),
    },
  ],
  failing: [
    {
      name: 'a pod in the network of its node, which no policy is for',
      yaml: all(
        'apiVersion: v1\nkind: Pod\nmetadata: { name: agent, namespace: a, labels: { app: agent } }\nspec: { hostNetwork: true }\n',
        networkPolicy('{ podSelector: {}, ingress: [{ from: [{ podSelector: { matchLabels: { app: agent } } }] }] }'),
      ),
      finds: [
        'NetworkPolicy a/np spec.ingress[0].from[0].podSelector: matches no known pod in namespace "a": "app=agent"',
      ],
    },
    {
      name: 'seed row E24: namespaces by a label that nobody sets',
      yaml: ML_API_NETWORK_POLICY,
      site: all(namespace('monitoring'), namespace('database')),
      finds: [
        'NetworkPolicy ml-api-network-policy spec.ingress[0].from[0].namespaceSelector: matches no known namespace: "name=monitoring"',
        'NetworkPolicy ml-api-network-policy spec.egress[0].to[0].namespaceSelector: matches no known namespace: "name=database"',
      ],
    },
    {
      name: 'no pod with the label',
      yaml: all(PROMETHEUS.replace('app: prometheus', 'app: grafana'), networkPolicy(FROM_MONITORING)),
      finds: [
        'NetworkPolicy a/np spec.ingress[0].from[0].podSelector: matches no known pod in the selected namespaces: "app=prometheus"',
      ],
    },
    {
      name: 'the pod is in another namespace',
      yaml: all(
        pod('{ app: web }', 'web', 'b'),
        networkPolicy('{ podSelector: {}, ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }] }] }'),
        policy('{ endpointSelector: {}, ingress: [{ fromEndpoints: [{ matchLabels: { app: web } }] }] }'),
      ),
      finds: [
        'NetworkPolicy a/np spec.ingress[0].from[0].podSelector: matches no known pod in namespace "a": "app=web"',
        'CiliumNetworkPolicy a/p spec.ingress[0].fromEndpoints[0]: matches no known pod: "app=web, io.kubernetes.pod.namespace=a"',
      ],
    },
    {
      name: 'a namespace that is not known',
      yaml: policy(
        '{ endpointSelector: {}, egressDeny: [{ toEndpoints: [{ matchLabels: { "k8s:io.kubernetes.pod.namespace": c } }] }] }',
      ),
      finds: [
        'CiliumNetworkPolicy a/p spec.egressDeny[0].toEndpoints[0]: matches no known pod: "io.kubernetes.pod.namespace=c"',
      ],
    },
    {
      name: 'a label that identities do not keep',
      yaml: all(
        pod('{ pod-template-hash: x }'),
        policy(
          '{ endpointSelector: {}, ingress: [{ fromEndpoints: [{ matchExpressions: [{ key: pod-template-hash, operator: In, values: [x] }, { key: app, operator: DoesNotExist }] }] }] }',
        ),
      ),
      finds: [
        'CiliumNetworkPolicy a/p spec.ingress[0].fromEndpoints[0]: matches no known pod: "pod-template-hash=x, app DoesNotExist, io.kubernetes.pod.namespace=a"',
      ],
    },
  ],
} satisfies CheckCases;
