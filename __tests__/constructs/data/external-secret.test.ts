import { App, Chart } from 'cdk8s';
import { ExternalSecret, type ExternalSecretProps, SecretStore } from '../../../lib';
import { renderOne, TENANT_A } from '../example-tenant';

const VAULT = SecretStore.clusterWide('vault');

const secret = (props: Partial<ExternalSecretProps> = {}) =>
  renderOne(
    chart =>
      new ExternalSecret(chart, 'minio-credentials', {
        namespace: TENANT_A,
        store: VAULT,
        remoteKey: 'minio/root',
        keys: ['root-user'],
        ...props,
      }),
  );

test('names where each key of the Secret is kept, and holds no data', () => {
  const remoteRef = {
    key: 'minio/root',
    conversionStrategy: 'Default',
    decodingStrategy: 'None',
    metadataPolicy: 'None',
  };
  expect(secret({ keys: ['root-user', 'root.password'] })).toEqual({
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name: 'minio-credentials', namespace: 'tenant-a' },
    spec: {
      refreshInterval: '1h',
      secretStoreRef: { kind: 'ClusterSecretStore', name: 'vault' },
      target: { name: 'minio-credentials', creationPolicy: 'Owner', deletionPolicy: 'Retain' },
      data: [
        { secretKey: 'root-user', remoteRef: { ...remoteRef, property: 'root-user' } },
        { secretKey: 'root.password', remoteRef: { ...remoteRef, property: 'root.password' } },
      ],
    },
  });
});

test('the store can be one of the namespace', () => {
  expect(secret({ store: SecretStore.inNamespace('team') }).spec.secretStoreRef).toEqual({
    kind: 'SecretStore',
    name: 'team',
  });
});

test('name and interval are props', () => {
  const rendered = secret({ name: 'root', refreshInterval: '15m30s' });
  expect(rendered.metadata.name).toBe('root');
  expect(rendered.spec.target.name).toBe('root');
  expect(rendered.spec.refreshInterval).toBe('15m30s');
  expect(secret({ refreshInterval: '0' }).spec.refreshInterval).toBe('0');
});

test('labels get to the Secret, with and without a type', () => {
  const labels = { 'app.kubernetes.io/part-of': 'argocd' };
  const plain = secret({ labels });
  expect(plain.metadata.labels).toEqual(labels);
  // External Secrets copies the labels of the object only where the target has no template.
  expect(plain.spec.target).not.toHaveProperty('template');
  const typed = secret({ labels, type: 'kubernetes.io/tls' });
  expect(typed.metadata.labels).toEqual(labels);
  expect(typed.spec.target.template).toEqual({ type: 'kubernetes.io/tls', metadata: { labels } });
  expect(secret({ type: 'kubernetes.io/tls' }).spec.target.template).toEqual({ type: 'kubernetes.io/tls' });
});

test('tells the name of the Secret', () => {
  const construct = new ExternalSecret(new Chart(new App(), 'test'), 'id', {
    namespace: TENANT_A,
    store: VAULT,
    remoteKey: 'minio/root',
    keys: ['root-user'],
    name: 'root',
  });
  expect(construct.secretName).toBe('root');
  expect(construct.apiObject.name).toBe('root');
});

test('refuses what External Secrets or Kubernetes would refuse', () => {
  expect(() => secret({ keys: [] })).toThrow(new Error('keys must be at least one key of the Secret, got []'));
  expect(() => secret({ keys: ['root-user', 'root password'] })).toThrow(
    new Error('key of the Secret must be at most 253 letters, digits, "-", "_" and ".", got "root password"'),
  );
  for (const key of ['', 'k'.repeat(254)]) expect(() => secret({ keys: [key] })).toThrow(/^key of the Secret must be /);
  expect(secret({ keys: ['9', 'k'.repeat(253)] }).spec.data).toHaveLength(2);
  for (const refreshInterval of ['1', '1d', '', 'hourly', '-1h']) {
    expect(() => secret({ refreshInterval })).toThrow(
      new Error(`refreshInterval must be a Go duration such as "1h" or "30m", got "${refreshInterval}"`),
    );
  }
  expect(() => secret({ name: 'Root' })).toThrow(/^Secret name must be a DNS subdomain .* got "Root"$/);
  expect(() => secret({ labels: { 'a b': 'x' } })).toThrow(/^label key must be .* got "a b"$/);
});
