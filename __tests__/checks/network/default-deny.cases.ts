import type { CheckCases } from '../check-cases';
import { all, clusterPolicy, namespace, networkPolicy, pod, policy } from './policy-yaml';

const NAMESPACE = namespace('a');
const API = pod('{ app: api }');

export default {
  check: 'default-deny',
  passing: [
    {
      name: 'a NetworkPolicy for both directions',
      yaml: all(NAMESPACE, API, networkPolicy('{ podSelector: {}, policyTypes: [Ingress, Egress] }')),
    },
    {
      name: 'a Cilium policy whose rules allow nothing',
      yaml: all(NAMESPACE, API, policy('{ endpointSelector: {}, ingress: [{}], egress: [{}] }')),
    },
    {
      name: 'deny rules turn it on, too',
      yaml: all(
        NAMESPACE,
        API,
        policy(
          '{ endpointSelector: {}, ingressDeny: [{ fromEntities: [world] }], egressDeny: [{ toEntities: [world] }] }',
        ),
      ),
    },
    {
      name: 'a policy of the whole cluster',
      yaml: all(
        NAMESPACE,
        API,
        clusterPolicy(
          '{ endpointSelector: {}, ingress: [{ fromEntities: [host] }], egress: [{ toEntities: [host] }] }',
        ),
      ),
    },
    {
      name: 'one policy for each direction, each for the pod by its label',
      yaml: all(
        NAMESPACE,
        API,
        networkPolicy('{ podSelector: { matchLabels: { app: api } } }'),
        policy(
          '{ endpointSelector: { matchExpressions: [{ key: app, operator: In, values: [api, web] }] }, egress: [{}] }',
        ),
      ),
    },
    {
      name: 'without policyTypes, an egress rule denies egress',
      yaml: all(NAMESPACE, API, networkPolicy('{ podSelector: {}, egress: [{ to: [{ podSelector: {} }] }] }')),
    },
    {
      name: 'a second spec',
      yaml: all(
        NAMESPACE,
        API,
        'apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: { name: p, namespace: a }\nspecs: [{ endpointSelector: {}, ingress: [{}] }, { endpointSelector: {}, egress: [{}] }]\n',
      ),
    },
    { name: 'a namespace without pods', yaml: NAMESPACE },
    {
      name: 'pods in the network of their node',
      yaml: all(NAMESPACE, pod('{ app: api }', 'api', 'a', '{ hostNetwork: true }')),
    },
    {
      name: 'an external pod, and an external policy for it',
      yaml: NAMESPACE,
      site: all(API, networkPolicy('{ podSelector: {}, policyTypes: [Ingress, Egress] }')),
    },
    { name: 'external pods of an external namespace', yaml: namespace('b'), site: all(NAMESPACE, API) },
    {
      name: 'a label of the namespace, by which the policy finds it',
      yaml: all(
        namespace('a', '{ tenant: a }'),
        API,
        clusterPolicy(
          '{ endpointSelector: { matchLabels: { "k8s:io.cilium.k8s.namespace.labels.tenant": a } }, ingress: [{}], egress: [{}] }',
        ),
      ),
    },
    {
      name: 'the ServiceAccount of the pods, by which the policy finds them',
      yaml: all(
        NAMESPACE,
        pod('{}', 'api', 'a', '{ serviceAccountName: api }'),
        policy(
          '{ endpointSelector: { matchLabels: { io.cilium.k8s.policy.serviceaccount: api } }, ingress: [{}], egress: [{}] }',
        ),
      ),
    },
  ],
  failing: [
    {
      name: 'seed rows E19, E28: no policy at all',
      yaml: all(NAMESPACE, API, pod('{ app: web }', 'web')),
      finds: [
        'Namespace a: no policy denies ingress by default for the pods of Pod a/api and 1 more in namespace "a"',
        'Namespace a: no policy denies egress by default for the pods of Pod a/api and 1 more in namespace "a"',
      ],
    },
    {
      name: 'ingress only',
      yaml: all(NAMESPACE, API, networkPolicy('{ podSelector: {} }')),
      finds: ['Namespace a: no policy denies egress by default for the pods of Pod a/api in namespace "a"'],
    },
    {
      name: 'a pod that the selector misses',
      yaml: all(
        NAMESPACE,
        API,
        pod('{ app: web }', 'web'),
        networkPolicy('{ podSelector: { matchLabels: { app: api } }, policyTypes: [Ingress, Egress] }'),
      ),
      finds: [
        'Namespace a: no policy denies ingress by default for the pods of Pod a/web in namespace "a"',
        'Namespace a: no policy denies egress by default for the pods of Pod a/web in namespace "a"',
      ],
    },
    {
      name: 'enableDefaultDeny without a rule denies nothing',
      yaml: all(NAMESPACE, API, policy('{ endpointSelector: {}, ingress: [{}], enableDefaultDeny: { egress: true } }')),
      finds: ['Namespace a: no policy denies egress by default for the pods of Pod a/api in namespace "a"'],
    },
    {
      name: 'enableDefaultDeny false',
      yaml: all(
        NAMESPACE,
        API,
        policy('{ endpointSelector: {}, ingress: [{}], egress: [{}], enableDefaultDeny: { ingress: false } }'),
      ),
      finds: ['Namespace a: no policy denies ingress by default for the pods of Pod a/api in namespace "a"'],
    },
    {
      name: 'a policy of another namespace',
      yaml: all(
        NAMESPACE,
        API,
        networkPolicy('{ podSelector: {}, policyTypes: [Ingress, Egress] }').replace('namespace: a', 'namespace: b'),
      ),
      finds: [
        'Namespace a: no policy denies ingress by default for the pods of Pod a/api in namespace "a"',
        'Namespace a: no policy denies egress by default for the pods of Pod a/api in namespace "a"',
      ],
    },
    {
      name: 'a policy for nodes',
      yaml: all(NAMESPACE, API, clusterPolicy('{ nodeSelector: {}, ingress: [{}], egress: [{}] }')),
      finds: [
        'Namespace a: no policy denies ingress by default for the pods of Pod a/api in namespace "a"',
        'Namespace a: no policy denies egress by default for the pods of Pod a/api in namespace "a"',
      ],
    },
    {
      name: 'a selector that cannot be read',
      yaml: all(NAMESPACE, API, networkPolicy('{ podSelector: all, policyTypes: [Ingress, Egress] }')),
      finds: [
        'Namespace a: no policy denies ingress by default for the pods of Pod a/api in namespace "a"',
        'Namespace a: no policy denies egress by default for the pods of Pod a/api in namespace "a"',
      ],
    },
    {
      name: 'a namespace that is not rendered: reported once, on its first pod',
      yaml: all(API, pod('{ app: web }', 'web')),
      finds: [
        'Pod a/api: no policy denies ingress by default for the pods of Pod a/api and 1 more in namespace "a"',
        'Pod a/api: no policy denies egress by default for the pods of Pod a/api and 1 more in namespace "a"',
      ],
    },
    {
      name: 'no namespace at all is the namespace default',
      yaml: 'apiVersion: v1\nkind: Pod\nmetadata: { name: api }\nspec: {}\n',
      finds: [
        'Pod api: no policy denies ingress by default for the pods of Pod api in namespace "default"',
        'Pod api: no policy denies egress by default for the pods of Pod api in namespace "default"',
      ],
    },
    {
      name: 'another namespace in an endpointSelector without k8s: is asked for as well, and never met',
      yaml: all(
        NAMESPACE,
        API,
        policy(
          '{ endpointSelector: { matchLabels: { io.kubernetes.pod.namespace: b } }, ingress: [{}], egress: [{}] }',
        ),
      ),
      finds: [
        'Namespace a: no policy denies ingress by default for the pods of Pod a/api in namespace "a"',
        'Namespace a: no policy denies egress by default for the pods of Pod a/api in namespace "a"',
      ],
    },
    {
      name: 'external pods of a rendered namespace',
      yaml: NAMESPACE,
      site: API,
      finds: [
        'Namespace a: no policy denies ingress by default for the pods of Pod a/api in namespace "a"',
        'Namespace a: no policy denies egress by default for the pods of Pod a/api in namespace "a"',
      ],
    },
  ],
} satisfies CheckCases;
