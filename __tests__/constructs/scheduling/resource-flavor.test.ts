import { ResourceFlavor } from '../../../lib';
import { verdictOf } from '../crd-schema';
import { renderOne } from '../example-tenant';
import { GPU_POOL } from './example-queue';

test('is the nodes of a pool, for jobs that tolerate its taint', () => {
  const flavor = renderOne(chart => new ResourceFlavor(chart, 'gpu', { pool: GPU_POOL }));
  expect(flavor).toEqual({
    apiVersion: 'kueue.x-k8s.io/v1beta2',
    kind: 'ResourceFlavor',
    metadata: { name: 'gpu' },
    spec: {
      nodeLabels: { dedicated: 'gpu' },
      nodeTaints: [{ key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' }],
    },
  });
  expect(verdictOf(flavor)).toEqual({ violations: [], unwrittenDefaults: [] });
});

test('the name is a prop', () => {
  const flavor = renderOne(chart => new ResourceFlavor(chart, 'x', { pool: GPU_POOL, name: 'a100' }));
  expect(flavor.metadata.name).toBe('a100');
});
