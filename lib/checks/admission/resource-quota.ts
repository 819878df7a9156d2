import { Json } from '../../manifests/json/json';
import { keyPath } from '../../manifests/json/key-path';
import type { QuotaCharge } from '../../manifests/quota/quota-charges';
import { QuotaLedger } from '../../manifests/quota/quota-ledger';
import { ResourceList } from '../../manifests/quota/resource-list';
import { Quantity } from '../../notation/quantity';
import { QuotaKey } from '../../notation/quota-key';
import type { Check, Violation } from '../check';
import { shown } from './_amounts';

/** Who takes most is named, and no more than so many. */
const NAMED = 3;
const NOTHING: readonly Violation[] = [];

/**
 * A ResourceQuota admits everything that counts against it, at the worst moment.
 *
 * Fields:  spec.hard[*], spec.scopes, spec.scopeSelector
 * Allowed: at least the sum over the namespace, after the defaults of its LimitRanges: of every pod that runs when each
 *          workload is scaled to its maximum and in the middle of a rollout (lib/manifests/quota/pod-count.ts says how many), of
 *          claims, Services and counted objects (lib/manifests/quota/quota-charges.ts). Of jobs that wait in a queue of Kueue,
 *          what the queue lets run at the same time (lib/manifests/quota/queued-usage.ts)
 * Source:  https://kubernetes.io/docs/concepts/policy/resource-quotas/
 *          https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment
 *          seed rows C01, C06, C12, C13, C15, C16, D08, D10
 */
export const resourceQuota: Check = {
  id: 'resource-quota',
  family: 'admission',
  title: 'a ResourceQuota admits all workloads of its namespace, scaled to the maximum and in the middle of a rollout',
  fix: 'raise the quota, or lower replicas, surge, requests or limits',
  kinds: ['ResourceQuota'],
  examine: (quota, all) => {
    if (quota.group !== '') return [];
    const ledger = QuotaLedger.of(quota, all);
    const written = Json.object(quota.spec.hard);
    return ResourceList.of(written).flatMap((key, amount) => violation(key, amount, written[key], ledger));
  },
};

function violation(key: string, hard: Quantity, written: unknown, ledger: QuotaLedger): readonly Violation[] {
  const total = ledger.total(key);
  if (!total.exceeds(hard)) return NOTHING;
  const takers = ledger.takers(key);
  const [most] = takers;
  const rest = total.minus(amountOf(most, key).times(most.count)).max(Quantity.ZERO);
  const words = takers.slice(0, NAMED).map(taker => inWords(taker, key));
  if (most.count > 1) words[0] += `, of which ${hard.minus(rest).fits(amountOf(most, key))} fit`;
  if (takers.length > NAMED) words.push(`${takers.length - NAMED} more`);
  return [
    {
      path: keyPath('spec.hard', key),
      message: `${key} ${shown(key, total)} > ${written} at the worst moment: ${words.join('; ')}`,
    },
  ];
}

function amountOf(charge: QuotaCharge, key: string): Quantity {
  return charge.each.get(key) ?? Quantity.ZERO;
}

/** `Deployment ml-api 13 pods (10 + surge 3) x 500m`. */
function inWords(charge: QuotaCharge, key: string): string {
  const { what, count, how } = charge;
  const each = amountOf(charge, key);
  const isOne = each.compare(Quantity.units(1)) === 0;
  const noun = charge.pod ? 'pod' : charge.claim ? 'claim' : 'object';
  const number = count === 1 && !charge.pod ? '' : ` ${count} ${noun}${count === 1 ? '' : 's'}`;
  const of = how === '' ? '' : ` (${how})`;
  const amount =
    isOne && QuotaKey.countsObjects(key) ? '' : number === '' ? ` ${shown(key, each)}` : ` x ${shown(key, each)}`;
  return `${what}${number}${of}${amount}`;
}
