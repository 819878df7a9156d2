import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { PodSecurityVersion } from '../../../lib/manifests/pod-security-levels';
import type { Case } from './pod-generator';

/**
 * Upstream itself, for those who have Go. The variable FORTRESS_ORACLE asks for it:
 * `1` compares a fresh sample (of FORTRESS_ORACLE_COUNT pods from FORTRESS_ORACLE_SEED), `update` rewrites the records.
 */
export class Oracle {
  public static readonly mode = process.env.FORTRESS_ORACLE ?? '';
  public static readonly seed = Number(process.env.FORTRESS_ORACLE_SEED ?? Date.now() % 2 ** 31);
  public static readonly count = Number(process.env.FORTRESS_ORACLE_COUNT ?? 20_000);

  /** What the API server would say of each pod: the text of its refusal, `allowed`, or `undecodable`. */
  public static verdicts(questions: readonly Case[]): string[] {
    const asked = questions.map(({ level, version, pod }) => ({ level, version: Oracle.label(version), pod }));
    return Oracle.ask(asked).map(({ reasons = [], details = [], undecodable }) => {
      if (undecodable) return 'undecodable';
      const parts = reasons.map((reason, i) => (details[i] === '' ? reason : `${reason} (${details[i]})`));
      return parts.join(', ') || 'allowed';
    });
  }

  /** Level and version of enforce, audit and warn for each set of labels, and the labels that are refused. */
  public static policies(labels: readonly Readonly<Record<string, string>>[]): string[] {
    return Oracle.ask(labels.map(each => ({ labels: each }))).map(({ policy = [], invalid = [] }) =>
      [...policy, ...invalid].join(' '),
    );
  }

  /** A version as labels write it. */
  public static label(version: PodSecurityVersion): string {
    return version === 'latest' ? 'latest' : `v1.${version}`;
  }

  private static ask(questions: readonly object[]): Answer[] {
    const input = questions.map(question => JSON.stringify(question)).join('\n');
    const run = spawnSync('go', ['run', '.'], { cwd: join(__dirname, 'oracle'), input, maxBuffer: 2 ** 30 });
    if (run.status !== 0) throw new Error(`the oracle failed: ${run.error ?? run.stderr}`);
    const lines = run.stdout.toString().trimEnd().split('\n');
    return lines.map(line => JSON.parse(line));
  }
}

interface Answer {
  readonly reasons?: readonly string[];
  readonly details?: readonly string[];
  readonly undecodable?: string;
  readonly policy?: readonly string[];
  readonly invalid?: readonly string[];
}
