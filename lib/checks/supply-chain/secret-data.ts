import { Json } from '../../manifests/json/json';
import type { Manifest } from '../../manifests/manifest';
import type { Check, Violation } from '../check';

/**
 * No Secret is delivered with its data: what lies in Git is read by everybody who reads the repository, for ever.
 *
 * Fields:  Secret: data, stringData, type, metadata.ownerReferences
 * Allowed: no data, or keys without a value; a Secret that a controller has made (it has an owner, or is the token of a
 *          ServiceAccount), as a cluster shows it. ExternalSecret and SealedSecret are kinds of their own.
 * Source:  https://kubernetes.io/docs/concepts/security/secrets-good-practices/; seed row D17
 */
export const secretData: Check = {
  id: 'secret-data',
  family: 'supply-chain',
  title: 'No Secret is delivered with its data',
  fix: 'keep the data in a secret store and render an ExternalSecret, or seal it',
  kinds: ['Secret'],
  examine: manifest => {
    if (manifest.group !== '' || isMade(manifest)) return [];
    return ['data', 'stringData'].flatMap(field => ofField(manifest, field));
  },
};

/** Names the keys, and never what they hold. */
function ofField({ object }: Manifest, field: string): Violation[] {
  const entries = Object.entries(Json.object(object[field]));
  const keys = entries.filter(([, value]) => value !== null && value !== '').map(([key]) => JSON.stringify(key));
  return keys.length === 0 ? [] : [{ path: field, message: `holds the data of ${keys.join(', ')}` }];
}

function isMade({ object, metadata }: Manifest): boolean {
  return Json.list(metadata.ownerReferences).length > 0 || object.type === 'kubernetes.io/service-account-token';
}
