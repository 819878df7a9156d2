import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HelmChart } from './helm-chart';

/** What is compared. */
export type Program = 'ours' | 'ours, gate off' | 'stock' | 'helm' | 'js-yaml';

/** What a process took, from its start to its end. */
export interface Cost {
  readonly seconds: number;
  /** User and system, of all its threads; 0 where the system does not tell. */
  readonly processorSeconds: number;
  /** The most memory that it ever held; 0 where the system does not tell. */
  readonly peakMiB: number;
}

const POLL_MS = 10;
/** The unit of Linux for what a process has used. */
const TICKS_A_SECOND = 100;

/** Runs the programs of the comparison, each in a process of its own and a folder that is empty. */
export class Programs {
  public static readonly ALL: readonly Program[] = ['ours', 'ours, gate off', 'stock', 'helm', 'js-yaml'];

  /** The stock App needs minutes for more. */
  private static readonly STOCK_LIMIT = 2000;

  /** @throws if one of them is none */
  public static named(names: readonly string[]): readonly Program[] {
    const unknown = names.filter(name => !Programs.ALL.includes(name as Program));
    if (unknown.length > 0) throw new Error(`${unknown.join(', ')}: not one of ${Programs.ALL.join(', ')}`);
    return Programs.ALL.filter(program => names.includes(program));
  }

  /** Whether it can be run here, with so many charts. */
  public static isPossible(who: Program, charts: number): boolean {
    if (who === 'stock') return charts <= Programs.STOCK_LIMIT;
    return who !== 'helm' || spawnSync('helm', ['version']).status === 0;
  }

  /**
   * Runs one in a new folder of a place, and leaves it there: ext4 without a journal looks past each file that was removed in
   * the last minutes, so whoever came next would pay for it.
   */
  public static async run(who: Program, charts: number, place: string): Promise<Cost> {
    const [command, args] = Programs.command(who, charts, mkdtempSync(join(place, 'run-')));
    return await Programs.measure(command, args);
  }

  private static command(who: Program, charts: number, folder: string): [string, string[]] {
    if (who !== 'helm') return [process.execPath, [join(__dirname, 'program.js'), who, `${charts}`, folder]];
    const chart = join(folder, 'chart');
    HelmChart.write(chart, charts);
    mkdirSync(join(folder, 'out'));
    return ['helm', ['template', 'tenants', chart, '--output-dir', join(folder, 'out')]];
  }

  private static async measure(command: string, args: string[]): Promise<Cost> {
    const start = process.hrtime.bigint();
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let [peakMiB, processorSeconds] = [0, 0];
    const poll = setInterval(() => {
      peakMiB = Math.max(peakMiB, Programs.memory(child));
      processorSeconds = Math.max(processorSeconds, Programs.processor(child));
    }, POLL_MS);
    let complaints = '';
    child.stderr.on('data', text => {
      complaints += text;
    });
    const status = await new Promise((resolve, reject) => child.once('error', reject).once('exit', resolve));
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    clearInterval(poll);
    if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}:\n${complaints}`);
    return { seconds, processorSeconds, peakMiB: Math.round(peakMiB) };
  }

  private static memory(child: ChildProcess): number {
    return Number(/VmHWM:\s+(\d+) kB/.exec(Programs.told(child, 'status'))?.[1] ?? 0) / 1024;
  }

  /** Fields 14 and 15; the second field is a name in brackets that may hold anything. */
  private static processor(child: ChildProcess): number {
    const [user = 0, system = 0] = Programs.told(child, 'stat').split(') ').pop()?.split(' ').slice(11, 13) ?? [];
    return (Number(user) + Number(system)) / TICKS_A_SECOND;
  }

  /** What the system tells of a process; nothing, once it has ended. */
  private static told({ pid }: ChildProcess, file: string): string {
    try {
      return readFileSync(`/proc/${pid}/${file}`, 'utf8');
    } catch {
      return '';
    }
  }
}
