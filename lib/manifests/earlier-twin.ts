import { Grouped } from '../notation/grouped';
import type { Manifest } from './manifest';
import type { ManifestSet } from './manifest-set';
import { PerSet } from './per-set';

/** Namespaces by their tenants. */
const BY_TENANT = new PerSet(all => Grouped.by(all.judgedOfKind('Namespace'), ({ labels }) => labels.tenant ?? ''));

/**
 * The same thing in the environment that changes come from: an object of the same kind and name in the same namespace.
 *
 * A namespace that is named after its environment (`ml-development`, `ml-staging`) is known by its `tenant` label, where
 * only one namespace of either environment has that.
 */
export class EarlierTwin {
  /** The twin of an object; undefined where it is new in this environment, or no earlier one is known. */
  public static of(manifest: Manifest, all: ManifestSet): Manifest | undefined {
    const { group, kind, name, effectiveNamespace } = manifest;
    if (group === '' && kind === 'Namespace') return EarlierTwin.ofNamespace(name, all);
    if (effectiveNamespace === '') return all.options.earlier?.find(group, kind, '', name);
    const twin = EarlierTwin.ofNamespace(effectiveNamespace, all);
    return all.options.earlier?.find(group, kind, twin?.name ?? effectiveNamespace, name);
  }

  private static ofNamespace(name: string, all: ManifestSet): Manifest | undefined {
    const { earlier } = all.options;
    const same = earlier?.namespace(name);
    if (same !== undefined || earlier === undefined) return same;
    const tenant = all.namespace(name)?.labels.tenant;
    if (tenant === undefined) return undefined;
    const [one, other] = [all, earlier].map(set => BY_TENANT.of(set).get(tenant) ?? []);
    return one.length === 1 && other.length === 1 ? other[0] : undefined;
  }
}
