import type { Image } from '../../values/image';

/**
 * What a run passes, in this order; nothing of a gate starts before all of the one before it has succeeded (seed rows H09,
 * H15). The four gates of the seed: source, image, supply chain, deployment.
 */
export const GATES = [
  'gate-1-source',
  'gate-2-build',
  'gate-2-scan',
  'gate-2-push',
  'gate-3-bill-of-materials',
  'gate-3-signature',
  'gate-4-rendering',
  'gate-4-deployment',
] as const;

export type Gate = (typeof GATES)[number];

/** A secret of Vault, as an environment variable of one job. */
export interface VaultSecret {
  readonly variable: string;
  /** Below the mount of the key-value engine. */
  readonly path: string;
  readonly key: string;
}

/** One job of a run, as every forge can say it. */
export interface GateJob {
  readonly name: string;
  readonly gate: Gate;
  readonly tool: Image;
  /** Lines of POSIX shell, which end with the first that fails. */
  readonly script: readonly string[];
  /** Files that it leaves for later jobs, and for people. */
  readonly keeps?: readonly string[];
  /** The one of them in SARIF. */
  readonly sarif?: string;
  /** Files that GitLab shows in its own pages, by its name for what they report. */
  readonly gitlabReports?: { readonly [report: string]: string };
  /** Whether it works on what is reviewed only; the rest runs for every merge request, too. */
  readonly isMainOnly?: boolean;
  /** Whether it talks to the registry of the image. */
  readonly usesRegistry?: boolean;
  readonly secrets?: readonly VaultSecret[];
  /** Whether it signs with the identity of the build. */
  readonly signsByIdentity?: boolean;
  /** Whether it writes to the repository. */
  readonly commits?: boolean;
}
