import { InvalidValue } from '../notation/invalid-value';
import { Names } from '../notation/names';
import { Quantity } from '../notation/quantity';

/** Directories that containers can write to: path to size. */
export type WritableDirectories = Readonly<Record<string, string>>;

/** What containers can write to where nothing else is said. */
export const DEFAULT_DIRECTORIES: WritableDirectories = { '/tmp': '64Mi' };

const PATH = /^(\/[^/:]+)+$/;

/** Returns a copy. Throws at a path that no volume can be named after, and at a size that the kubelet takes for no limit. */
export function checkDirectories(directories: WritableDirectories): WritableDirectories {
  const paths = new Map<string, string>();
  for (const [path, size] of Object.entries(directories)) {
    const name = volumeName(path);
    if (!PATH.test(path) || !Names.isDnsLabel(name)) {
      throw new InvalidValue('writable directory', 'an absolute path that can name a volume, such as "/tmp"', path);
    }
    const other = paths.get(name);
    if (other !== undefined) {
      throw new InvalidValue(
        'writable directory',
        `different from ${JSON.stringify(other)} in letters or digits`,
        path,
      );
    }
    paths.set(name, path);
    if (!Quantity.parse(`size of ${path}`, size).exceeds(Quantity.ZERO)) {
      throw new InvalidValue(`size of ${path}`, 'above zero', size);
    }
  }
  return { ...directories };
}

/** `/tmp` is `tmp-volume` (seed row D03); `/var/cache/nginx` is `var-cache-nginx-volume`. */
export function volumeName(path: string): string {
  return `${path
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')}-volume`;
}
