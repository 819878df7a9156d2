import type { CheckCases } from '../check-cases';

const namespace = (level: string, name = 'a', tenant = 't') => `
apiVersion: v1
kind: Namespace
metadata:
  name: ${name}
  labels:
    tenant: ${tenant}
    pod-security.kubernetes.io/enforce: ${level}
    pod-security.kubernetes.io/audit: ${level}
    pod-security.kubernetes.io/warn: ${level}
`;
const quota = (hard: string, owner = 'a') => `---
apiVersion: v1
kind: ResourceQuota
metadata: { name: quota, namespace: ${owner} }
spec: { hard: ${hard} }
`;
const RANGE = `---
apiVersion: v1
kind: LimitRange
metadata: { name: limits, namespace: a }
spec: { limits: [] }
`;
const policy = (spec: string) => `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: default-deny, namespace: a }
spec: ${spec}
`;
const cilium = (spec: string, name = 'cilium') => `---
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: ${name}, namespace: a }
spec: ${spec}
`;
const DENY_ALL = policy('{ podSelector: {}, policyTypes: [Ingress, Egress] }');
const WHOLE = namespace('restricted') + quota('{ requests.cpu: "4", pods: "10" }') + RANGE + DENY_ALL;

export default {
  check: 'weaker-namespace',
  passing: [
    { name: 'no environment before', yaml: namespace('privileged') },
    { name: 'the same in both', yaml: WHOLE, earlier: WHOLE },
    { name: 'more than before', yaml: WHOLE, earlier: namespace('baseline') },
    { name: 'new in this environment', yaml: namespace('baseline', 'b', 'u'), earlier: WHOLE },
    {
      name: 'other amounts: how much is bounded is a matter of size',
      yaml: namespace('restricted') + quota('{ requests.cpu: "40" }'),
      earlier: namespace('restricted') + quota('{ requests.cpu: "4" }'),
    },
    {
      name: 'without a policy that only allowed something there',
      yaml: WHOLE,
      earlier: WHOLE + cilium('{ endpointSelector: { matchLabels: { app: x } }, egress: [{ toEntities: [world] }] }'),
    },
    {
      name: 'a policy of another kind that denies the same',
      yaml: namespace('restricted') + cilium('{ endpointSelector: {}, ingress: [{}], egress: [{}] }'),
      earlier: namespace('restricted') + DENY_ALL,
    },
    {
      name: 'two namespaces of a tenant are known by their names alone',
      yaml: namespace('baseline', 'c'),
      earlier: `${namespace('restricted', 'd')}---${namespace('restricted', 'e')}`,
    },
  ],
  failing: [
    {
      name: 'B18: the level of production is lower',
      yaml: namespace('baseline'),
      earlier: namespace('restricted'),
      finds: ['enforce', 'audit', 'warn'].map(
        mode =>
          `Namespace a metadata.labels[pod-security.kubernetes.io/${mode}]: ${mode} is "baseline"; in the environment before it is "restricted"`,
      ),
    },
    {
      name: 'D20: without a quota and limits',
      yaml: namespace('restricted') + DENY_ALL,
      earlier: WHOLE,
      finds: [
        'Namespace a: no ResourceQuota bounds requests.cpu; in the environment before one does',
        'Namespace a: no ResourceQuota bounds pods; in the environment before one does',
        'Namespace a: there is no LimitRange; in the environment before there is one',
      ],
    },
    {
      name: 'D20: in the namespace of the same tenant, whatever its name is',
      yaml: namespace('restricted', 'ml-production'),
      earlier: namespace('restricted', 'ml-staging') + quota('{ pods: "10" }', 'ml-staging'),
      finds: ['Namespace ml-production: no ResourceQuota bounds pods; in the environment before one does'],
    },
    {
      name: 'G17: a policy is absent, or for fewer pods, or for one direction only',
      yaml:
        namespace('restricted') +
        policy('{ podSelector: { matchLabels: { app: x } }, policyTypes: [Ingress, Egress] }'),
      earlier: namespace('restricted') + DENY_ALL,
      finds: ['ingress', 'egress'].map(
        direction =>
          `Namespace a: no policy for all pods denies ${direction} by default; in the environment before one does`,
      ),
    },
    {
      name: 'G17: a deny rule is absent',
      yaml: namespace('restricted') + cilium('{ endpointSelector: { matchLabels: { app: x } }, egress: [{}] }'),
      earlier:
        namespace('restricted') +
        cilium('{ endpointSelector: { matchLabels: { app: x } }, egressDeny: [{ toEntities: [world] }] }') +
        cilium('{ endpointSelector: { matchLabels: { app: x } }, ingressDeny: [{ fromEntities: [world] }] }', 'other'),
      finds: [
        'Namespace a: no CiliumNetworkPolicy "cilium" has a deny rule; in the environment before it has one',
        'Namespace a: no CiliumNetworkPolicy "other" has a deny rule; in the environment before it has one',
      ],
    },
  ],
} satisfies CheckCases;
