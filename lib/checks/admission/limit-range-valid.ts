import { Json } from '../../manifests/json/json';
import { keyPath } from '../../manifests/json/key-path';
import type { Manifest } from '../../manifests/manifest';
import { type LimitRangeBounds, type LimitRangeItem, LimitRanges } from '../../manifests/quota/limit-ranges';
import { Faultless } from '../../notation/faultless';
import { Flat } from '../../notation/flat';
import { Quantity } from '../../notation/quantity';
import { ResourceNames } from '../../notation/resource-names';
import type { Check, Violation } from '../check';
import { shown } from './_amounts';

/** Field, and the field that it must not be above, as they are written. */
const ORDER = [
  ['min', 'defaultRequest'],
  ['min', 'default'],
  ['min', 'max'],
  ['defaultRequest', 'default'],
  ['defaultRequest', 'max'],
  ['default', 'max'],
] as const;

const AMOUNTS = { min: 'min', max: 'max', default: 'defaultLimit', defaultRequest: 'defaultRequest' } as const;

const FINE = new Faultless<readonly LimitRangeBounds[]>();

/**
 * The bounds and defaults of a LimitRange agree with each other; the API server refuses it otherwise.
 *
 * Fields:  spec.limits[*].{type,min,max,default,defaultRequest,maxLimitRequestRatio}
 * Allowed: min <= defaultRequest <= default <= max, where they are there; a ratio of at least 1, and at most max over min;
 *          one entry a type; type Pod without defaults; type PersistentVolumeClaim with a min or max of storage; for
 *          extended resources and huge pages default and defaultRequest the same
 * Source:  https://kubernetes.io/docs/concepts/policy/limit-range/
 *          https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/apis/core/validation/validation.go (ValidateLimitRange)
 *          seed row C02
 */
export const limitRangeValid: Check = {
  id: 'limit-range-valid',
  family: 'admission',
  title: 'the bounds and defaults of a LimitRange agree with each other',
  fix: 'keep min <= defaultRequest <= default <= max',
  kinds: ['LimitRange'],
  examine: range => {
    if (range.group !== '') return [];
    return FINE.findings(LimitRanges.boundsOf(range), () => violationsIn(range));
  },
};

function violationsIn(range: Manifest): readonly Violation[] {
  const items = LimitRanges.itemsOf(range);
  return Flat.map(items, (item, index) => [
    ...(items.findIndex(({ type }) => type === item.type) < index ? [twice(item)] : []),
    ...ofType(item, Json.object(Json.list(range.spec.limits)[index])),
    ...Flat.map(ORDER, fields => disorder(item, fields[0], fields[1])),
    ...item.maxLimitRequestRatio.flatMap((name, ratio) => badRatio(item, name, ratio)),
  ]);
}

function twice({ path, type }: LimitRangeItem): Violation {
  return { path: `${path}.type`, message: `type ${JSON.stringify(type)} stands twice` };
}

function ofType(item: LimitRangeItem, written: Readonly<Record<string, unknown>>): Violation[] {
  const { path, type } = item;
  if (!['Container', 'Pod', 'PersistentVolumeClaim'].includes(type) && !type.includes('/')) {
    return [{ path: `${path}.type`, message: `there is no type ${JSON.stringify(type)}` }];
  }
  if (type === 'Pod') {
    return ['default', 'defaultRequest']
      .filter(field => Object.keys(Json.object(written[field])).length > 0)
      .map(field => ({ path: `${path}.${field}`, message: 'pods have no defaults, only containers do' }));
  }
  if (type !== 'PersistentVolumeClaim' || item.min.has('storage') || item.max.has('storage')) return [];
  return [{ path, message: 'type PersistentVolumeClaim bounds no storage' }];
}

type Field = (typeof ORDER)[number][0 | 1];

function disorder(item: LimitRangeItem, low: Field, high: Field): Violation[] {
  if (item.type === 'Pod' && (low.startsWith('default') || high.startsWith('default'))) return [];
  const isBoth = low === 'defaultRequest' && high === 'default';
  return item[AMOUNTS[low]].flatMap((name, amount) => {
    const bound = item[AMOUNTS[high]].get(name);
    if (bound === undefined) return [];
    const differs = isBoth && !ResourceNames.mayOvercommit(name) && bound.exceeds(amount);
    if (!amount.exceeds(bound) && !differs) return [];
    const relation = differs ? 'is not' : 'is above';
    const message = `${low} ${shown(name, amount)} of ${name} ${relation} ${high} ${shown(name, bound)}`;
    return [{ path: keyPath(`${item.path}.${low}`, name), message }];
  });
}

function badRatio(item: LimitRangeItem, name: string, ratio: Quantity): Violation[] {
  const path = keyPath(`${item.path}.maxLimitRequestRatio`, name);
  if (Quantity.units(1).exceeds(ratio))
    return [{ path, message: `maxLimitRequestRatio ${ratio} of ${name} is below 1` }];
  const [min, max] = [item.min.get(name), item.max.get(name)];
  if (!min || !max || min.isZero || Number(ratio.milli) / 1000 <= Number(max.milli) / Number(min.milli)) return [];
  const found = `${shown(name, max)} over ${shown(name, min)}`;
  return [{ path, message: `maxLimitRequestRatio ${ratio} of ${name} is above max over min, ${found}` }];
}
