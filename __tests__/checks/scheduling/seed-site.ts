/** A node, its labels and taints in YAML flow style. */
export function node(name: string, labels: string, taints = '', allocatable = 'cpu: "4"'): string {
  return `
apiVersion: v1
kind: Node
metadata: { name: ${name}, labels: { kubernetes.io/hostname: ${name}, kubernetes.io/os: linux, ${labels} } }
spec: { taints: [${taints}] }
status: { allocatable: { ${allocatable} } }
---
`;
}

/** The plugins that read the annotations of namespaces (seed row A11). */
export const PLUGINS = `
apiVersion: fortress.cdk8s.io/v1
kind: Site
spec: { admissionPlugins: [PodNodeSelector, PodTolerationRestriction] }
---
`;

/** The nodes as the seed labels and taints them (rows A01, A03 to A07): worker-node-build has no taint. */
export const SEED_SITE = [
  node('master', 'node-role.kubernetes.io/control-plane: "true"'),
  node(
    'worker-node-ml',
    'workload: ml-production, tier: ml-secure',
    '{ key: dedicated, value: ml-production, effect: NoSchedule }',
  ),
  node(
    'worker-node-opssec',
    'workload: security-tools, dedicated: infra',
    '{ key: dedicated, value: infra, effect: NoSchedule }',
  ),
  node('worker-node-build', 'workload: build-jobs'),
  PLUGINS,
].join('');

/** A workload of kind and namespace `a`, with fields of its pod in YAML flow style. */
export function workload(pod: string, kind = 'Deployment'): string {
  return `
apiVersion: apps/v1
kind: ${kind}
metadata: { name: w, namespace: a }
spec: { template: { spec: { ${pod} } } }
---
`;
}

/** The namespace `a`. */
export function namespace(annotations: string, labels = ''): string {
  return `
apiVersion: v1
kind: Namespace
metadata: { name: a, labels: { ${labels} }, annotations: { ${annotations} } }
---
`;
}

/** What the seed tells pods of the ml pool to say (row A08). */
export const ML =
  'nodeSelector: { tier: ml-secure }, tolerations: [{ key: dedicated, operator: Equal, value: ml-production, effect: NoSchedule }]';

/** What the seed tells pods of monitoring and security to say (row A09). */
export const INFRA =
  'nodeSelector: { dedicated: infra }, tolerations: [{ key: dedicated, operator: Equal, value: infra, effect: NoSchedule }]';

/** A required node affinity, its terms in YAML flow style. */
export function affinity(terms: string): string {
  return `affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [${terms}] } } }`;
}
