import type { Check } from '../checks/check';
import type { ManifestSet } from '../manifests/manifest-set';
import { type Assumption, Assumptions } from './assumptions';
import { CONTROLS } from './controls';
import { documentDigest } from './document-digest';
import type { Finding } from './finding';
import type { Judgement } from './judgement';

/** A finding as reports write it: its origin is spread out. */
export interface ReportedFinding {
  readonly check: string;
  readonly status: 'fail' | 'waived';
  readonly object: Finding['object'];
  readonly file?: string;
  readonly document?: number;
  readonly constructPath?: string;
  readonly path: string;
  readonly message: string;
  readonly fix: string;
  readonly mode?: 'audit' | 'warn';
}

/** What was proved of one environment, and by what. The same objects give the same bytes. */
export interface EvidenceReport {
  /** Changes when a reader has to. */
  readonly schemaVersion: '1';
  readonly objects: number;
  readonly pods: number;
  readonly checks: readonly {
    readonly id: string;
    readonly family: string;
    readonly controls: readonly string[];
    readonly passed: number;
    readonly failed: number;
    readonly notApplicable: number;
  }[];
  readonly findings: readonly ReportedFinding[];
  readonly warnings: readonly ReportedFinding[];
  readonly assumptions: readonly Assumption[];
  /** Every object, with the SHA-256 of its JSON with sorted keys. */
  readonly digests: readonly (Finding['object'] & { readonly file?: string; readonly digest: string })[];
}

/** Writes the report of one environment. Passes are counted for each check; failures and waivers stand in full. */
export function evidenceReport(all: ManifestSet, checks: readonly Check[], judgement: Judgement): EvidenceReport {
  return {
    schemaVersion: '1',
    objects: all.manifests.length,
    pods: all.manifests.filter(manifest => all.podOf(manifest)).length,
    checks: checks.map(({ id, family }) => {
      const { passed = 0, failed = 0, notApplicable = 0 } = judgement.tallies.get(id) ?? {};
      return { id, family, controls: CONTROLS[id] ?? [], passed, failed, notApplicable };
    }),
    findings: judgement.findings.map(reported),
    warnings: judgement.warnings.map(reported),
    assumptions: Assumptions.of(all),
    digests: all.manifests.map(({ apiVersion, kind, namespace, name, object, origin }) => ({
      apiVersion,
      kind,
      namespace,
      name,
      ...(origin.file === undefined ? {} : { file: origin.file }),
      digest: documentDigest(object),
    })),
  };
}

/** A finding as reports write it. */
export function reported(finding: Finding): ReportedFinding {
  const { check, status, object, origin, path, message, fix, mode } = finding;
  return {
    check,
    status,
    object,
    ...(origin.file === undefined ? {} : { file: origin.file }),
    ...(origin.document === undefined ? {} : { document: origin.document }),
    ...(origin.constructPath === undefined ? {} : { constructPath: origin.constructPath }),
    path,
    message,
    fix,
    ...(mode === undefined ? {} : { mode }),
  };
}
