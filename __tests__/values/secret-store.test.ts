import { SecretStore } from '../../lib';

test('is of the whole cluster or of one namespace', () => {
  expect(SecretStore.clusterWide('vault')).toEqual({ kind: 'ClusterSecretStore', name: 'vault' });
  expect(SecretStore.inNamespace('vault.team')).toEqual({ kind: 'SecretStore', name: 'vault.team' });
});

test('refuses what is no name', () => {
  const rest =
    'name must be a DNS subdomain of at most 253 lower-case letters, digits, "-" and ".", such as "model.v1", got "Vault"';
  expect(() => SecretStore.clusterWide('Vault')).toThrow(new Error(`ClusterSecretStore ${rest}`));
  expect(() => SecretStore.inNamespace('Vault')).toThrow(new Error(`SecretStore ${rest}`));
});
