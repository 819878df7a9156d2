import { Json } from '../../manifests/json/json';
import { KindInNamespace } from '../../manifests/kind-in-namespace';
import { QuotaScopes } from '../../manifests/quota/quota-scopes';
import { Flat } from '../../notation/flat';
import type { Check } from '../check';
import { isForPods } from './_namespaces';

/** What has to be bounded, and the keys that bound it. */
const BOUNDS: Readonly<Record<string, readonly string[]>> = {
  CPU: ['cpu', 'requests.cpu', 'limits.cpu'],
  memory: ['memory', 'requests.memory', 'limits.memory'],
};

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
    const bounded = new Set(Flat.map(unscoped, quota => Object.keys(Json.object(quota.spec.hard))));
    return Object.entries(BOUNDS)
      .filter(([, keys]) => !keys.some(key => bounded.has(key)))
      .map(([what]) => ({
        path: '',
        message: `no ResourceQuota of namespace ${JSON.stringify(namespace.name)} bounds the ${what} of all pods`,
      }));
  },
};
