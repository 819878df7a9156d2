import { PodTemplate } from '../../manifests/pod-template';
import type { Check, Panel } from '../check';
import { PodVerdicts } from './_pod-verdicts';
import type { VersionedCheck } from './_versioned-check';
import { podSecurityLabels } from './pod-security-labels';
import { PodSecurityStandard } from './pod-security-standard';

const PANEL: Panel = { examine: (manifest, all) => PodVerdicts.in(all).on(manifest) };

/**
 * Which edition holds, and whether another check takes its place, is decided once for all checks of a pod.
 *
 * No waiver is taken of a baseline check: they prevent known privilege escalations, and a pod that takes its node takes every
 * pod there, whoever owns them.
 */
function asCheck({ id, title, fix, level }: VersionedCheck): Check {
  return {
    id,
    family: 'pod-security',
    title,
    fix,
    kinds: PodTemplate.KINDS,
    ...(level === 'baseline' && { unwaivable: true }),
    panel: PANEL,
    examine: (manifest, all) => PANEL.examine(manifest, all).get(id) ?? [],
  };
}

/** The Pod Security family, in the order in which the API server names violations; the labels of namespaces last. */
export const POD_SECURITY_CHECKS: readonly Check[] = [...PodSecurityStandard.CHECKS.map(asCheck), podSecurityLabels];
