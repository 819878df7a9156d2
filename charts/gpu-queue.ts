import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { ClusterQueue, type INamespace, LocalQueue, ResourceFlavor } from '../lib';
import { GPU_TRAINING_POOL } from './site';

/** What jobs name to wait for a GPU. */
export const GPU_QUEUE = 'gpu-training';

export interface GpuQueueProps {
  /** The namespaces whose jobs share the GPUs. */
  readonly namespaces: INamespace[];
}

/** Teams share the GPUs of the training pool: their jobs wait where it is full, so none takes them all (seed row C14). */
export class GpuQueue extends Chart {
  constructor(scope: Construct, id: string, props: GpuQueueProps) {
    super(scope, id);
    const clusterQueue = new ClusterQueue(this, GPU_QUEUE, {
      flavor: new ResourceFlavor(this, `${GPU_QUEUE}-flavor`, { name: GPU_QUEUE, pool: GPU_TRAINING_POOL }),
      quota: { cpu: '24', memory: '56Gi', ephemeralStorage: '100Gi', gpus: 4 },
      namespaces: props.namespaces,
    });
    for (const namespace of props.namespaces) {
      new LocalQueue(this, `${namespace.namespaceName}-queue`, { name: GPU_QUEUE, namespace, clusterQueue });
    }
  }
}
