import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Characters that are written at once: a call of the system for each line would take longer than the judging. */
const CHUNK = 64 * 1024;

/** Standard output. */
export class Output {
  /** Writes as fast as the reader reads. One that has read enough, as `head` does, ends the writing, not the command. */
  public static async write(pieces: Iterable<string>): Promise<void> {
    try {
      await pipeline(Readable.from(Output.chunks(pieces)), process.stdout, { end: false });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
    }
  }

  private static *chunks(pieces: Iterable<string>): Generator<string> {
    let chunk = '';
    for (const piece of pieces) {
      chunk += piece;
      if (chunk.length < CHUNK) continue;
      yield chunk;
      chunk = '';
    }
    if (chunk !== '') yield chunk;
  }
}
