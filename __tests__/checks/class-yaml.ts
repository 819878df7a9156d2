/** YAML of the objects that the cases of checks about classes of workloads have in common. */

/** The label of a class, in flow style. */
export function ofClass(name: string): string {
  return `fortress.cdk8s.io/workload-class: ${name}`;
}

/** A Namespace with labels in flow style. */
export function namespace(name: string, labels = '', annotations = ''): string {
  return `
apiVersion: v1
kind: Namespace
metadata: { name: ${name}, labels: { ${labels} }, annotations: { ${annotations} } }
---
`;
}

/** The three namespaces of a team. */
export const TEAM = ['training', 'inference', 'data']
  .map(name => namespace(`vision-${name}`, `tenant: vision, ${ofClass(name)}`))
  .join('');

/** A workload, with labels of its pods and fields of their spec in flow style. */
export function workload(
  name: string,
  place: string,
  spec = 'containers: [{ name: main }]',
  labels = '',
  kind = 'Deployment',
) {
  return `
apiVersion: ${kind === 'Job' ? 'batch' : 'apps'}/v1
kind: ${kind}
metadata: { name: ${name}, namespace: ${place} }
spec: { template: { metadata: { labels: { app: ${name}, ${labels} } }, spec: { ${spec} } } }
---
`;
}
