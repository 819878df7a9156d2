import { Quantity } from '../../notation/quantity';
import type { Manifest } from '../manifest';
import { KueueQueues } from './kueue-queues';
import type { QuotaCharge } from './quota-charges';

const LIMITS = 'limits.';
const REQUESTS = 'requests.';

/**
 * What jobs that wait in one queue of Kueue take of a quota at the same time: not all of them run at once.
 *
 * Kueue counts requests. What it bounds of them bounds the number of pods, too, and so all else that each pod takes.
 */
export class QueuedUsage {
  /** The most that the pods of these jobs take of one key. */
  public static most(key: string, charges: readonly QuotaCharge[], queue: Manifest): Quantity {
    const all = charges.reduce(
      (sum, { each, count }) => sum.plus((each.get(key) ?? Quantity.ZERO).times(count)),
      Quantity.ZERO,
    );
    const bounds = [QueuedUsage.ofResource(key, charges, queue), QueuedUsage.ofPods(key, charges, queue)];
    return bounds.reduce<Quantity>((least, bound) => (bound && least.exceeds(bound) ? bound : least), all);
  }

  /** What the queue has of the resource that the key counts. Limits count where they are what is requested. */
  private static ofResource(key: string, charges: readonly QuotaCharge[], queue: Manifest): Quantity | undefined {
    const resource = key.replace(/^(?:limits|requests)\./, '');
    if (key.startsWith(LIMITS) && !charges.every(charge => QueuedUsage.isGuaranteed(resource, charge)))
      return undefined;
    return KueueQueues.mostOf(queue).get(resource);
  }

  private static isGuaranteed(resource: string, { each }: QuotaCharge): boolean {
    const limit = each.get(`${LIMITS}${resource}`);
    return limit !== undefined && each.get(`${REQUESTS}${resource}`)?.compare(limit) === 0;
  }

  /** As many of the largest pods as could be small ones, by whatever resource leaves fewest. */
  private static ofPods(key: string, charges: readonly QuotaCharge[], queue: Manifest): Quantity | undefined {
    let atOnce: bigint | undefined;
    for (const [resource, nominal] of KueueQueues.mostOf(queue)) {
      const requests = charges.map(({ each }) => each.get(`${REQUESTS}${resource}`) ?? Quantity.ZERO);
      const least = requests.reduce((least, amount) => (least.exceeds(amount) ? amount : least));
      if (least.isZero) continue;
      const pods = nominal.fits(least);
      if (atOnce === undefined || pods < atOnce) atOnce = pods;
    }
    const largest = charges.reduce((most, { each }) => most.max(each.get(key) ?? Quantity.ZERO), Quantity.ZERO);
    return atOnce === undefined ? undefined : largest.times(atOnce);
  }
}
