import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/** First line of every file that is published, by which a later run knows its own files. */
const MARK = '# Rendered by cdk8s-fortress. Change the code, not this file.\n';

/** A folder of generated files: a file whose content has not changed is not touched, one that is no longer made is removed. */
export class PublishedFolder {
  private readonly root: string;

  constructor(root: string) {
    this.root = resolve(root);
  }

  /** Publishes files by their path in the folder. Files that it did not write itself are never touched. */
  public publish(files: ReadonlyMap<string, string>): void {
    const stale = this.ownFiles().filter(file => !files.has(file));
    for (const [file, content] of files) this.write(file, MARK + content);
    for (const file of stale) this.remove(file);
  }

  private write(file: string, content: string): void {
    const path = join(this.root, file);
    if (existsSync(path) && readFileSync(path, 'utf8') === content) return;
    mkdirSync(dirname(path), { recursive: true });
    const fresh = `${path}.new`;
    writeFileSync(fresh, content);
    renameSync(fresh, path);
  }

  private remove(file: string): void {
    const path = join(this.root, file);
    rmSync(path);
    for (
      let folder = dirname(path);
      folder !== this.root && readdirSync(folder).length === 0;
      folder = dirname(folder)
    ) {
      rmdirSync(folder);
    }
  }

  private ownFiles(): string[] {
    if (!existsSync(this.root)) return [];
    return readdirSync(this.root, { recursive: true, encoding: 'utf8' })
      .map(file => join(this.root, file))
      .filter(path => lstatSync(path).isFile() && readFileSync(path, 'utf8').startsWith(MARK))
      .map(path => relative(this.root, path));
  }
}
