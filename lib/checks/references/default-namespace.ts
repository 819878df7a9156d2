import { Json } from '../../manifests/json/json';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { PerSet } from '../../manifests/per-set';
import { ClusterScopedKinds } from '../../notation/cluster-scoped-kinds';
import type { Check } from '../check';

/** The scope of the kinds whose definitions are here, by group and kind. */
const SCOPES = new PerSet(scopesIn);

/**
 * Nothing lives in the namespace `default`, and nothing leaves it open where it lives.
 *
 * Fields:  metadata.namespace
 * Allowed: the name of a namespace other than `default`; none, for a kind without namespaces, and for a custom kind of which
 *          nobody says whether it has any: its CustomResourceDefinition is not here, and its group is none that is known
 * Source:  CIS Kubernetes Benchmark 5.7.4;
 *          https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/
 *          seed rows B19, J01
 */
export const defaultNamespace: Check = {
  id: 'default-namespace',
  family: 'references',
  title: 'every object names its namespace, and none is in default',
  fix: 'set metadata.namespace to a namespace of its own',
  examine: (manifest, all) => {
    const { kind, namespace, effectiveNamespace, object } = manifest;
    if (kind === '' || (kind.endsWith('List') && Array.isArray(object.items))) return [];
    if (effectiveNamespace !== 'default' || !isNamespaced(manifest, all)) return [];
    const path = 'metadata.namespace';
    if (namespace === 'default') return [{ path, message: 'the object is in namespace "default"' }];
    return [
      { path, message: 'the object names no namespace, and so goes wherever it is applied, by default to "default"' },
    ];
  },
};

/** By its definition; else, since it is in no table of cluster-scoped kinds, if it says so itself or its group is known. */
function isNamespaced({ group, groupKind, namespace }: Manifest, all: ManifestSet): boolean {
  const scope = SCOPES.of(all).get(groupKind);
  return scope === undefined ? namespace !== '' || ClusterScopedKinds.knows(group) : scope !== 'Cluster';
}

function scopesIn(all: ManifestSet): ReadonlyMap<string, unknown> {
  const definitions = all.ofKind('apiextensions.k8s.io', 'CustomResourceDefinition');
  return new Map(
    definitions.map(({ spec }) => [
      `${Json.text(spec.group) ?? ''}/${Json.text(Json.at(spec, 'names', 'kind')) ?? ''}`,
      spec.scope,
    ]),
  );
}
