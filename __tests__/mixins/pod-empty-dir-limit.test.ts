import { ApiObject, App, Chart } from 'cdk8s';
import { PodEmptyDirLimit } from '../../lib';
import { findingsIn, foreignChart, includedWorkloads, podsOf } from './foreign-workloads';

test('sized-empty-dir fails before, and passes after', () => {
  expect(findingsIn(foreignChart(includedWorkloads))).toHaveProperty('sized-empty-dir', 9);
  const mixin = new PodEmptyDirLimit('256Mi');
  expect(findingsIn(foreignChart(includedWorkloads).with(mixin))).not.toHaveProperty('sized-empty-dir');
  expect(mixin.appliedTo).toHaveLength(9);
});

test('a volume without a source is an emptyDir; one with a size, or another source, stays as it is', () => {
  const chart = new Chart(new App(), 'shop');
  const sized = { name: 'sized', emptyDir: { medium: 'Memory', sizeLimit: '1Gi' } };
  const other = { name: 'settings', configMap: { name: 'settings' } };
  const volumes = [{ name: 'bare' }, { name: 'memory', emptyDir: { medium: 'Memory' } }, sized, other];
  new ApiObject(chart, 'pod', { apiVersion: 'v1', kind: 'Pod', spec: { volumes } });
  new ApiObject(chart, 'pod-without', { apiVersion: 'v1', kind: 'Pod', spec: { containers: [] } });
  chart.with(new PodEmptyDirLimit('64Mi'));
  const [pod, without] = podsOf(chart);
  expect(pod.volumes).toEqual([
    { name: 'bare', emptyDir: { sizeLimit: '64Mi' } },
    { name: 'memory', emptyDir: { medium: 'Memory', sizeLimit: '64Mi' } },
    sized,
    other,
  ]);
  expect(without).toEqual({ containers: [] });
});

test('a size that is none throws', () => {
  expect(() => new PodEmptyDirLimit('0')).toThrow('sizeLimit must be above zero, got "0"');
  expect(() => new PodEmptyDirLimit('64MB')).toThrow(/^sizeLimit must be /);
});
