import { Json } from '../../manifests/json/json';
import { KindInNamespace } from '../../manifests/kind-in-namespace';
import type { Manifest } from '../../manifests/manifest';
import { QuotaScopes } from '../../manifests/quota/quota-scopes';
import type { Check } from '../check';
import { isForPods } from './_namespaces';

/** What has to be bounded, and the keys that bound it. */
const BOUNDS = [
  { what: 'CPU', keys: ['cpu', 'requests.cpu', 'limits.cpu'] },
  { what: 'memory', keys: ['memory', 'requests.memory', 'limits.memory'] },
];

/**
 * A namespace for pods has a ResourceQuota that bounds their CPU and memory.
 *
 * Fields:  Namespaces that have pods, a `tenant` label, a LimitRange or a ResourceQuota; spec.hard of their ResourceQuotas
 * Allowed: one of cpu, requests.cpu, limits.cpu and one of memory, requests.memory, limits.memory, in a ResourceQuota
 *          without scopes: one with scopes leaves some pods without a bound
 * Source:  https://kubernetes.io/docs/concepts/policy/resource-quotas/
 *          seed rows C03, C04, C17, B16; multi-tenancy benchmark MTB-PL1-CC-FNS-1
 */
export const quotaPresent: Check = {
  id: 'quota-present',
  family: 'admission',
  title: 'namespaces for pods have a ResourceQuota that bounds CPU and memory',
  fix: 'give the namespace a ResourceQuota with requests.cpu and requests.memory',
  kinds: ['Namespace'],
  examine: (namespace, all) => {
    if (namespace.group !== '' || !isForPods(namespace, all)) return [];
    const quotas = KindInNamespace.of('', 'ResourceQuota', namespace.name, all);
    if (quotas.length === 0)
      return [{ path: '', message: `namespace ${JSON.stringify(namespace.name)} has no ResourceQuota` }];
    const unscoped = quotas.filter(quota => QuotaScopes.of(quota).length === 0);
    const missing = BOUNDS.filter(({ keys }) => !unscoped.some(quota => counts(quota, keys)));
    return missing.map(({ what }) => ({
      path: '',
      message: `no ResourceQuota of namespace ${JSON.stringify(namespace.name)} bounds the ${what} of all pods`,
    }));
  },
};

function counts({ spec }: Manifest, keys: readonly string[]): boolean {
  const hard = Json.object(spec.hard);
  return keys.some(key => Object.hasOwn(hard, key));
}
