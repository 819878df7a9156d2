import { Json } from '../../manifests/json/json';
import { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { type Reference, References } from '../../manifests/references/references';
import { GATEWAY_GROUP, ROUTE_KINDS } from '../../manifests/references/route-references';
import type { Check } from '../check';

/** In place of a name: no object is called so. */
const ANY = '*';

const GRANTS = new WeakMap<ManifestSet, ReadonlySet<string>>();

/**
 * What a route or a gateway names in another namespace, that namespace has granted.
 *
 * Fields:  backendRefs of routes, certificateRefs of Gateways, and whatever else they name in another namespace;
 *          spec.from and spec.to of ReferenceGrants there
 * Allowed: a ReferenceGrant in the namespace of what is named, from the group, kind and namespace of the object, to the
 *          group and kind of what it names, and to its name or to any. Parents need no grant: the gateway's listeners
 *          decide
 * Source:  https://gateway-api.sigs.k8s.io/reference/spec/#referencegrant
 *          https://github.com/cilium/cilium/blob/v1.20.2/operator/pkg/gateway-api/helpers/referencegrants.go
 *          seed rows F04 to F07
 */
export const referenceGranted: Check = {
  id: 'reference-granted',
  family: 'references',
  title: 'what routes and gateways name in other namespaces is granted there',
  fix: 'add a ReferenceGrant to the namespace of what is named, with its name in spec.to',
  kinds: [...ROUTE_KINDS, 'Gateway', 'ListenerSet'],
  examine: (manifest, all) => {
    if (manifest.group !== GATEWAY_GROUP) return [];
    const { kind, effectiveNamespace } = manifest;
    return References.of(manifest)
      .filter(
        ({ namespace, path }) => namespace !== '' && namespace !== effectiveNamespace && !path.includes('parentRef'),
      )
      .filter(reference => !isGranted(keyOf(kind, effectiveNamespace), reference, all))
      .map(({ path, kind: named, namespace, name }) => {
        const grant = `namespace ${JSON.stringify(namespace)} grants ${kind}s of ${JSON.stringify(effectiveNamespace)}`;
        return { path, message: `no ReferenceGrant of ${grant} its ${named} ${JSON.stringify(name)}` };
      });
  },
};

function keyOf(kind: string, namespace: string): string {
  return Manifest.keyOf(GATEWAY_GROUP, kind, namespace, '');
}

function isGranted(from: string, { group, kind, namespace, name }: Reference, all: ManifestSet): boolean {
  const grants = GRANTS.get(all) ?? grantsIn(all);
  GRANTS.set(all, grants);
  return [ANY, name].some(to => grants.has(`${from} ${Manifest.keyOf(group, kind, namespace, to)}`));
}

/** Who may name what, one line each; without a name, everything of the kind. */
function grantsIn(all: ManifestSet): ReadonlySet<string> {
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
