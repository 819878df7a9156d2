import {
  closeSync,
  type Dirent,
  existsSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  type Stats,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { OwnershipMark } from './ownership-mark';
import type { Publication } from './publication';

/** A file to be published. */
export interface PublishedFile {
  /** Asked for once, when it is compared and written. */
  readonly content: string;
  /** What it is made of, for errors: the path of a chart. */
  readonly source?: string;
}

/** Files by their path in the folder, with `/` between names. */
export type PublishedFiles = ReadonlyMap<string, PublishedFile>;

/** A folder of generated files: a file whose content has not changed is not touched, one that is no longer made is removed. */
export class PublishedFolder {
  /** Where the files are. */
  public readonly root: string;
  private entries?: ReadonlyMap<string, Dirent | Stats>;

  /** @param root the folder; where it is a symbolic link, the folder that the link leads to */
  constructor(root: string) {
    this.root = existsSync(root) ? realpathSync(root) : resolve(root);
  }

  /** What stands in the way of these files: links that lead out of the folder, files where folders must be. */
  public obstacles(files: PublishedFiles): string[] {
    const known = new Map<string, string | undefined>();
    const problems: string[] = [];
    for (const [file, { source }] of files) {
      const obstacle = this.folderObstacle(dirname(file), known) ?? this.obstacle(file, 'file');
      if (obstacle === undefined) continue;
      problems.push(`${source === undefined ? '' : `${source}: `}${this.shown(file)} cannot be written: ${obstacle}`);
    }
    return problems;
  }

  /**
   * Has all that is necessary changed, so that the folder holds these files. Files that it did not write itself are never
   * removed.
   *
   * @param mayRemove what of its own files may be removed
   */
  public change(files: PublishedFiles, publication: Publication, mayRemove: (file: string) => boolean): void {
    for (const [file, made] of files) {
      const content = OwnershipMark.on(file, made.content);
      const existed = this.found.has(file);
      if (existed && readFileSync(join(this.root, file)).equals(Buffer.from(content))) continue;
      publication.write(this.root, file, content, existed);
    }
    for (const file of this.outdated(files)) if (mayRemove(file)) publication.remove(this.root, file);
  }

  /** Its own files that are not among these. */
  public outdated(files: PublishedFiles): string[] {
    return [...this.found]
      .filter(([file, entry]) => entry.isFile() && !files.has(file) && this.isOwn(file))
      .map(([file]) => file);
  }

  private folderObstacle(folder: string, known: Map<string, string | undefined>): string | undefined {
    if (known.has(folder)) return known.get(folder);
    const obstacle =
      folder === '.'
        ? this.obstacle('', 'folder')
        : (this.folderObstacle(dirname(folder), known) ?? this.obstacle(folder, 'folder'));
    known.set(folder, obstacle);
    return obstacle;
  }

  /** Nothing is written through a link: what it leads to is somebody else's. */
  private obstacle(name: string, expected: 'file' | 'folder'): string | undefined {
    const entry = this.found.get(name);
    if (!entry) return undefined;
    if (entry.isSymbolicLink()) return `${this.shown(name)} is a symbolic link; remove it`;
    if (expected === 'folder') {
      return entry.isDirectory() ? undefined : `${this.shown(name)} is a file, and has to be a folder; move it away`;
    }
    return entry.isFile() ? undefined : `it is a folder, and has to be a file; move it away`;
  }

  private shown(name: string): string {
    return name === '' ? basename(this.root) : `${basename(this.root)}/${name}`;
  }

  /** What stands there, by path, links not followed; `''` is the folder itself. Read once: no other run may publish now. */
  private get found(): ReadonlyMap<string, Dirent | Stats> {
    this.entries ??= this.find();
    return this.entries;
  }

  private find(): ReadonlyMap<string, Dirent | Stats> {
    const found = new Map<string, Dirent | Stats>();
    const visit = (folder: string): void => {
      for (const entry of readdirSync(join(this.root, folder), { withFileTypes: true })) {
        const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
        found.set(name, entry);
        if (entry.isDirectory()) visit(name);
      }
    };
    const root = lstatSync(this.root, { throwIfNoEntry: false });
    if (root) found.set('', root);
    if (root?.isDirectory()) visit('');
    return found;
  }

  private isOwn(file: string): boolean {
    const start = Buffer.alloc(OwnershipMark.BYTES);
    const descriptor = openSync(join(this.root, file), 'r');
    try {
      readSync(descriptor, start);
    } finally {
      closeSync(descriptor);
    }
    return OwnershipMark.isOn(start.toString('utf8'));
  }
}
