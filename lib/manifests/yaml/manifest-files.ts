import { closeSync, openSync, readdirSync, readSync, realpathSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { Json } from '../json/json';
import type { Manifest } from '../manifest';
import { InputError } from './input-error';
import { ManifestReader, type ReadManifests } from './manifest-reader';
import { READ_LIMITS } from './parsed-document';

const EXTENSIONS: readonly string[] = ['.yaml', '.yml', '.json'];
const STANDARD_INPUT = '-';
const CHUNK = 1024 * 1024;

/**
 * Reads manifests from files, folders and standard input.
 *
 * The one part of this folder that touches files: it stands beside the reader, whose limits it keeps while it reads, and
 * is used by whatever judges files. It only reads.
 */
export class ManifestFiles {
  /** Reads each path: a file of any name, the .yaml, .yml and .json files in a folder and below, or `-`. */
  public static read(paths: readonly string[]): ReadManifests {
    const files = new ManifestFiles();
    for (const path of paths) files.addPath(path);
    return files;
  }

  public readonly manifests: Manifest[] = [];
  public readonly errors: InputError[] = [];
  /** Folders that were read, by their real paths: links may lead around in circles. */
  private readonly folders = new Set<string>();

  private constructor() {}

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
    this.attempt(path, () => {
      const bytes = ManifestFiles.bytesOf(path);
      const text = bytes && ManifestFiles.textOf(bytes);
      if (bytes === undefined) this.fail(`is larger than ${READ_LIMITS.bytes} bytes`, path);
      else if (text === undefined) this.fail(ManifestFiles.notText(bytes), path);
      else {
        const { manifests, errors } = ManifestReader.read(text, path);
        for (const manifest of manifests) this.manifests.push(manifest);
        for (const error of errors) this.errors.push(error);
      }
    });
  }

  /** The content, or undefined where it is too large; read bit by bit, for a pipe does not tell its size. */
  private static bytesOf(path: string): Buffer | undefined {
    const file = path === STANDARD_INPUT ? 0 : openSync(path, 'r');
    try {
      const chunks: Buffer[] = [];
      const buffer = Buffer.allocUnsafe(CHUNK);
      for (let size = 0; size <= READ_LIMITS.bytes; ) {
        const read = ManifestFiles.readInto(buffer, file);
        if (read === 0) return Buffer.concat(chunks, size);
        chunks.push(Buffer.from(buffer.subarray(0, read)));
        size += read;
      }
      return undefined;
    } finally {
      if (file !== 0) closeSync(file);
    }
  }

  /** Standard input may have nothing yet, and not wait: then this does. */
  private static readInto(buffer: Buffer, file: number): number {
    for (;;) {
      try {
        return readSync(file, buffer);
      } catch (error) {
        if (!Json.isObject(error) || error.code !== 'EAGAIN') throw error;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
      }
    }
  }

  private static textOf(bytes: Buffer): string | undefined {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      return undefined;
    }
  }

  private static notText(bytes: Buffer): string {
    const isUtf16 = ['fffe', 'feff'].includes(bytes.toString('hex', 0, 2));
    return isUtf16 ? 'is UTF-16; save it as UTF-8' : 'is binary: it is not valid UTF-8';
  }

  /** Reads, unless the file system does not let it. */
  private attempt(path: string, read: () => void): void {
    try {
      read();
    } catch (error) {
      const code = Json.isObject(error) ? error.code : undefined;
      if (typeof code !== 'string') throw error;
      this.fail(`cannot be read: ${code}`, path);
    }
  }

  private fail(message: string, path: string): void {
    this.errors.push(new InputError(message, path));
  }
}
