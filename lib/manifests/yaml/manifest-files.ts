import { readdirSync, realpathSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Manifest } from '../manifest';
import { InputError } from './input-error';
import { ManifestReader, type ReadManifests } from './manifest-reader';
import { TextFile } from './text-file';

const EXTENSIONS: readonly string[] = ['.yaml', '.yml', '.json'];
const STANDARD_INPUT = '-';

/**
 * Reads manifests from files, folders and standard input.
 *
 * The one part of this folder that touches files, with the reader of texts: it stands beside the reader, whose limits it
 * keeps while it reads, and is used by whatever judges files. It only reads.
 */
export class ManifestFiles {
  /**
   * Reads each path: a file of any name, the .yaml, .yml and .json files in a folder and below, or `-`. Says which file it
   * is about to read to whoever wants to know.
   */
  public static read(paths: readonly string[], onFile: (path: string) => void = () => {}): ReadManifests {
    const files = new ManifestFiles(onFile);
    for (const path of paths) files.addPath(path);
    return files;
  }

  public readonly manifests: Manifest[] = [];
  public readonly errors: InputError[] = [];
  /** Folders that were read, by their real paths: links may lead around in circles. */
  private readonly folders = new Set<string>();

  private constructor(private readonly onFile: (path: string) => void) {}

  private addPath(path: string): void {
    const before = this.manifests.length + this.errors.length;
    if (path === STANDARD_INPUT) this.addFile(path);
    else this.attempt(path, () => this.addEntry(path, true));
    if (this.manifests.length + this.errors.length === before) this.fail('has no Kubernetes object', path);
  }

  private addEntry(path: string, isNamed: boolean): void {
    const entry = statSync(path, { throwIfNoEntry: false });
    if (entry?.isDirectory()) this.addFolder(path);
    else if (!isNamed && !EXTENSIONS.includes(extname(path))) return;
    else if (entry === undefined) this.fail('does not exist', path);
    else if (isNamed || entry.isFile()) this.addFile(path);
  }

  /** In the order of names, so that the same folder gives the same result. */
  private addFolder(folder: string): void {
    const real = realpathSync(folder);
    if (this.folders.has(real)) return;
    this.folders.add(real);
    for (const name of readdirSync(folder).sort()) {
      const path = join(folder, name);
      this.attempt(path, () => this.addEntry(path, false));
    }
  }

  private addFile(path: string): void {
    this.onFile(path);
    const text = TextFile.read(path);
    if (text instanceof InputError) {
      this.errors.push(text);
      return;
    }
    const { manifests, errors } = ManifestReader.read(text, path);
    for (const manifest of manifests) this.manifests.push(manifest);
    for (const error of errors) this.errors.push(error);
  }

  /** Reads, unless the file system does not let it. */
  private attempt(path: string, read: () => void): void {
    try {
      read();
    } catch (error) {
      this.errors.push(TextFile.unreadable(error, path));
    }
  }

  private fail(message: string, path: string): void {
    this.errors.push(new InputError(message, path));
  }
}
