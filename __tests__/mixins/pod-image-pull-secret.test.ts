import { ApiObject, App, Chart } from 'cdk8s';
import { ContainerImages, Image, PodImagePullSecret } from '../../lib';
import { findingsIn, foreignChart, podsOf, SITE, stockWorkloads } from './foreign-workloads';

const IMAGES = new ContainerImages({ 'web:1': Image.of(`registry.example.com/web@sha256:${'1'.repeat(64)}`) });

test('image-pull-secret fails before, and passes after', () => {
  const chart = foreignChart(stockWorkloads).with(IMAGES);
  expect(findingsIn(chart, SITE.toObjects())).toHaveProperty('image-pull-secret', 5);
  const mixin = new PodImagePullSecret('registry-credentials');
  expect(findingsIn(chart.with(mixin), SITE.toObjects())).not.toHaveProperty('image-pull-secret');
  expect(mixin.appliedTo).toHaveLength(5);
});

test('the secrets of the pod stay, and none is named twice', () => {
  const chart = new Chart(new App(), 'shop');
  new ApiObject(chart, 'pod', { apiVersion: 'v1', kind: 'Pod', spec: { imagePullSecrets: [{ name: 'own' }] } });
  chart.with(new PodImagePullSecret('shared')).with(new PodImagePullSecret('shared'));
  expect(podsOf(chart)[0].imagePullSecrets).toEqual([{ name: 'own' }, { name: 'shared' }]);
});

test('what names no Secret throws', () => {
  expect(() => new PodImagePullSecret('Registry Credentials')).toThrow(
    /^pull secret must be .*got "Registry Credentials"$/,
  );
});
