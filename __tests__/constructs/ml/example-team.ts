import { GpuModel, Gpus, Hostname, NodePool, PodSet, Port, TenantNamespace } from '../../../lib';

export const TEAM = { name: 'vision', team: 'vision', owner: 'vision@example.com', costCenter: 'cc-4711' };
export const GPU_POOL = NodePool.gpu('gpu', Gpus.whole(GpuModel.A100_40GB, 4));

/** A namespace of the team that another repository renders. */
export const namespaceOf = (name: string) =>
  TenantNamespace.fromAttributes({ name, tenant: TEAM, pool: GPU_POOL, serviceAccountNames: [name] });

const STORES = TenantNamespace.fromAttributes({ name: 'minio', tenant: { ...TEAM, name: 'minio' }, pool: GPU_POOL });
export const STORE = { pods: PodSet.labelled({ app: 'minio' }, STORES), port: Port.tcp(9000) };

export const SOURCE = {
  hostname: Hostname.of('data.example.com'),
  owner: 'vision@example.com',
  reason: 'street scenes, under contract 17',
};
