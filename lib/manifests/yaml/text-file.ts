import { closeSync, openSync, readSync } from 'node:fs';
import { Json } from '../json/json';
import { InputError } from './input-error';
import { READ_LIMITS } from './parsed-document';

const STANDARD_INPUT = '-';
const CHUNK = 1024 * 1024;

/** A file as text, within the limits of what is read. */
export class TextFile {
  /** Reads a file, or standard input for `-`; what is no text, too large or not readable is an error. */
  public static read(path: string): string | InputError {
    try {
      const bytes = TextFile.bytesOf(path);
      if (bytes === undefined) return new InputError(`is larger than ${READ_LIMITS.bytes} bytes`, path);
      return TextFile.decode(bytes) ?? new InputError(TextFile.notText(bytes), path);
    } catch (error) {
      return TextFile.unreadable(error, path);
    }
  }

  /** What the file system says; any other error is thrown again. */
  public static unreadable(error: unknown, path: string): InputError {
    const code = Json.isObject(error) ? error.code : undefined;
    if (typeof code !== 'string') throw error;
    return new InputError(code === 'ENOENT' ? 'does not exist' : `cannot be read: ${code}`, path);
  }

  /** The content, or undefined where it is too large; read bit by bit, for a pipe does not tell its size. */
  private static bytesOf(path: string): Buffer | undefined {
    const file = path === STANDARD_INPUT ? 0 : openSync(path, 'r');
    try {
      const chunks: Buffer[] = [];
      const buffer = Buffer.allocUnsafe(CHUNK);
      for (let size = 0; size <= READ_LIMITS.bytes; ) {
        const read = TextFile.readInto(buffer, file);
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

  private static decode(bytes: Buffer): string | undefined {
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
}
