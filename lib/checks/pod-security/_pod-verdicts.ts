import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { PerSet } from '../../manifests/per-set';
import { type LevelAndVersion, PodSecurityLevels, type PodSecurityMode } from '../../manifests/pod-security-levels';
import type { PodTemplate } from '../../manifests/pod-template';
import { Answers } from '../../notation/answers';
import type { Violation } from '../check';
import { JudgedPod } from './_judged-pod';
import { PodSecurityStandard } from './pod-security-standard';

/** Violations by the id of the check that found them. */
type Verdict = ReadonlyMap<string, readonly Violation[]>;

const PASSED: Verdict = new Map();

/** What one mode of a namespace asks of its pods. */
interface Demand extends LevelAndVersion {
  readonly mode: PodSecurityMode;
}

/**
 * The verdicts on the pods of one set of objects, each pod read and judged once for all checks and modes.
 *
 * Upstream enforces on Pods alone and only warns about what stamps them out, because the pods are refused in their
 * turn. Here those pods are never seen, so enforce holds for every kind.
 */
export class PodVerdicts {
  private static readonly known = new PerSet(all => new PodVerdicts(all));

  public static in(all: ManifestSet): PodVerdicts {
    return PodVerdicts.known.of(all);
  }

  private readonly demands = new Answers(PodVerdicts.demandsFrom);
  /** Of the namespace that was asked about last: its pods mostly come one after the other. */
  private last: { readonly namespace: string; readonly demands: readonly Demand[] } | undefined;

  /** For whoever asks again: about one check alone, or what else is wrong with a pod. */
  private readonly verdicts = new Answers((pod: PodTemplate) => this.judge(pod));

  private constructor(private readonly all: ManifestSet) {}

  /** The verdict on the pod of an object; passed where it has none. */
  public on({ pod }: Manifest): Verdict {
    return pod ? this.verdicts.of(pod) : PASSED;
  }

  /** What several modes find alike is said once, for the first of enforce, audit and warn. */
  private judge(template: PodTemplate): Verdict {
    const demands = this.demandsOf(template.manifest.effectiveNamespace);
    if (demands.length === 0) return PASSED;
    const pod = JudgedPod.of(template);
    let verdict: Map<string, Violation[]> | undefined;
    for (let index = 0; index < demands.length; index++) {
      const { mode, level, version } = demands[index];
      const violations = PodSecurityStandard.judge(pod, level, version);
      if (violations.length === 0) continue;
      verdict ??= new Map();
      for (const { check, path, message, unwaivable } of violations) {
        const found = verdict.get(check) ?? [];
        if (found.some(other => other.path === path && other.message === message)) continue;
        found.push({ path, message, ...(mode !== 'enforce' && { mode }), ...(unwaivable && { unwaivable }) });
        verdict.set(check, found);
      }
    }
    return verdict ?? PASSED;
  }

  private demandsOf(namespace: string): readonly Demand[] {
    if (this.last?.namespace !== namespace) {
      const levels = PodSecurityLevels.of(this.all.namespace(namespace), this.all.options.podSecurity);
      this.last = { namespace, demands: this.demands.of(levels) };
    }
    return this.last.demands;
  }

  /** Without the modes that ask for nothing, or for what a stricter mode asks for already, as warn mostly does. */
  private static demandsFrom(levels: PodSecurityLevels): readonly Demand[] {
    const demands: Demand[] = [];
    for (const mode of PodSecurityLevels.MODES) {
      const { level, version } = levels[mode];
      const isAsked = demands.some(demand => demand.level === level && demand.version === version);
      if (level !== 'privileged' && !isAsked) demands.push({ mode, level, version });
    }
    return demands;
  }
}
