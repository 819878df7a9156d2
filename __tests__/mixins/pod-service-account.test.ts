import { ApiObject, App, Chart } from 'cdk8s';
import { Deployment, ServiceAccount } from 'cdk8s-plus-30';
import { PodServiceAccount } from '../../lib';
import { FOREIGN, findingsIn, podsOf } from './foreign-workloads';

test.each(FOREIGN)('dedicated-service-account fails on workloads %s before, and passes after', (_, chart) => {
  const site = [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }];
  expect(findingsIn(chart(), site)).toHaveProperty('dedicated-service-account');
  const after = findingsIn(chart().with(new PodServiceAccount()), site);
  expect(after).not.toHaveProperty('dedicated-service-account');
  expect(after).not.toHaveProperty('service-account-token');
  expect(after).not.toHaveProperty('unused-service-account');
  expect(after).not.toHaveProperty('dangling-reference');
});

test('the account has the name and the namespace of the workload, comes before it, and mounts no token', () => {
  const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
  new Deployment(chart, 'web', { metadata: { name: 'web' }, containers: [{ image: 'web:1' }] });
  chart.with(new PodServiceAccount());
  const [account, deployment] = chart.toJson();
  expect(account).toEqual({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'web', namespace: 'shop' },
    automountServiceAccountToken: false,
  });
  expect(deployment.spec.template.spec.serviceAccountName).toBe('web');
});

test('a workload with an account of its own keeps it, under either name of the field', () => {
  const chart = new Chart(new App(), 'shop');
  const serviceAccount = new ServiceAccount(chart, 'account', { metadata: { name: 'own' } });
  new Deployment(chart, 'web', { serviceAccount, containers: [{ image: 'web:1' }] });
  const pod = { apiVersion: 'v1', kind: 'Pod', spec: { serviceAccount: 'old' } };
  new ApiObject(chart, 'pod', pod);
  const mixin = new PodServiceAccount();
  chart.with(mixin);
  expect(podsOf(chart).map(({ serviceAccountName, serviceAccount }) => serviceAccountName ?? serviceAccount)).toEqual([
    'own',
    'old',
  ]);
  expect(chart.toJson().filter(({ kind }) => kind === 'ServiceAccount')).toHaveLength(1);
  expect(mixin.appliedTo).toEqual([]);
});

test('applied twice, it renders one account', () => {
  const chart = new Chart(new App(), 'shop');
  new Deployment(chart, 'web', { containers: [{ image: 'web:1' }] });
  chart.with(new PodServiceAccount()).with(new PodServiceAccount());
  expect(chart.toJson().map(({ kind }) => kind)).toEqual(['ServiceAccount', 'Deployment']);
});
