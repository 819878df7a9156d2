import type { Chart } from 'cdk8s';
import { PodTokenOptOut } from '../../lib';
import { findingsIn, foreignChart, includedWorkloads, podsOf } from './foreign-workloads';

test('service-account-token fails before, and passes after', () => {
  expect(findingsIn(foreignChart(includedWorkloads))).toHaveProperty('service-account-token', 9);
  const mixin = new PodTokenOptOut();
  const chart = foreignChart(includedWorkloads).with(mixin) as Chart;
  expect(findingsIn(chart)).not.toHaveProperty('service-account-token');
  expect(podsOf(chart).map(pod => pod.automountServiceAccountToken)).toEqual(Array(9).fill(false));
  expect(mixin.appliedTo).toHaveLength(9);
});
