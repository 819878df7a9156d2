import { ApiObject, App, Chart } from 'cdk8s';
import { ImagePullSecret, type ImagePullSecretProps, SecretStore } from '../../../lib';
import { TENANT_A } from '../example-tenant';

const build = (props: Partial<ImagePullSecretProps> = {}) =>
  new ImagePullSecret(new Chart(new App(), 'test'), 'Pull', {
    namespace: TENANT_A,
    store: SecretStore.clusterWide('vault'),
    ...props,
  });

test('every namespace has credentials of its own, in the form that the kubelet reads', () => {
  const construct = build();
  expect(construct.secretName).toBe('registry-credentials');
  expect(construct.apiObject.toJson()).toMatchObject({
    kind: 'ExternalSecret',
    metadata: { name: 'registry-credentials', namespace: 'tenant-a' },
    spec: {
      secretStoreRef: { kind: 'ClusterSecretStore', name: 'vault' },
      target: { name: 'registry-credentials', template: { type: 'kubernetes.io/dockerconfigjson' } },
      data: [
        { secretKey: '.dockerconfigjson', remoteRef: { key: 'registry/tenant-a', property: '.dockerconfigjson' } },
      ],
    },
  });
});

test('entry and name are props', () => {
  const construct = build({ remoteKey: 'registry/shared', name: 'harbor' });
  expect(construct.secretName).toBe('harbor');
  expect(construct.apiObject.toJson()).toMatchObject({
    metadata: { name: 'harbor' },
    spec: { data: [{ remoteRef: { key: 'registry/shared' } }] },
  });
});

test('is its object, to whoever patches it', () => {
  const construct = build();
  expect(ApiObject.of(construct)).toBe(construct.apiObject);
});
