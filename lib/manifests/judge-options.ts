import type { ManifestSet } from './manifest-set';
import type { PodSecurityLevel } from './pod-security-levels';

/** Which Pod Security Standard to hold pods to, in place of what their namespaces ask for. */
export interface PodSecurityOptions {
  /** Enforced everywhere; the labels of namespaces are then not asked. */
  readonly level?: PodSecurityLevel;
  /** `latest` or `v1.<minor>`. Without a level it replaces the version of every mode of every namespace. */
  readonly version?: string;
}

/** What the caller asks of a judgement, beyond the objects and the facts of their site. */
export interface JudgeOptions {
  readonly podSecurity?: PodSecurityOptions;
  /** The objects of the environment that changes come from: what is hardened there has to be hardened here. */
  readonly earlier?: ManifestSet;
}
