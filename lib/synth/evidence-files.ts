import type { Assumption } from '../evidence/assumptions';
import { EvidenceReports } from '../evidence/evidence-report';
import { ReportJson } from '../evidence/report-json';
import { ReportMarkdown } from '../evidence/report-markdown';
import { WaiverFile } from '../evidence/waiver-file';
import type { JsonObject } from '../manifests/json/json';
import type { Manifest } from '../manifests/manifest';
import type { ManifestSet } from '../manifests/manifest-set';
import { YamlDocuments } from '../manifests/yaml/yaml-documents';
import type { Verdict } from './gate';

/** What was judged of one environment. */
export interface JudgedEnvironment {
  /** `''` for what stands in none. */
  readonly name: string;
  /** The site, as the documents of a site file; undefined where there is none. */
  readonly site?: readonly JsonObject[];
  readonly all: ManifestSet;
  readonly verdict: Verdict;
  readonly assumptions: readonly Assumption[];
}

/**
 * The files of `evidence/<environment>/`, by their names: what was judged, with which result, and what `fortress verify` needs
 * to come to the same: the site and the waivers.
 */
export function evidenceFiles(judged: JudgedEnvironment, digests: ReadonlyMap<Manifest, string>): Map<string, string> {
  const { name, site, all, verdict, assumptions } = judged;
  const files = new Map<string, string>();
  // Who uses an App as cdk8s has it, without environments and site, is not given more files than asked for.
  if (name === '' && !site && verdict.waivers.length === 0) return files;
  const report = EvidenceReports.of(name, all, verdict.judgement, digests, assumptions);
  files.set('report.json', ReportJson.write(report));
  files.set('report.md', ReportMarkdown.write(report));
  files.set('waivers.yaml', WaiverFile.write(verdict.waivers));
  if (site) files.set('site.yaml', YamlDocuments.write(site));
  return files;
}
