import { ApiObject, App, Chart } from 'cdk8s';
import { NamespacePinning, NodePool, PodPinning } from '../../lib';
import { schedulingAnnotations } from '../../lib/hardening/scheduling-annotations';
import { findingsIn, SITE } from './foreign-workloads';

const POOL = NodePool.dedicated('tenants');

function chart(): Chart {
  const scope = new Chart(new App(), 'shop');
  new ApiObject(scope, 'namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
  new ApiObject(scope, 'pod', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { containers: [{ name: 'main' }] },
  });
  return scope.with(new PodPinning(POOL)) as Chart;
}

test('pool-annotation fails before, and passes after', () => {
  expect(findingsIn(chart(), SITE.toObjects())).toHaveProperty('pool-annotation');
  const mixin = new NamespacePinning(POOL);
  expect(findingsIn(chart().with(mixin), SITE.toObjects())).not.toHaveProperty('pool-annotation');
  expect(mixin.appliedTo).toEqual(['shop/namespace']);
});

test.each([true, false])('the annotations are those of a TenantNamespace; with DaemonSets: %p', daemonSets => {
  const [namespace] = (chart().with(new NamespacePinning(POOL, { daemonSets })) as Chart).toJson();
  expect(namespace.metadata.annotations).toEqual(schedulingAnnotations(POOL, daemonSets));
});
