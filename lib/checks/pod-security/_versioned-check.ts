import type { Violation } from '../check';
import type { JudgedPod } from './_judged-pod';

/** One edition of a check. */
export interface CheckVersion {
  /** The minor version of Kubernetes 1 from which it holds, until the next row's. */
  readonly since: number;
  /** Ids of the baseline checks that it takes the place of, for a restricted pod. */
  readonly overrides?: readonly string[];
  examine(pod: JudgedPod): readonly Violation[];
}

/** One check of the Pod Security Standards, with its history. */
export interface VersionedCheck {
  readonly id: string;
  /** Baseline checks hold for restricted pods too, unless a restricted check overrides them. */
  readonly level: 'baseline' | 'restricted';
  /** One sentence: what holds when the check passes. */
  readonly title: string;
  /** What to do when it fails. */
  readonly fix: string;
  readonly versions: readonly CheckVersion[];
}
