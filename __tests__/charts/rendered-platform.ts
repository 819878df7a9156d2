import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderPlatform } from '../../charts/platform';
import { ARTIFACTS, PROD } from '../../charts/site';
import { FortressApp } from '../../lib';
import { Manifest } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import { SiteFacts } from '../../lib/manifests/site-facts';
import { YamlDocuments } from '../../lib/manifests/yaml/yaml-documents';

/** What one run of the reference platform publishes: content by path, such as `dist/prod/minio/object-store.k8s.yaml`. */
export function publishPlatform(): Map<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'platform-'));
  const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    const app = new FortressApp({ outdir: join(folder, 'dist'), repositoryPath: 'dist' });
    renderPlatform(app.addEnvironment(PROD, { artifacts: ARTIFACTS }), PROD);
    app.synth();
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file => /\.[a-z]+$/.test(file));
    return new Map(files.sort().map(file => [file, readFileSync(join(folder, file), 'utf8')]));
  } finally {
    stderr.mockRestore();
    rmSync(folder, { recursive: true });
  }
}

/** The objects of published files, as the judge sees them. */
export function manifestsOf(files: ReadonlyMap<string, string>): ManifestSet {
  const manifests = [...files]
    .filter(([file]) => file.startsWith('dist/'))
    .flatMap(([file, text]) => {
      const application = file.split('/')[2];
      return YamlDocuments.read(text).map(object => new Manifest(object, { file, application }));
    });
  return new ManifestSet(manifests, SiteFacts.fromObjects(PROD.site.toObjects()));
}
