import { keyPath } from '../../manifests/json/key-path';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { PerSet } from '../../manifests/per-set';
import { KueueQueues } from '../../manifests/quota/kueue-queues';
import { type LimitRangeBounds, LimitRanges } from '../../manifests/quota/limit-ranges';
import { QuotaScopes } from '../../manifests/quota/quota-scopes';
import { ResourceList } from '../../manifests/quota/resource-list';
import { NamespaceNodes } from '../../manifests/scheduling/namespace-nodes';
import { NodeBits } from '../../manifests/scheduling/node-bits';
import { NodePools } from '../../manifests/scheduling/node-pools';
import { Answers } from '../../notation/answers';
import { Faultless } from '../../notation/faultless';
import { Flat } from '../../notation/flat';
import { Grouped } from '../../notation/grouped';
import { Quantity } from '../../notation/quantity';
import { ResourceNames } from '../../notation/resource-names';
import type { Check, Violation } from '../check';
import { nodesInWords, shown } from './_amounts';

const NAMED = 3;

/** What a namespace may request at most, by resource, and where its pods run. */
interface Ceiling {
  readonly quota: Manifest;
  readonly resource: string;
  readonly key: string;
  readonly amount: Quantity;
  readonly on: bigint;
}

const CACHE = new PerSet(violationsIn);
/** By nodes: what LimitRanges say that is within what these have. */
const FINE = new PerSet(() => new Answers((_: bigint) => new Faultless<readonly LimitRangeBounds[]>()));

/**
 * What quotas and LimitRanges promise is there: on the nodes that the pods of a namespace run on.
 *
 * Fields:  spec.hard[requests.*], spec.hard[cpu], spec.hard[memory] of a ResourceQuota without scopes
 *          spec.limits[*].max, spec.limits[*].defaultRequest of a LimitRange, type Container
 * Allowed: the sum of the quotas of all namespaces that run on these nodes only is at most what the nodes have to allocate;
 *          max and default request of a container are at most what the largest of them has. Devices for which the jobs of a
 *          namespace wait in a queue of Kueue may be promised more than once: queue-capacity looks at the queue
 * Needs:   nodes of the site. Namespaces whose nodes are unknown are passed over (lib/manifests/scheduling/namespace-nodes.ts)
 * Reports: the largest quota of those that are too much together
 * Source:  https://kubernetes.io/docs/concepts/policy/resource-quotas/#quota-and-cluster-capacity
 *          seed rows C05, C07 (requests.memory 8Gi and max 8Gi on a node of 8 GB), C14
 */
export const quotaCapacity: Check = {
  id: 'quota-capacity',
  family: 'admission',
  title: 'quotas and LimitRanges promise no more than the nodes of their namespaces have',
  fix: 'lower the quota or the bound, or add nodes',
  kinds: ['ResourceQuota', 'LimitRange'],
  needsNodes: true,
  examine: (manifest, all) => {
    if (manifest.group !== '') return [];
    return manifest.kind === 'LimitRange' ? ofLimitRange(manifest, all) : ofQuota(manifest, all);
  },
};

function ofQuota(quota: Manifest, all: ManifestSet): readonly Violation[] {
  return CACHE.of(all).get(quota) ?? [];
}

function violationsIn(all: ManifestSet): ReadonlyMap<Manifest, readonly Violation[]> {
  const pools = NodePools.of(all);
  const violations = new Map<Manifest, Violation[]>();
  const report = ({ quota, key }: Ceiling, message: string) =>
    violations.set(quota, [...(violations.get(quota) ?? []), { path: keyPath('spec.hard', key), message }]);
  for (const [resource, byPool] of ceilingsIn(all)) {
    for (const [pool, ceilings] of byPool) {
      const capacity = pools.capacity(pool, resource);
      if (capacity === undefined) continue;
      const has = `${shown(resource, capacity)} of ${nodesInWords(pools.names(pool))}`;
      const alone = ceilings.filter(({ amount }) => amount.exceeds(capacity));
      for (const ceiling of alone) report(ceiling, `${ceiling.key} ${shown(resource, ceiling.amount)} > ${has}`);
      if (alone.length > 0) continue;
      const inside = Flat.map(
        [...byPool].filter(([smaller]) => NodeBits.isWithin(smaller, pool)),
        ([, within]) => within,
      );
      const total = inside.reduce((sum, { amount }) => sum.plus(amount), Quantity.ZERO);
      const most = largest(ceilings);
      if (!total.exceeds(capacity) || !most) continue;
      const found = `${shown(resource, total)} of ${inside.length} quotas > ${has}`;
      report(most, `${most.key} ${found}: ${inWords(inside, resource)}`);
    }
  }
  return violations;
}

