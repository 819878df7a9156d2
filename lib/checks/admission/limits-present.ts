import { LimitRanges } from '../../manifests/quota/limit-ranges';
import type { Check } from '../check';
import { isForPods } from './_namespaces';

/** What a container has to get that declares nothing. */
const DEFAULTS = [
  ['defaultRequest', 'cpu'],
  ['defaultRequest', 'memory'],
  ['defaultLimit', 'memory'],
] as const;

const WORDS = { defaultRequest: 'default request', defaultLimit: 'default limit' } as const;

/**
 * A namespace for pods has a LimitRange that gives a container what it forgot to declare.
 *
 * Fields:  Namespaces that have pods, a `tenant` label, a LimitRange or a ResourceQuota; spec.limits[*] of type Container of
 *          their LimitRanges
 * Allowed: a default request of CPU and of memory, and a default limit of memory; a max is a default limit, a default limit
 *          or a min a default request
 * Source:  https://kubernetes.io/docs/concepts/policy/limit-range/
 *          seed rows C02, C17; multi-tenancy benchmark MTB-PL1-CC-FNS-2
 */
export const limitsPresent: Check = {
  id: 'limits-present',
  family: 'admission',
  title: 'namespaces for pods have a LimitRange with default requests and a default memory limit',
  fix: 'give the namespace a LimitRange of type Container with default and defaultRequest',
  kinds: ['Namespace'],
  examine: (namespace, all) => {
    if (namespace.group !== '' || !isForPods(namespace, all)) return [];
    const name = JSON.stringify(namespace.name);
    const bounds = LimitRanges.boundsIn(namespace.name, all);
    if (bounds.length === 0) return [{ path: '', message: `namespace ${name} has no LimitRange` }];
    const ranges = bounds.filter(({ type }) => type === 'Container');
    return DEFAULTS.filter(([field, resource]) => !ranges.some(range => range[field].has(resource))).map(
      ([field, resource]) => ({
        path: '',
        message: `no LimitRange of namespace ${name} gives containers a ${WORDS[field]} of ${resource}`,
      }),
    );
  },
};
