import { ApiObject, App, Chart } from 'cdk8s';
import { NodePool, PodPinning } from '../../lib';
import { FOREIGN, findingsIn, podsOf, SITE } from './foreign-workloads';

const POOL = NodePool.dedicated('tenants');

test.each(FOREIGN)('pinned-to-pool fails on workloads %s before, and passes after', (_, chart) => {
  expect(findingsIn(chart(), SITE.toObjects())).toHaveProperty('pinned-to-pool');
  const after = findingsIn(chart().with(new PodPinning(POOL)), SITE.toObjects());
  expect(after).not.toHaveProperty('pinned-to-pool');
  expect(after).not.toHaveProperty('pool-toleration');
});

test('what the pod selects and tolerates itself stays', () => {
  const chart = new Chart(new App(), 'shop');
  const toleration = { key: 'spot', operator: 'Exists' };
  new ApiObject(chart, 'pod', {
    apiVersion: 'v1',
    kind: 'Pod',
    spec: { nodeSelector: { disk: 'ssd' }, tolerations: [toleration], containers: [] },
  });
  const mixin = new PodPinning(POOL);
  chart.with(mixin).with(new PodPinning(POOL));
  const [{ nodeSelector, tolerations }] = podsOf(chart);
  expect(nodeSelector).toEqual({ dedicated: 'tenants', disk: 'ssd' });
  expect(tolerations).toEqual([
    toleration,
    { key: 'dedicated', operator: 'Equal', value: 'tenants', effect: 'NoSchedule' },
  ]);
  expect(mixin.appliedTo).toEqual(['shop/pod']);
});
