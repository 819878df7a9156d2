import { LocalQueue } from '../../../lib';
import { verdictOf } from '../crd-schema';
import { render, TENANT_A } from '../example-tenant';
import { gpuQueue } from './example-queue';

test('leads the jobs of a namespace to a ClusterQueue', () => {
  const [, , queue] = render(
    chart => new LocalQueue(chart, 'gpu-queue', { namespace: TENANT_A, clusterQueue: gpuQueue(chart) }),
  );
  expect(queue).toEqual({
    apiVersion: 'kueue.x-k8s.io/v1beta2',
    kind: 'LocalQueue',
    metadata: { name: 'gpu-queue', namespace: 'tenant-a' },
    spec: { clusterQueue: 'training' },
  });
  expect(verdictOf(queue)).toEqual({ violations: [], unwrittenDefaults: [] });
});

test('the name is a prop', () => {
  const [, , queue] = render(
    chart => new LocalQueue(chart, 'x', { name: 'default', namespace: TENANT_A, clusterQueue: gpuQueue(chart) }),
  );
  expect(queue.metadata.name).toBe('default');
});
