import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { YamlDocuments } from '../../lib/manifests/yaml/yaml-documents';
import { ROOT } from '../source-files';

const DIST = join(ROOT, 'dist');

/** Every object of an environment as it is committed; that this is what the code renders, platform.test.ts says. */
export function publishedObjects(environment: string): Record<string, any>[] {
  return readdirSync(join(DIST, environment), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.yaml'))
    .sort()
    .flatMap(file => YamlDocuments.read(readFileSync(join(DIST, environment, file), 'utf8')) as Record<string, any>[]);
}

/** The one object of that identity. */
export function published(environment: string, kind: string, namespace: string, name: string): Record<string, any> {
  const found = publishedObjects(environment).filter(
    ({ kind: is, metadata }) => is === kind && (metadata.namespace ?? '') === namespace && metadata.name === name,
  );
  if (found.length !== 1) throw new Error(`${found.length} objects are ${kind} ${namespace}/${name}`);
  return found[0];
}
