import type { Chart } from 'cdk8s';
import { ContainerResources, Resources } from '../../lib';
import { findingsIn, foreignChart, includedWorkloads, podsOf, stockWorkloads } from './foreign-workloads';

const SMALL = Resources.guaranteed({ cpu: '100m', memory: '64Mi' });

test('resources-set fails before, and passes after', () => {
  expect(findingsIn(foreignChart(includedWorkloads))).toHaveProperty('resources-set', 18);
  const mixin = new ContainerResources({ main: SMALL, init: SMALL });
  expect(findingsIn(foreignChart(includedWorkloads).with(mixin))).not.toHaveProperty('resources-set');
  expect(mixin.appliedTo).toHaveLength(9);
});

test('it takes the place of what was said, such as the defaults of cdk8s-plus', () => {
  const chart = foreignChart(stockWorkloads).with(new ContainerResources({ main: SMALL })) as Chart;
  for (const { containers } of podsOf(chart)) {
    expect(containers[0].resources).toEqual({ requests: SMALL.requests, limits: SMALL.limits });
  }
});

test('a name that no container has is a problem of the synthesis, said once', () => {
  const chart = foreignChart(stockWorkloads).with(new ContainerResources({ main: SMALL, mian: SMALL })) as Chart;
  expect(chart.node.findAll().flatMap(({ node }) => node.validate())).toEqual([
    'ContainerResources knows the name "mian", which no container has; remove it, or take one of "main"',
  ]);
});
