import { setFlagsFromString } from 'node:v8';

/** By major version of V8, that of Node 20 and of Node 22. Later ones wait by themselves, and complain of flags they do not know. */
const FLAGS: ReadonlyMap<string, string> = new Map([
  ['11', '--interrupt-budget=2500000'],
  ['12', '--invocation-count-for-turbofan=30000'],
]);

/**
 * Has V8 wait longer before it optimizes a function, for a process that judges once and ends.
 *
 * A judgement is hundreds of small functions, each of them busy for milliseconds. By default V8 optimizes nearly all: of a
 * first judgement of 20,000 objects that is half of the processor time, and most of the code is done with when it is ready.
 * What is busy for long is optimized all the same.
 *
 * It changes the process as a whole, so only its edges may ask for it: the command, and synthesis.
 */
export class LateOptimization {
  /** The flag for a version of V8; undefined where there is nothing to change. */
  public static flagOf(version: string): string | undefined {
    return FLAGS.get(version.split('.')[0]);
  }

  public static request(): void {
    const flag = LateOptimization.flagOf(process.versions.v8);
    if (flag !== undefined) setFlagsFromString(flag);
  }
}
