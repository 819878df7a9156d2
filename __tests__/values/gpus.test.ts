import { GpuModel, Gpus, NodePool, Site } from '../../lib';
import { SITE_PROPS } from './example-site';

const A100 = GpuModel.A100_40GB;

test('whole GPUs are counted as the device plugin counts them', () => {
  expect(Gpus.whole(A100, 4).allocatable).toEqual({ 'nvidia.com/gpu': '4' });
});

test('partitions of all GPUs of a node are counted by profile, and whole ones are gone (row A18)', () => {
  const { allocatable } = Gpus.partitioned(A100, 2, { '3g.20gb': 1, '1g.5gb': 4 });
  expect(allocatable).toEqual({ 'nvidia.com/mig-3g.20gb': '2', 'nvidia.com/mig-1g.5gb': '8' });
});

test.each(['A100_40GB', 'A100_80GB', 'H100_80GB'] as const)('each profile of %s fits into one GPU', name => {
  const model = GpuModel[name];
  for (const profile of model.migProfiles) expect(Gpus.partitioned(model, 1, { [profile]: 1 }).count).toBe(1);
});

test('another model says its product, its memory and its profiles', () => {
  const model = GpuModel.of({ product: 'NVIDIA-H200', memoryGb: 141, migProfiles: ['1g.18gb'] });
  expect(Gpus.partitioned(model, 1, { '1g.18gb': 7 }).allocatable).toEqual({ 'nvidia.com/mig-1g.18gb': '7' });
});

const L40S = GpuModel.of({ product: 'NVIDIA-L40S', memoryGb: 48 });

test.each<[string, () => unknown, string]>([
  ['no GPU', () => Gpus.whole(A100, 0), 'number of GPUs must be a whole number, from 1, got 0'],
  [
    'a profile of another model',
    () => Gpus.partitioned(A100, 1, { '1g.18gb': 1 }),
    'MIG profile of NVIDIA-A100-SXM4-40GB must be 1g.5gb, 1g.10gb, 2g.10gb, 3g.20gb, 4g.20gb, 7g.40gb, got "1g.18gb"',
  ],
  [
    'a model without MIG',
    () => Gpus.partitioned(L40S, 1, { '1g.5gb': 1 }),
    'MIG profile of NVIDIA-L40S must be left out: it has no MIG, got "1g.5gb"',
  ],
  [
    'more compute than there is',
    () => Gpus.partitioned(A100, 1, { '1g.5gb': 8 }),
    'partitions of one NVIDIA-A100-SXM4-40GB must be from 1 to 7 slices of compute and 40 GB together, got {"1g.5gb":8}',
  ],
  [
    'more memory than there is',
    () => Gpus.partitioned(A100, 1, { '3g.20gb': 2, '1g.5gb': 1 }),
    'partitions of one NVIDIA-A100-SXM4-40GB must be from 1 to 7 slices of compute and 40 GB together, got {"3g.20gb":2,"1g.5gb":1}',
  ],
  [
    'no partition',
    () => Gpus.partitioned(A100, 1, {}),
    'partitions of one NVIDIA-A100-SXM4-40GB must be from 1 to 7 slices of compute and 40 GB together, got {}',
  ],
  [
    'half a partition',
    () => Gpus.partitioned(A100, 1, { '1g.5gb': 0.5 }),
    'number of partitions 1g.5gb must be a whole number, from 1, got 0.5',
  ],
  [
    'a profile that is none',
    () => GpuModel.of({ product: 'x', memoryGb: 1, migProfiles: ['5gb'] }),
    'MIG profile must be such as "1g.5gb", got "5gb"',
  ],
  [
    'memory that is none',
    () => GpuModel.of({ product: 'x', memoryGb: 0 }),
    'memoryGb of x must be a whole number of GB, from 1, got 0',
  ],
  [
    'a product that is no label value',
    () => GpuModel.of({ product: 'NVIDIA L40S', memoryGb: 48 }),
    'GPU product must be a label value of at most 63 letters, digits, "-", "_" and ".", got "NVIDIA L40S"',
  ],
])('refuses %s', (_, make, message) => {
  expect(make).toThrow(new Error(message));
});

test('a shared pool has the taint that NVIDIA’s agents tolerate; a dedicated one a value of its own (rows A16, A17)', () => {
  const gpus = Gpus.whole(A100, 4);
  expect(NodePool.gpu('gpu', gpus)).toMatchObject({
    nodeSelector: { dedicated: 'gpu' },
    taint: { key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' },
  });
  expect(NodePool.dedicatedGpu('gpu-secret', gpus).taint).toMatchObject({ key: 'nvidia.com/gpu', value: 'gpu-secret' });
});

test('the nodes of a pool offer its GPUs, all of them alike (row A18)', () => {
  const pool = NodePool.gpu('gpu', Gpus.partitioned(A100, 1, { '1g.5gb': 7 }));
  const nodes = ['gpu-1', 'gpu-2'].map(name => ({ name, pool, allocatable: { cpu: '8', memory: '64Gi' } }));
  for (const node of Site.of({ ...SITE_PROPS, nodes })
    .toObjects()
    .slice(0, 2)) {
    expect(node.metadata.labels).toMatchObject({ 'nvidia.com/gpu.product': 'NVIDIA-A100-SXM4-40GB' });
    expect(node.status.allocatable).toEqual({ cpu: '8', memory: '64Gi', pods: '110', 'nvidia.com/mig-1g.5gb': '7' });
  }
});
