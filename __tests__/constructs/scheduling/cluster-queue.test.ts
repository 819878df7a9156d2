import { verdictOf } from '../crd-schema';
import { render } from '../example-tenant';
import { gpuQueue } from './example-queue';

test('covers what jobs ask for, on one flavor, for namespaces by their name (row C14)', () => {
  const [, queue] = render(chart => gpuQueue(chart));
  expect(queue).toEqual({
    apiVersion: 'kueue.x-k8s.io/v1beta2',
    kind: 'ClusterQueue',
    metadata: { name: 'training' },
    spec: {
      namespaceSelector: {
        matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['tenant-a', 'tenant-b'] }],
      },
      resourceGroups: [
        {
          coveredResources: ['cpu', 'memory', 'nvidia.com/gpu'],
          flavors: [
            {
              name: 'gpu',
              resources: [
                { name: 'cpu', nominalQuota: '32' },
                { name: 'memory', nominalQuota: '256Gi' },
                { name: 'nvidia.com/gpu', nominalQuota: '4' },
              ],
            },
          ],
        },
      ],
    },
  });
  expect(verdictOf(queue)).toEqual({ violations: [], unwrittenDefaults: [] });
});

test('the name is a prop, and a queue for nobody is refused', () => {
  expect(render(chart => gpuQueue(chart, { name: 'gpus' }))[1].metadata.name).toBe('gpus');
  expect(() => render(chart => gpuQueue(chart, { namespaces: [] }))).toThrow(
    new Error('namespaces must be at least one namespace, got []'),
  );
});
