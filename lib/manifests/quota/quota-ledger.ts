import { Quantity } from '../../notation/quantity';
import type { Manifest } from '../manifest';
import type { ManifestSet } from '../manifest-set';
import { type QuotaCharge, QuotaCharges } from './quota-charges';
import { type QuotaScope, QuotaScopes } from './quota-scopes';

const CHARGES = new WeakMap<ManifestSet, Map<string, readonly QuotaCharge[]>>();
const LEDGERS = new WeakMap<ManifestSet, Map<string, QuotaLedger>>();

/** All that counts against a ResourceQuota at the worst moment, with who takes how much. */
export class QuotaLedger {
  /** The ledger of a quota; quotas of one namespace and the same scopes share it. */
  public static of(quota: Manifest, all: ManifestSet): QuotaLedger {
    const scopes = QuotaScopes.of(quota);
    const namespace = quota.effectiveNamespace;
    const ledgers = LEDGERS.get(all) ?? new Map<string, QuotaLedger>();
    LEDGERS.set(all, ledgers);
    const key = `${namespace}/${QuotaScopes.signature(scopes)}`;
    const known = ledgers.get(key);
    if (known) return known;
    const charges = QuotaLedger.chargesIn(namespace, all);
    const ledger = new QuotaLedger(charges.filter(charge => QuotaLedger.isIn(charge, scopes, all)));
    ledgers.set(key, ledger);
    return ledger;
  }

  private constructor(private readonly charges: readonly QuotaCharge[]) {}

  /** The sum of one key. */
  public total(key: string): Quantity {
    let total = Quantity.ZERO;
    for (const { each, count } of this.charges) {
      const amount = each.get(key);
      if (amount) total = total.plus(count === 1 ? amount : amount.times(count));
    }
    return total;
  }

  /** Whoever takes something of one key, most first; of equals the first in the order of objects. */
  public takers(key: string): readonly QuotaCharge[] {
    const taken = (charge: QuotaCharge) => (charge.each.get(key) ?? Quantity.ZERO).times(charge.count);
    return this.charges.filter(charge => !taken(charge).isZero).sort((one, other) => taken(other).compare(taken(one)));
  }

  private static chargesIn(namespace: string, all: ManifestSet): readonly QuotaCharge[] {
    const byNamespace = CHARGES.get(all) ?? new Map<string, readonly QuotaCharge[]>();
    CHARGES.set(all, byNamespace);
    const known = byNamespace.get(namespace);
    if (known) return known;
    // Where an object stands twice, one counts.
    const objects = all.inNamespace(namespace).filter(manifest => {
      return all.find(manifest.group, manifest.kind, manifest.effectiveNamespace, manifest.name) === manifest;
    });
    const charges = [
      ...objects.flatMap(manifest => QuotaCharges.of(manifest, all)),
      ...QuotaCharges.ofNamespace(namespace, all),
    ];
    byNamespace.set(namespace, charges);
    return charges;
  }

  /** A quota with scopes speaks of pods and claims only. */
  private static isIn({ pod, claim }: QuotaCharge, scopes: readonly QuotaScope[], all: ManifestSet): boolean {
    if (scopes.length === 0) return true;
    if (pod) return QuotaScopes.holdPod(scopes, pod, all);
    return claim !== undefined && QuotaScopes.holdClaim(scopes, claim);
  }
}
