import { AccessSubjects } from '../../manifests/access/access-subject';
import { ServiceAccountUsers } from '../../manifests/access/service-account-users';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { WorkloadIntents } from '../../manifests/workload-intents';
import type { Check, Violation } from '../check';

/**
 * A ServiceAccount is that of one class of workloads, and gets rights among workloads of its own class only.
 *
 * Whatever is given to training, inference must not get: it answers strangers.
 *
 * Fields:  serviceAccountName of pods; labels fortress.cdk8s.io/workload-class of pods and Namespaces; subjects[*] of
 *          RoleBindings in a namespace of a class
 * Allowed: pods of one class, or of none; as subject in a namespace of a class no ServiceAccount of another class's namespace
 * Source:  https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege
 *          CIS 5.1.5; seed row L01
 */
export const classServiceAccount: Check = {
  id: 'class-service-account',
  family: 'access',
  title: 'a ServiceAccount belongs to one class of workloads',
  fix: 'give each class a ServiceAccount of its own',
  kinds: ['ServiceAccount', 'RoleBinding'],
  examine: (manifest, all) => {
    if (manifest.kind === 'RoleBinding') return foreign(manifest, all);
    return manifest.group === '' ? shared(manifest, all) : [];
  },
};

function shared({ name, effectiveNamespace }: Manifest, all: ManifestSet): readonly Violation[] {
  const pods = ServiceAccountUsers.podsOf(effectiveNamespace, name, all);
  if (pods.length < 2) return [];
  const byClass = new Map<string, Manifest>();
  for (const manifest of pods) {
    const pod = all.podOf(manifest);
    const own = pod && WorkloadIntents.classOf(pod, all);
    if (own !== undefined && !byClass.has(own)) byClass.set(own, manifest);
  }
  if (byClass.size < 2) return [];
  const words = [...byClass].map(([own, { kind, name: workload }]) => `${kind} ${workload} (${own})`);
  return [{ path: '', message: `is that of ${words.join(', ')}` }];
}

function foreign(binding: Manifest, all: ManifestSet): readonly Violation[] {
  const own = WorkloadIntents.classOfNamespace(binding.effectiveNamespace, all);
  if (own === undefined) return [];
  return AccessSubjects.of(binding).flatMap(subject => {
    const namespace = AccessSubjects.serviceAccountsOf(subject);
    const other = namespace === undefined ? undefined : WorkloadIntents.classOfNamespace(namespace, all);
    if (other === undefined || other === own) return [];
    const message = `${AccessSubjects.text(subject)} of ${other} gets rights in a namespace for ${own}`;
    return [{ path: subject.path, message }];
  });
}
