import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Standard output. */
export class Output {
  /** Writes as fast as the reader reads. One that has read enough, as `head` does, ends the writing, not the command. */
  public static async write(pieces: Iterable<string>): Promise<void> {
    try {
      await pipeline(Readable.from(pieces), process.stdout, { end: false });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
    }
  }
}
