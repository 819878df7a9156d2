import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HelmChart } from './helm-chart';

/** What is compared. */
export type Program = 'ours' | 'ours, gate off' | 'stock' | 'helm' | 'js-yaml';

/** What a process took, from its start to its end. */
export interface Cost {
  readonly seconds: number;
  /** The most memory that it ever held; 0 where the system does not tell. */
  readonly peakMiB: number;
}

const POLL_MS = 10;

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

  public static async run(who: Program, charts: number): Promise<Cost> {
    const folder = mkdtempSync(join(tmpdir(), 'bench-'));
    try {
      const [command, args] = Programs.command(who, charts, folder);
      return await Programs.measure(command, args);
    } finally {
      rmSync(folder, { recursive: true });
    }
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
    let peakMiB = 0;
    const poll = setInterval(() => {
      peakMiB = Math.max(peakMiB, Programs.memory(child));
    }, POLL_MS);
    let complaints = '';
    child.stderr.on('data', text => {
      complaints += text;
    });
    const status = await new Promise((resolve, reject) => child.once('error', reject).once('exit', resolve));
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    clearInterval(poll);
    if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}:\n${complaints}`);
    return { seconds, peakMiB: Math.round(peakMiB) };
  }

  private static memory({ pid }: ChildProcess): number {
    try {
      return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
    } catch {
      return 0;
    }
  }
}
