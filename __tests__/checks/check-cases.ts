import { CHECKS } from '../../lib/checks/catalog';
import type { Check } from '../../lib/checks/check';
import { Judgement } from '../../lib/evidence/judgement';
import type { JsonObject } from '../../lib/manifests/json/json';
import { Manifest } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import { SiteFacts } from '../../lib/manifests/site-facts';
import { ManifestReader } from '../../lib/manifests/yaml/manifest-reader';
import { YamlDocuments } from '../../lib/manifests/yaml/yaml-documents';

/** Objects that a check is asked about. */
export interface CheckCase {
  /** What the case shows. */
  readonly name: string;
  /** The objects, as YAML documents. */
  readonly yaml: string;
  /** Objects of somebody else's files, as YAML documents by the path of the file, read as a cluster does; none by default. */
  readonly files?: Readonly<Record<string, string>>;
  /** The site file, as YAML documents; none by default. */
  readonly site?: string;
  /** The objects of the environment before, as YAML documents; no such environment by default. */
  readonly earlier?: string;
}

/** Objects that a check has to catch. */
export interface FailingCase extends CheckCase {
  /** Every finding, in order: `Deployment tenant-a/api spec.template.spec: what was found`. */
  readonly finds: readonly string[];
}

/** The rows of one check: at least one that passes, and one that fails. */
export interface CheckCases {
  /** Id of the check. */
  readonly check: string;
  readonly passing: readonly CheckCase[];
  readonly failing: readonly FailingCase[];
}

/** Asks one check about the objects of a case, and says what it finds as text. */
export function findingsOf(id: string, { yaml, files = {}, site, earlier }: CheckCase): string[] {
  const manifests = [
    ...YamlDocuments.read(yaml).map(object => new Manifest(object)),
    ...Object.entries(files).flatMap(([file, text]) => ManifestReader.read(text, file).manifests),
  ];
  const facts = SiteFacts.fromObjects(YamlDocuments.read(site ?? ''));
  const setOf = (text: string) => new ManifestSet(YamlDocuments.read(text).map(object => new Manifest(object)));
  const options = earlier === undefined ? {} : { earlier: setOf(earlier) };
  return judged(id, new ManifestSet(manifests, facts, options));
}

/** Asks one check about rendered objects, and says what it finds as text. */
export function findingsIn(id: string, objects: readonly JsonObject[]): string[] {
  return judged(
    id,
    new ManifestSet(
      objects.map(object => new Manifest(object)),
      SiteFacts.NONE,
    ),
  );
}

function judged(id: string, all: ManifestSet): string[] {
  const check = CHECKS.find((candidate: Check) => candidate.id === id);
  if (!check) throw new Error(`there is no check ${id}; add it to lib/checks/catalog.ts`);
  const judgement = Judgement.of(all, [check]);
  return [...judgement.findings, ...judgement.warnings].map(finding => {
    const { kind, namespace, name } = finding.object;
    const object = `${kind} ${namespace === '' ? name : `${namespace}/${name}`}`;
    const mode = finding.mode === undefined ? '' : ` [${finding.mode}]`;
    return `${object}${finding.path === '' ? '' : ` ${finding.path}`}: ${finding.message}${mode}`;
  });
}
