import { Json } from '../../manifests/json/json';
import type { ManifestSet } from '../../manifests/manifest-set';
import { PerSet } from '../../manifests/per-set';
import type { Check } from '../check';

const CLUSTER_SCOPED = new PerSet(clusterScopedIn);

/**
 * Nothing lives in the namespace `default`, and nothing leaves it open where it lives.
 *
 * Fields:  metadata.namespace
 * Allowed: the name of a namespace other than `default`; none, for a kind without namespaces: one of Kubernetes, or
 *          whose CustomResourceDefinition is rendered here and says so
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
    const { kind, groupKind, namespace, effectiveNamespace, object } = manifest;
    if (kind === '' || (kind.endsWith('List') && Array.isArray(object.items))) return [];
    if (effectiveNamespace !== 'default' || CLUSTER_SCOPED.of(all).has(groupKind)) return [];
    const path = 'metadata.namespace';
    if (namespace === 'default') return [{ path, message: 'the object is in namespace "default"' }];
    return [
      { path, message: 'the object names no namespace, and so goes wherever it is applied, by default to "default"' },
    ];
  },
};

function clusterScopedIn(all: ManifestSet): ReadonlySet<string> {
  const definitions = all.ofKind('apiextensions.k8s.io', 'CustomResourceDefinition');
  const names = definitions
    .filter(({ spec }) => spec.scope === 'Cluster')
    .map(({ spec }) => `${Json.text(spec.group) ?? ''}/${Json.text(Json.at(spec, 'names', 'kind')) ?? ''}`);
  return new Set(names);
}
