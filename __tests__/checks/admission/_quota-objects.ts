export function quota(spec: string): string {
  return `
apiVersion: v1
kind: ResourceQuota
metadata: { name: q, namespace: a }
spec: ${spec}
---
`;
}

export function object(apiVersion: string, kind: string, name: string, spec: string): string {
  return `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: ${name}, namespace: a }
spec: ${spec}
---
`;
}

export const HALF = '{ template: { spec: { containers: [{ name: c, resources: { limits: { cpu: 500m } } }] } } }';

export function workload(apiVersion: string, kind: string, name: string, fields: string): string {
  return object(apiVersion, kind, name, `{ ${fields}, ${HALF.slice(1)}`);
}

export const NODE = (name: string, labels: string) => `
apiVersion: v1
kind: Node
metadata: { name: ${name}, labels: { ${labels} } }
---
`;
