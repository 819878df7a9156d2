import { Json } from '../json/json';
import { Manifest } from '../manifest';
import type { ManifestSet } from '../manifest-set';
import { PerSet } from '../per-set';
import type { Reference } from './references';
import { GATEWAY_GROUP } from './route-references';

/** In place of a name: no object is called so. */
const ANY = '*';

/** What ReferenceGrants let routes and gateways name in other namespaces. */
export class ReferenceGrants {
  private static readonly known = new PerSet(all => ReferenceGrants.read(all));

  /** Whether the object may name this, which is in another namespace. */
  public static include(
    { kind: from, effectiveNamespace }: Manifest,
    { group, kind, namespace, name }: Pick<Reference, 'group' | 'kind' | 'namespace' | 'name'>,
    all: ManifestSet,
  ): boolean {
    const grants = ReferenceGrants.known.of(all);
    const who = Manifest.keyOf(GATEWAY_GROUP, from, effectiveNamespace, '');
    return [ANY, name].some(to => grants.has(`${who} ${Manifest.keyOf(group, kind, namespace, to)}`));
  }

  /** Who may name what, one line each; without a name, everything of the kind. */
  private static read(all: ManifestSet): ReadonlySet<string> {
    const grants = all.ofKind(GATEWAY_GROUP, 'ReferenceGrant').flatMap(({ spec, effectiveNamespace }) =>
      Json.objects(spec.from).flatMap(from =>
        Json.objects(spec.to).map(to => {
          const text = (value: unknown) => Json.text(value) ?? '';
          const who = Manifest.keyOf(text(from.group), text(from.kind), text(from.namespace), '');
          const name = to.name === undefined || to.name === null ? ANY : text(to.name);
          return `${who} ${Manifest.keyOf(text(to.group), text(to.kind), effectiveNamespace, name)}`;
        }),
      ),
    );
    return new Set(grants);
  }
}
