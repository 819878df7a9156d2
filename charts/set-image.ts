import { readFileSync, writeFileSync } from 'node:fs';

const USAGE = 'usage: npm run image -- NAME sha256:DIGEST [dev|test]';

function read(file: string): any {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function write(file: string, content: object): void {
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
}

/**
 * Gives an image another digest (seed row G10): in one environment that tries it, or in all of them, where it is then a
 * candidate no more. A digest that somebody gives is of a build, and so no example.
 */
export function setImage(name: string, digest: string, environment: string | undefined, folder = 'charts'): void {
  const [catalogFile, candidateFile] = ['images', 'candidates'].map(file => `${folder}/${file}.json`);
  const catalog = read(catalogFile);
  const candidates = read(candidateFile);
  if (!(name in catalog)) throw new Error(`${name} is no image of ${catalogFile}; add it there first`);
  if (!/^sha256:[0-9a-f]{64}$/.test(digest)) throw new Error(`${digest} is no digest; ${USAGE}`);
  if (environment !== undefined && !(environment in candidates)) {
    throw new Error(`${environment} tries nothing before production; ${USAGE}`);
  }
  const given =
    environment === undefined ? Object.values<Record<string, string>>(candidates) : [candidates[environment]];
  for (const tried of given) delete tried[name];
  if (environment === undefined) {
    catalog[name] = { repository: catalog[name].repository, digest };
    write(catalogFile, catalog);
  } else {
    candidates[environment][name] = digest;
  }
  write(candidateFile, candidates);
}

if (require.main === module) {
  const [name = '', digest = '', environment] = process.argv.slice(2);
  try {
    setImage(name, digest, environment);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}
