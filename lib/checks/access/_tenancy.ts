import { type AccessSubject, AccessSubjects } from '../../manifests/access/access-subject';
import type { ManifestSet } from '../../manifests/manifest-set';

/**
 * Whose namespace it is, by its `tenant` label; undefined for the platform's own, which have none (monitoring scrapes every
 * tenant, Argo CD delivers to each), and for one that is not known.
 */
export function tenantOf(namespace: string, all: ManifestSet): string | undefined {
  return all.namespace(namespace)?.labels.tenant;
}

/** Whose workloads the subject is, or is one of; undefined for the platform's, and for people. */
export function tenantOfWorkload(subject: AccessSubject, all: ManifestSet): string | undefined {
  const namespace = AccessSubjects.serviceAccountsOf(subject);
  return namespace === undefined ? undefined : tenantOf(namespace, all);
}

/** Whether any namespace is a tenant's. */
export function hasTenants(all: ManifestSet): boolean {
  return all.ofKind('', 'Namespace').some(({ labels }) => labels.tenant !== undefined);
}
