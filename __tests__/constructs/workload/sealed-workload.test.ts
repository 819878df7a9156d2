import { ApiObject, type Chart, Cron, JsonPatch } from 'cdk8s';
import { CronJob, Deployment, Pod, StatefulSet } from 'cdk8s-plus-30';
import { sealWorkload } from '../../../lib/constructs/workload/sealed-workload';
import { newChart, objectsOf } from './example-workload';

const CONTAINERS = [{ image: 'nginx' }];

function deployment(chart: Chart = newChart()): Deployment {
  return new Deployment(chart, 'web', { metadata: { name: 'web', annotations: { a: 'b' } }, containers: CONTAINERS });
}

test('the hardened pod takes the place of the rendered one, and nothing else changes', () => {
  const stock = deployment();
  const { spec, ...rest } = ApiObject.of(stock).toJson();
  const sealed = deployment();
  sealWorkload(sealed, pod => ({ from: pod }));
  const { spec: sealedSpec, ...sealedRest } = ApiObject.of(sealed).toJson();
  expect(sealedRest).toEqual(rest);
  expect(sealedSpec).toEqual({
    replicas: spec.replicas,
    selector: spec.selector,
    strategy: spec.strategy,
    template: { metadata: { labels: {} }, spec: { from: spec.template.spec } },
  });
});

test('the address label of cdk8s-plus is not rendered; other labels and annotations of the pod are', () => {
  const sealed = deployment();
  sealed.podMetadata.addLabel('tier', 'gold');
  sealed.podMetadata.addAnnotation('note', 'a');
  expect(ApiObject.of(sealed).toJson().spec.template.metadata.labels).toHaveProperty([Pod.ADDRESS_LABEL]);
  sealWorkload(sealed, pod => pod);
  expect(ApiObject.of(sealed).toJson().spec.template.metadata).toEqual({
    labels: { tier: 'gold' },
    annotations: { note: 'a' },
  });
});

test('defaults of the API server are not rendered, other values are', () => {
  const chart = newChart();
  const sealed = new StatefulSet(chart, 'db', { containers: [{ image: 'db', portNumber: 1 }] });
  sealWorkload(sealed, () => ({}));
  const { spec } = ApiObject.of(sealed).toJson();
  expect(Object.keys(spec).sort()).toEqual(['replicas', 'selector', 'serviceName', 'template', 'updateStrategy']);
});

test('the pod of a CronJob is found', () => {
  const sealed = new CronJob(newChart(), 'night', { schedule: Cron.daily(), containers: CONTAINERS, suspend: false });
  sealWorkload(sealed, () => ({ hardened: true }));
  const { spec } = ApiObject.of(sealed).toJson();
  expect(spec).not.toHaveProperty('suspend');
  expect(spec.jobTemplate.spec.template.spec).toEqual({ hardened: true });
});

test('what is added to the workload after sealing is rendered', () => {
  const sealed = deployment();
  const object = sealWorkload(sealed, pod => pod);
  sealed.metadata.addLabel('late', 'yes');
  sealed.addContainer({ name: 'late', image: 'late' });
  object.addJsonPatch(JsonPatch.add('/spec/newer', true));
  const { metadata, spec } = object.toJson();
  expect(metadata.labels).toEqual({ late: 'yes' });
  expect(spec.newer).toBe(true);
  expect(spec.template.spec.containers.map(({ name }: { name: string }) => name)).toEqual(['main', 'late']);
});

test('the sealed object is the one of the workload, under the same id, so that live objects keep their names', () => {
  const chart = newChart();
  const sealed = new Deployment(chart, 'web', { containers: CONTAINERS });
  const { name } = sealed;
  const object = sealWorkload(sealed, pod => pod);
  expect(ApiObject.of(sealed)).toBe(object);
  expect([object.name, object.node.path]).toEqual([name, 'test/web/Resource']);
  expect(objectsOf(chart)).toHaveLength(1);
});
