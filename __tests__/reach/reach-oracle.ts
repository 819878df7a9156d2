import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { ReachCase } from './policy-generator';

/** Engines that others have published: Cilium's own policy repository, and Cyclonus' model of NetworkPolicy. */
export type Engine = 'cilium' | 'cyclonus';

/** What an engine says of a case. */
export interface OracleAnswer {
  /** `from to port/protocol` of each row that is allowed. */
  readonly allowed: readonly string[];
  /** The policies that it refuses. */
  readonly refused: readonly string[];
}

/**
 * The engines themselves, for those who have Go. The variable FORTRESS_ORACLE asks for them: `1` compares a fresh sample (of
 * FORTRESS_ORACLE_COUNT cases from FORTRESS_ORACLE_SEED), `update` rewrites the records.
 */
export class ReachOracle {
  public static readonly mode = process.env.FORTRESS_ORACLE ?? '';
  public static readonly seed = Number(process.env.FORTRESS_ORACLE_SEED ?? Date.now() % 2 ** 31);
  public static readonly count = Number(process.env.FORTRESS_ORACLE_COUNT ?? 1_000);

  public static answers(engine: Engine, cases: readonly ReachCase[]): readonly OracleAnswer[] {
    const input = cases.map(each => JSON.stringify(each)).join('\n');
    const cwd = join(__dirname, 'oracle', engine);
    const run = spawnSync('go', ['run', '.'], { cwd, input, maxBuffer: 2 ** 30 });
    if (run.status !== 0) throw new Error(`the oracle failed: ${run.error ?? run.stderr}`);
    return run.stdout
      .toString()
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line));
  }
}
