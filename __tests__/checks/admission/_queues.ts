/** A ResourceFlavor of the nodes with `pool: gpu`. */
export const FLAVOR = `
apiVersion: kueue.x-k8s.io/v1beta2
kind: ResourceFlavor
metadata: { name: gpu }
spec: { nodeLabels: { pool: gpu } }
---
`;

/** A ClusterQueue that lets so many GPUs be used at the same time. */
export function clusterQueue(name: string, gpus: number | string, flavor = 'gpu'): string {
  return `
apiVersion: kueue.x-k8s.io/v1beta2
kind: ClusterQueue
metadata: { name: ${name} }
spec:
  resourceGroups:
    - coveredResources: [nvidia.com/gpu]
      flavors: [{ name: ${flavor}, resources: [{ name: nvidia.com/gpu, nominalQuota: ${gpus} }] }]
---
`;
}

/** A LocalQueue `gpus` of a namespace. */
export function localQueue(namespace: string, queue: string): string {
  return `
apiVersion: kueue.x-k8s.io/v1beta2
kind: LocalQueue
metadata: { name: gpus, namespace: ${namespace} }
spec: { clusterQueue: ${queue} }
---
`;
}

/** A node with four GPUs. */
export const GPU_NODE = `
apiVersion: v1
kind: Node
metadata: { name: g, labels: { pool: gpu } }
status: { allocatable: { nvidia.com/gpu: 4 } }
---
`;
