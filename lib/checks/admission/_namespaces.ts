import { KindInNamespace } from '../../manifests/kind-in-namespace';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';

/** Whether pods run in the namespace, or are meant to: it is a tenant's, or has bounds for pods. */
export function isForPods(namespace: Manifest, all: ManifestSet): boolean {
  return (
    Object.hasOwn(namespace.labels, 'tenant') ||
    ['ResourceQuota', 'LimitRange'].some(kind => KindInNamespace.of('', kind, namespace.name, all).length > 0) ||
    all.inNamespace(namespace.name).some(manifest => all.podOf(manifest) !== undefined)
  );
}
