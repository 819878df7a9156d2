import { linkSync, mkdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { Unwritable } from './unwritable';

/** Who holds a lock. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  /** When the process began, in ticks since the machine did; empty where the system does not tell. */
  readonly started: string;
}

const ATTEMPTS = 5;

/** That one run at a time publishes into a folder. The lock of a process that is gone does not count. */
export class RunLock {
  public static readonly FILE = 'lock';

  /**
   * Takes the lock, as a file in the staging folder.
   *
   * @param folder the staging folder; made if it is not there
   * @param published what is published, for the error
   * @throws if another run holds it
   */
  public static take(folder: string, published: string): RunLock {
    const lock = new RunLock(folder);
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const holder = lock.tryTake();
      if (holder === undefined) return lock;
      if (holder !== '' && !RunLock.isGone(holder)) throw new Error(lock.refusal(holder, published));
      lock.removeStale(holder);
    }
    throw new Error(`${published} is being published by other runs; try again when they have ended`);
  }

  private readonly path: string;
  private readonly own: string;

  private constructor(private readonly folder: string) {
    this.path = join(folder, RunLock.FILE);
    this.own = `${this.path}.${process.pid}`;
  }

  public release(): void {
    rmSync(this.path, { force: true });
    this.tidy();
  }

  /** Nothing if it was taken, or what its holder wrote; empty if the holder has just left. */
  private tryTake(): string | undefined {
    const me: Holder = { pid: process.pid, host: hostname(), started: RunLock.startOf(process.pid) };
    try {
      mkdirSync(this.folder, { recursive: true });
      // One that a killed process of this number left may still be linked to its lock, and must not be written through.
      rmSync(this.own, { force: true });
      writeFileSync(this.own, JSON.stringify(me));
      // Whoever sees the lock sees all of it: a link appears with its content.
      linkSync(this.own, this.path);
      return undefined;
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'EEXIST' || code === 'ENOENT') return this.read();
      throw Unwritable.from(this.folder, error);
    } finally {
      this.tidy();
    }
  }

  private tidy(): void {
    try {
      rmSync(this.own, { force: true });
      rmdirSync(this.folder);
    } catch {
      // Some run is using it, this one or another.
    }
  }

  private read(): string {
    try {
      return readFileSync(this.path, 'utf8');
    } catch {
      return '';
    }
  }

  /** Moves it away first: between reading and removing, another run may have put its own there. */
  private removeStale(holder: string): void {
    if (holder === '') return;
    const aside = `${this.own}.stale`;
    try {
      renameSync(this.path, aside);
      if (readFileSync(aside, 'utf8') !== holder) linkSync(aside, this.path);
    } catch {
      // Another run was faster.
    } finally {
      rmSync(aside, { force: true });
    }
  }

  private refusal(text: string, published: string): string {
    const { pid, host } = JSON.parse(text) as Holder;
    const where = host === hostname() ? `process ${pid}` : `process ${pid} on ${host}`;
    return `${published} is being published by another run (${where}); wait for it, or if it is gone remove ${this.path}`;
  }

  /** Known only of processes on this machine. A number that was given again belongs to a process that began later. */
  private static isGone(text: string): boolean {
    const { pid, host, started } = JSON.parse(text) as Holder;
    if (host !== hostname()) return false;
    try {
      process.kill(pid, 0);
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ESRCH';
    }
    return started !== RunLock.startOf(pid);
  }

  /** Field 22 of the process's line; the second is a name in brackets that may hold anything. */
  private static startOf(pid: number): string {
    try {
      const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
      return line.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? '';
    } catch {
      return '';
    }
  }
}
