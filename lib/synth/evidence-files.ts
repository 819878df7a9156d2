import type { Assumption } from '../evidence/assumptions';
import { type EvidenceReport, EvidenceReports } from '../evidence/evidence-report';
import { ReportJson } from '../evidence/report-json';
import { ReportMarkdown } from '../evidence/report-markdown';
import { WaiverFile } from '../evidence/waiver-file';
import type { JsonObject } from '../manifests/json/json';
import type { ManifestSet } from '../manifests/manifest-set';
import { YamlDocuments } from '../manifests/yaml/yaml-documents';
import type { Verdict } from './gate';
import { LateFile } from './publish/late-file';
import type { PublishedFile } from './publish/published-folder';
import type { RenderedFiles } from './rendered-files';

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
export function evidenceFiles(judged: JudgedEnvironment, files: RenderedFiles): ReadonlyMap<string, PublishedFile> {
  const { name, site, verdict } = judged;
  // Who uses an App as cdk8s has it, without environments and site, is not given more files than asked for.
  if (name === '' && !site && verdict.waivers.length === 0) return new Map();
  let known: EvidenceReport | undefined;
  const report = () => {
    known ??= EvidenceReports.of(name, judged.all, verdict.judgement, files.digests, judged.assumptions);
    return known;
  };
  const made = new Map<string, PublishedFile>([
    ['report.json', new LateFile(() => ReportJson.write(report()))],
    ['report.md', new LateFile(() => ReportMarkdown.write(report()))],
    ['waivers.yaml', { content: WaiverFile.write(verdict.waivers) }],
  ]);
  if (site) made.set('site.yaml', { content: YamlDocuments.write(site) });
  return made;
}
