import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { artifactsOf } from '../../charts/artifacts';
import { ENVIRONMENTS, PROD } from '../../charts/environments';
import { renderPlatform } from '../../charts/platform';
import { type Environment, FortressApp } from '../../lib';
import { CHECKS } from '../../lib/checks/catalog';
import { Judgement } from '../../lib/evidence/judgement';
import { WaivedFindings } from '../../lib/evidence/waived-findings';
import { WaiverFile } from '../../lib/evidence/waiver-file';
import { Manifest } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import { SiteFacts } from '../../lib/manifests/site-facts';
import { YamlDocuments } from '../../lib/manifests/yaml/yaml-documents';

/** What one run of the reference platform publishes: content by path, such as `dist/prod/minio/object-store.k8s.yaml`. */
export function publishPlatform(environments: readonly Environment[] = ENVIRONMENTS): Map<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'platform-'));
  const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    const app = new FortressApp({ outdir: join(folder, 'dist'), repositoryPath: 'dist' });
    for (const environment of environments) {
      renderPlatform(app.addEnvironment(environment, { artifacts: artifactsOf(environment) }), environment);
    }
    app.synth();
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file => /\.[a-z]+$/.test(file));
    return new Map(files.sort().map(file => [file, readFileSync(join(folder, file), 'utf8')]));
  } finally {
    stderr.mockRestore();
    rmSync(folder, { recursive: true });
  }
}

/** The objects that are published for one environment, as the judge sees them. */
export function manifestsOf(files: ReadonlyMap<string, string>, environment = PROD): ManifestSet {
  const manifests = [...files]
    .filter(([file]) => file.startsWith(`dist/${environment.name}/`))
    .flatMap(([file, text]) => {
      const application = file.split('/')[2];
      return YamlDocuments.read(text).map(object => new Manifest(object, { file, application }));
    });
  return new ManifestSet(manifests, SiteFacts.fromObjects(environment.toObjects()));
}

/** What the checks say of the objects of one environment, with the waivers that are published beside them. */
export function judgementOf(files: ReadonlyMap<string, string>, environment = PROD): Judgement {
  const file = `evidence/${environment.name}/waivers.yaml`;
  const { waivers } = WaiverFile.read(files.get(file) ?? '', file);
  return Judgement.of(manifestsOf(files, environment), CHECKS, new WaivedFindings(waivers, '2026-01-01'));
}
