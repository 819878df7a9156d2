import { InferenceLockdown, PodSet, Port } from '../../../lib';
import { renderOne } from '../example-tenant';
import { namespaceOf, STORE } from './example-team';

const NAMESPACE = namespaceOf('vision-inference');
const SERVED = { pods: PodSet.labelled({ app: 'model' }, NAMESPACE), port: Port.tcp(8000) };
const on = (port: string) => [{ ports: [{ port, protocol: 'TCP' }] }];

test('in from the gateway, out to the store, and DNS for its names (row E31)', () => {
  const { metadata, spec } = renderOne(
    chart => new InferenceLockdown(chart, 'model', { served: SERVED, modelStore: STORE }),
  );
  expect(metadata).toEqual({ name: 'model', namespace: 'vision-inference' });
  expect(spec.endpointSelector).toEqual({ matchLabels: { app: 'model' } });
  expect(spec.ingress).toEqual([{ fromEntities: ['ingress'], toPorts: on('8000') }]);
  const [dns, store, ...more] = spec.egress;
  expect(dns.toPorts[0].rules.dns).toEqual([{ matchPattern: '**.minio.svc.cluster.local' }]);
  expect(store).toMatchObject({ toPorts: on('9000') });
  expect(more).toEqual([]);
});

test('scrapers reach the same port, where there are some', () => {
  const scrapers = PodSet.labelled({ app: 'prometheus' }, namespaceOf('ml-monitoring'));
  const { metadata, spec } = renderOne(
    chart => new InferenceLockdown(chart, 'x', { name: 'model', served: SERVED, modelStore: STORE, scrapers }),
  );
  expect(metadata.name).toBe('model');
  expect(spec.ingress[1]).toEqual({
    fromEndpoints: [{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'ml-monitoring', app: 'prometheus' } }],
    toPorts: on('8000'),
  });
});
