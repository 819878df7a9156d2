import type { Chart } from 'cdk8s';
import { ClusterQueue, type ClusterQueueProps, GpuModel, Gpus, NodePool, ResourceFlavor } from '../../../lib';
import { TENANT_A, TENANT_B } from '../example-tenant';

export const GPU_POOL = NodePool.gpu('gpu', Gpus.whole(GpuModel.A100_40GB, 4));

/** A queue for the GPUs of one pool, and its flavor. */
export function gpuQueue(chart: Chart, props: Partial<ClusterQueueProps> = {}): ClusterQueue {
  return new ClusterQueue(chart, 'training', {
    flavor: new ResourceFlavor(chart, 'gpu', { pool: GPU_POOL }),
    quota: { cpu: '32', memory: '256Gi', gpus: 4 },
    namespaces: [TENANT_A, TENANT_B],
    ...props,
  });
}
