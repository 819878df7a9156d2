import { Quantity } from '../../notation/quantity';
import { ResourceKinds } from '../access/resource-kinds';
import type { Manifest } from '../manifest';
import type { ManifestSet } from '../manifest-set';
import { PerSet } from '../per-set';
import { ResourceList } from './resource-list';
import { ServiceUsage } from './service-usage';

const ONE = Quantity.units(1);
/** Kinds that quotas have also counted by an older name. */
const ALIASED: readonly string[] = ['ConfigMap', 'ReplicationController', 'ResourceQuota', 'Secret'];

const OF_KINDS = new PerSet(() => new Map<string, ResourceList>());

/** What one object takes of a ResourceQuota by being there: one of its kind, by all names that quotas have for the kind. */
export class ObjectUsage {
  public static of(manifest: Manifest, all: ManifestSet): ResourceList {
    const { group, kind } = manifest;
    const ofKind = ObjectUsage.ofKind(manifest, all);
    if (group !== '' || kind !== 'Service') return ofKind;
    return ResourceList.ofAmounts([...ofKind, ...ServiceUsage.of(manifest)]);
  }

  /** One of each key. */
  public static ofKeys(...keys: readonly string[]): ResourceList {
    return ResourceList.ofAmounts(keys.map(key => [key, ONE] as const));
  }

  private static ofKind(manifest: Manifest, all: ManifestSet): ResourceList {
    const ofKinds = OF_KINDS.of(all);
    const { group, kind, groupKind } = manifest;
    const known = ofKinds.get(groupKind);
    if (known) return known;
    const resource = ResourceKinds.resourceOf(manifest, all);
    const counted = groupKind === '/Pod' ? [] : [`count/${resource}${group === '' ? '' : `.${group}`}`];
    const usage = ObjectUsage.ofKeys(...counted, ...(group === '' && ALIASED.includes(kind) ? [resource] : []));
    ofKinds.set(groupKind, usage);
    return usage;
  }
}
