import type { Chart } from 'cdk8s';
import { ContainerImages, Image } from '../../lib';
import { FOREIGN, findingsIn, foreignChart, stockWorkloads } from './foreign-workloads';

const image = (name: string) => Image.of(`registry.example.com/${name}@sha256:${'1'.repeat(64)}`);
const SITE = {
  apiVersion: 'fortress.cdk8s.io/v1',
  kind: 'Site',
  spec: { registries: ['registry.example.com'] },
};

test.each(FOREIGN)('image-digest and image-registry fail on workloads %s before, and pass after', (name, chart) => {
  const before = findingsIn(chart(), [SITE]);
  expect(before).toHaveProperty('image-digest');
  expect(before).toHaveProperty('image-registry');
  const images = { 'web:1': image('web'), ...(name === 'patched' && { 'late:1': image('late') }) };
  const after = findingsIn(chart().with(new ContainerImages(images)), [SITE]);
  expect(after).not.toHaveProperty('image-digest');
  expect(after).not.toHaveProperty('image-registry');
});

test('an image that the map does not know stays, for the check to name it', () => {
  const mixin = new ContainerImages({ 'other:1': image('other') });
  const chart = foreignChart(stockWorkloads).with(mixin) as Chart;
  expect(findingsIn(chart)).toHaveProperty('image-digest', 5);
  expect(mixin.appliedTo).toHaveLength(5);
  expect(chart.node.findAll().flatMap(({ node }) => node.validate())).toEqual([
    'ContainerImages knows the image "other:1", which no container has; remove it, or take one of "web:1"',
  ]);
});
