import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Output } from '../../../lib/synth/publish/output-folders';

const MARK = '# Rendered by cdk8s-fortress. Change the code, not this file.\n';

/** What a run made: nothing but files in `dist/`, unless said otherwise. */
export function output(
  dist: Readonly<Record<string, string>>,
  evidence: Readonly<Record<string, string>> = {},
): Output {
  const files = (texts: Readonly<Record<string, string>>) => {
    return new Map(Object.entries(texts).map(([file, content]) => [file, { content, source: `chart-of-${file}` }]));
  };
  return {
    dist: files(dist),
    evidence: files(evidence),
    artifacts: new Map(),
    baselines: new Map(),
    constructPaths: new Map(),
  };
}

/** Every file below a folder with its content, and every other entry with its kind. */
export function tree(root: string): Record<string, string> {
  const entries = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .sort()
    .map(name => {
      const stat = lstatSync(join(root, name));
      const content = stat.isFile() ? readFileSync(join(root, name), 'utf8').replace(MARK, '') : 'folder';
      return [name, stat.isSymbolicLink() ? 'link' : content] as const;
    });
  return Object.fromEntries(entries);
}
