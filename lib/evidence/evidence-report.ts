import type { Manifest, ObjectIdentity } from '../manifests/manifest';
import type { ManifestSet } from '../manifests/manifest-set';
import { Grouped } from '../notation/grouped';
import type { Assumption } from './assumptions';
import { Controls } from './controls';
import type { Finding } from './finding';
import type { CheckTally, Judgement } from './judgement';
import { type ReportedImage, ReportedImages } from './reported-images';
import { UnjudgedDeliveries, type UnjudgedDelivery } from './unjudged-deliveries';

/** A check, how often it was asked, and which controls of other catalogues it speaks to. */
export interface ReportedCheck extends CheckTally {
  readonly id: string;
  readonly family: string;
  readonly title: string;
  readonly controls: readonly string[];
}

/** A finding, with the object as it is named in a file. */
export interface ReportedFinding extends ObjectIdentity {
  readonly check: string;
  readonly path: string;
  readonly message: string;
}

/** A finding that somebody accepted. */
export interface WaivedFinding extends ReportedFinding {
  readonly reason: string;
  readonly owner: string;
  readonly expires: string;
}

/** An object that was judged. */
export interface ReportedObject extends ObjectIdentity {
  /** SHA-256 of its document: the UTF-8 bytes in the file, after the line `---` and up to the next. */
  readonly sha256: string;
}

/** A file of rendered objects. */
export interface ReportedFile {
  /** Path below the published folder. */
  readonly file: string;
  readonly objects: readonly ReportedObject[];
}

/**
 * What was judged in one environment, and with which result. Its schema is schemas/evidence-report.v1.json.
 *
 * The same objects give the same report: it holds no time, host, or construct. What passed is counted by check, so that it
 * stays readable for many objects.
 */
export interface EvidenceReport {
  readonly schemaVersion: 1;
  readonly environment: string;
  /** Whether nothing failed; false only where the app is advisory. */
  readonly holds: boolean;
  readonly objects: number;
  readonly pods: number;
  readonly checks: readonly ReportedCheck[];
  readonly failures: readonly ReportedFinding[];
  readonly waived: readonly WaivedFinding[];
  /** Findings that were there when the baseline was written. */
  readonly baseline: readonly ReportedFinding[];
  /** What the audit and warn modes of Pod Security would report. */
  readonly warnings: readonly ReportedFinding[];
  readonly assumptions: readonly Assumption[];
  /** What Applications deliver from elsewhere, such as Helm charts. */
  readonly notJudged: readonly UnjudgedDelivery[];
  /** What people have to see to themselves, as the facts of the site say. */
  readonly preconditions: readonly string[];
  /** The images that run, from their digests to the objects. */
  readonly images: readonly ReportedImage[];
  readonly files: readonly ReportedFile[];
}

/** Makes the report of an environment. */
export class EvidenceReports {
  public static of(
    environment: string,
    all: ManifestSet,
    judgement: Judgement,
    digests: ReadonlyMap<Manifest, string>,
    assumptions: readonly Assumption[],
  ): EvidenceReport {
    const { findings, failures, warnings } = judgement;
    const waived = findings.flatMap(finding => {
      if (!finding.waiver) return [];
      const { reason, owner, expires } = finding.waiver;
      return [{ ...EvidenceReports.finding(finding), reason, owner, expires }];
    });
    return {
      schemaVersion: 1,
      environment,
      holds: failures.length === 0,
      objects: all.manifests.length,
      pods: all.judgedPods,
      checks: EvidenceReports.checks(judgement),
      failures: failures.map(EvidenceReports.finding),
      waived,
      baseline: findings.filter(({ baseline }) => baseline).map(EvidenceReports.finding),
      warnings: warnings.map(EvidenceReports.finding),
      assumptions,
      notJudged: UnjudgedDeliveries.in(all),
      preconditions: all.facts.preconditions,
      images: ReportedImages.of(all),
      files: EvidenceReports.files(all.manifests, digests),
    };
  }

  private static checks({ checks, tallies }: Judgement): ReportedCheck[] {
    return checks.flatMap(({ id, family, title }) => {
      const tally = tallies.get(id);
      return tally ? [{ id, family, title, controls: Controls.of(id), ...tally }] : [];
    });
  }

  private static finding({ check, object, path, message }: Finding): ReportedFinding {
    return { check, ...EvidenceReports.identity(object), path, message };
  }

  private static identity({ apiVersion, kind, namespace, name }: ObjectIdentity): ObjectIdentity {
    return { apiVersion, kind, namespace, name };
  }

  private static files(manifests: readonly Manifest[], digests: ReadonlyMap<Manifest, string>): ReportedFile[] {
    const files = Grouped.by(manifests, ({ origin }) => origin.file ?? '');
    return [...files].map(([file, members]) => ({
      file,
      objects: members.map(manifest => {
        const { apiVersion, kind, namespace, name } = manifest;
        return { apiVersion, kind, namespace, name, sha256: digests.get(manifest) ?? '' };
      }),
    }));
  }
}
