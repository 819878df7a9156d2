import { ApiObject, App, Chart } from 'cdk8s';
import { NamespacePodSecurity, PodSecurity } from '../../lib';
import { findingsIn } from './foreign-workloads';

function chart(): Chart {
  const scope = new Chart(new App(), 'shop');
  const metadata = { name: 'shop', namespace: 'shop', labels: { team: 'shop' } };
  new ApiObject(scope, 'namespace', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { ...metadata, namespace: undefined },
  });
  new ApiObject(scope, 'pod', { apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers: [{ name: 'main' }] } });
  return scope;
}

test('pod-security-enforced fails before, and passes after; then the standard is judged', () => {
  expect(findingsIn(chart())).toHaveProperty('pod-security-enforced');
  expect(findingsIn(chart())).not.toHaveProperty('run-as-non-root');
  const mixin = new NamespacePodSecurity();
  const after = findingsIn(chart().with(mixin));
  expect(after).not.toHaveProperty('pod-security-enforced');
  expect(after).toHaveProperty('run-as-non-root');
  expect(mixin.appliedTo).toEqual(['shop/namespace']);
});

test('all three modes are pinned, beside the labels that are there', () => {
  const [namespace] = chart()
    .with(new NamespacePodSecurity(PodSecurity.baseline('v1.30')))
    .node.findAll()
    .filter(ApiObject.isApiObject)
    .map(object => object.toJson());
  expect(namespace.metadata.labels).toEqual({
    team: 'shop',
    'pod-security.kubernetes.io/enforce': 'baseline',
    'pod-security.kubernetes.io/enforce-version': 'v1.30',
    'pod-security.kubernetes.io/audit': 'baseline',
    'pod-security.kubernetes.io/audit-version': 'v1.30',
    'pod-security.kubernetes.io/warn': 'baseline',
    'pod-security.kubernetes.io/warn-version': 'v1.30',
  });
});
