import { ReferenceGrants } from '../../manifests/references/reference-grants';
import { References } from '../../manifests/references/references';
import { GATEWAY_GROUP, ROUTE_KINDS } from '../../manifests/references/route-references';
import type { Check } from '../check';

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
      .filter(reference => !ReferenceGrants.include(manifest, reference, all))
      .map(({ path, kind: named, namespace, name }) => {
        const grant = `namespace ${JSON.stringify(namespace)} grants ${kind}s of ${JSON.stringify(effectiveNamespace)}`;
        return { path, message: `no ReferenceGrant of ${grant} its ${named} ${JSON.stringify(name)}` };
      });
  },
};
