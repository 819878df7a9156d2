import type { Manifest } from '../../manifests/manifest';
import { PodSecurityLevels, type PodSecurityMode } from '../../manifests/pod-security-levels';
import { Faultless } from '../../notation/faultless';
import type { Check, Violation } from '../check';

const PREFIX = 'pod-security.kubernetes.io/';
const STRICTNESS = ['privileged', 'baseline', 'restricted'];

const FINE = new Faultless<PodSecurityLevels>();

/**
 * The Pod Security level that a namespace enforces bounds its pods, has a pinned version, and is audited and warned of.
 *
 * At level privileged everything is admitted; without a version the meaning of a level changes with the cluster. What
 * needs rights in the cluster, as Argo CD does, gets them by RBAC; what needs the node belongs to a namespace of its own,
 * with a waiver.
 *
 * Fields:  Namespace: metadata.labels[pod-security.kubernetes.io/{enforce,audit,warn}], and -version of each
 * Allowed: no enforce label, which is for pod-security-enforced; baseline or restricted; audit and warn no looser than that;
 *          versions v1.<minor>. Labels that nobody can read are for pod-security-labels
 * Source:  https://kubernetes.io/docs/concepts/security/pod-security-admission/#pod-security-admission-labels-for-namespaces
 *          seed rows B01, B02, B03, B07
 */
export const namespaceLevel: Check = {
  id: 'namespace-level',
  family: 'hardening',
  title: 'the Pod Security level of a namespace bounds its pods, at a pinned version',
  fix: `set the labels ${PREFIX}{enforce,audit,warn} to restricted, and the three -version labels to v1.<minor>`,
  kinds: ['Namespace'],
  examine: namespace => {
    if (namespace.group !== '') return [];
    const levels = PodSecurityLevels.ofLabels(namespace.metadata.labels);
    return FINE.findings(levels, () => [...ofLevels(namespace), ...ofVersions(namespace)]);
  },
};

function ofLevels({ metadata, labels }: Manifest): readonly Violation[] {
  const levels = PodSecurityLevels.ofLabels(metadata.labels);
  const { level } = levels.enforce;
  if (labels[`${PREFIX}enforce`] === undefined) return [];
  if (level === 'privileged') {
    return [{ path: pathOf('enforce'), message: 'level "privileged" is enforced, so every pod is admitted' }];
  }
  return (['audit', 'warn'] as const)
    .filter(mode => !levels.invalid.some(({ path }) => path === pathOf(mode)))
    .filter(mode => STRICTNESS.indexOf(levels[mode].level) < STRICTNESS.indexOf(level))
    .map(mode => ({
      path: pathOf(mode),
      message: `${mode} is looser than enforce, which is ${JSON.stringify(level)}`,
    }));
}

function ofVersions({ labels }: Manifest): readonly Violation[] {
  return PodSecurityLevels.MODES.filter(mode => labels[`${PREFIX}${mode}`] !== undefined)
    .filter(mode => (labels[`${PREFIX}${mode}-version`] ?? 'latest') === 'latest')
    .map(mode => ({
      path: pathOf(`${mode}-version`),
      message: `no version of ${mode} is pinned: what it means changes with the cluster`,
    }));
}

function pathOf(label: PodSecurityMode | `${PodSecurityMode}-version`): string {
  return `metadata.labels[${PREFIX}${label}]`;
}
