import { PodTemplate } from '../../manifests/pod-template';
import { ConfigurationKeys } from '../../manifests/references/configuration-keys';
import { References } from '../../manifests/references/references';
import { Flat } from '../../notation/flat';
import type { Check } from '../check';

/**
 * A key that a pod reads from a ConfigMap or Secret is one that it has.
 *
 * Fields:  <container>.env[*].valueFrom.{configMapKeyRef,secretKeyRef}.key;
 *          <pod>.volumes[*].{configMap,secret}.items[*].key, also in projected volumes
 * Allowed: a key of the object, or one that an ExternalSecret, a Certificate or a SealedSecret writes; whatever, if
 *          only a running cluster knows the keys, or the reference is optional
 * Source:  https://kubernetes.io/docs/concepts/configuration/secret/#using-a-secret
 *          seed rows D12, D13, J11
 */
export const missingKey: Check = {
  id: 'missing-key',
  family: 'references',
  title: 'the keys that pods read from ConfigMaps and Secrets are there',
  fix: 'add the key, correct its name, or mark the reference as optional',
  kinds: PodTemplate.KINDS,
  examine: (manifest, all) =>
    Flat.map(References.of(manifest), reference => {
      if (reference.key === undefined || reference.optional) return [];
      const keys = ConfigurationKeys.of(reference, all);
      if (!keys || keys.has(reference.key)) return [];
      const has = keys.size === 0 ? 'no keys' : `the keys ${[...keys].sort().join(', ')}`;
      const object = `${reference.kind} ${JSON.stringify(reference.name)}`;
      return [
        { path: reference.path, message: `${object} has no key ${JSON.stringify(reference.key)}; it has ${has}` },
      ];
    }),
};
