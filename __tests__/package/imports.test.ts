import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../source-files';

describe('imports/', () => {
  const fresh = mkdtempSync(join(tmpdir(), 'imports-'));
  afterAll(() => rmSync(fresh, { recursive: true }));

  test('is what cdk8s import makes of the CRD files; run npm run import where it is not', () => {
    const cli = join(ROOT, 'node_modules/.bin/cdk8s');
    execFileSync(cli, ['import', '--check-upgrade=false', '--output', fresh], { cwd: ROOT, stdio: 'pipe' });
    const files = readdirSync(fresh).sort();
    expect(readdirSync(join(ROOT, 'imports')).sort()).toEqual(files);
    for (const file of files) {
      const [ours, made] = [join(ROOT, 'imports', file), join(fresh, file)].map(path => readFileSync(path, 'utf8'));
      expect(ours === made ? file : `${file} differs`).toBe(file);
    }
  }, 60_000);

  test('is made of every CRD file, and NOTICE names each', () => {
    const crds = readdirSync(join(ROOT, 'crds')).filter(file => file.endsWith('.yaml'));
    const config = readFileSync(join(ROOT, 'cdk8s.yaml'), 'utf8');
    const notice = readFileSync(join(ROOT, 'crds/NOTICE'), 'utf8');
    expect(crds.filter(file => !config.includes(`crds/${file}`))).toEqual([]);
    expect(crds.filter(file => !notice.includes(file))).toEqual([]);
  });
});