function largest(ceilings: readonly Ceiling[]): Ceiling | undefined {
  return ceilings.reduce<Ceiling | undefined>(
    (most, next) => (most && !next.amount.exceeds(most.amount) ? most : next),
    undefined,
  );
}

function inWords(ceilings: readonly Ceiling[], resource: string): string {
  const sorted = [...ceilings].sort((one, other) => other.amount.compare(one.amount));
  const words = sorted.slice(0, NAMED).map(({ quota, amount }) => `${quota} ${shown(resource, amount)}`);
  return [...words, ...(sorted.length > NAMED ? [`${sorted.length - NAMED} more`] : [])].join('; ');
}

/** Ceilings by resource and pool: of each namespace the lowest that any of its quotas sets. */
function ceilingsIn(all: ManifestSet): ReadonlyMap<string, ReadonlyMap<bigint, readonly Ceiling[]>> {
  const lowest = new Map<string, Map<string, Ceiling>>();
  for (const quota of all.ofKind('', 'ResourceQuota')) addCeilings(quota, all, lowest);
  return new Map(Array.from(lowest, ([resource, ofResource]) => [resource, Grouped.by(ofResource.values(), poolOf)]));
}

function poolOf({ on }: Ceiling): bigint {
  return on;
}

/** Keeps the lowest by resource and namespace. */
function addCeilings(quota: Manifest, all: ManifestSet, lowest: Map<string, Map<string, Ceiling>>): void {
  const { effectiveNamespace } = quota;
  const on = NamespaceNodes.of(effectiveNamespace, all);
  if (on === 0n || QuotaScopes.of(quota).length > 0) return;
  for (const [key, amount] of ResourceList.of(quota.spec.hard)) {
    const resource = resourceOf(key);
    if (resource === undefined || isQueuedFor(resource, quota, all)) continue;
    const ofResource = lowest.get(resource) ?? new Map<string, Ceiling>();
    lowest.set(resource, ofResource);
    const other = ofResource.get(effectiveNamespace);
    if (!other || other.amount.exceeds(amount))
      ofResource.set(effectiveNamespace, { quota, resource, key, amount, on });
  }
}

function isQueuedFor(resource: string, { effectiveNamespace }: Manifest, all: ManifestSet): boolean {
  return ResourceNames.isExtended(resource) && KueueQueues.bound(effectiveNamespace, resource, all);
}

function resourceOf(key: string): string | undefined {
  if (key === 'cpu' || key === 'memory' || key === 'ephemeral-storage') return key;
  return key.startsWith('requests.') && key !== 'requests.storage' ? key.slice('requests.'.length) : undefined;
}

function ofLimitRange(range: Manifest, all: ManifestSet): readonly Violation[] {
  const on = NamespaceNodes.of(range.effectiveNamespace, all);
  const fine = FINE.of(all).of(on);
  return fine.findings(LimitRanges.boundsOf(range), () => tooLargeIn(range, on, all));
}

function tooLargeIn(range: Manifest, on: bigint, all: ManifestSet): readonly Violation[] {
  return Flat.map(
    LimitRanges.itemsOf(range).filter(({ type }) => type === 'Container'),
    ({ path, max, defaultRequest }) => [
      ...tooLarge(max, `${path}.max`, on, all),
      ...tooLarge(
        defaultRequest.only(name => !max.has(name)),
        `${path}.defaultRequest`,
        on,
        all,
      ),
    ],
  );
}

function tooLarge(amounts: ResourceList, path: string, on: bigint, all: ManifestSet): Violation[] {
  return amounts.flatMap((resource, amount) => {
    const most = NodePools.of(all).most(on, resource);
    if (most === undefined || !amount.exceeds(most)) return [];
    const field = path.slice(path.lastIndexOf('.') + 1);
    const found = `${field} ${shown(resource, amount)} of ${resource}`;
    const message = `${found} is more than any node of the namespace has, ${shown(resource, most)}`;
    return [{ path: keyPath(path, resource), message }];
  });
}
