import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ciliumRefusals } from '../../lib/checks/network/cilium-policy-valid';
import { Manifest } from '../../lib/manifests/manifest';
import { PolicyGenerator, type ReachCase } from './policy-generator';
import { type Engine, type OracleAnswer, ReachOracle } from './reach-oracle';
import { rowsOf } from './reach-rows';

const RECORDED = 500;
const REGENERATE = 'run this test with FORTRESS_ORACLE=update';

const CASES: Readonly<Record<Engine, (generator: PolicyGenerator) => ReachCase>> = {
  cilium: generator => generator.ciliumPolicies(),
  cyclonus: generator => generator.networkPolicies(),
};

function cases(engine: Engine, seed: number, count: number): ReachCase[] {
  return Array.from({ length: count }, (_, index) => CASES[engine](new PolicyGenerator(seed + index)));
}

/** A case in eight characters. */
function digest(each: ReachCase): string {
  return createHash('sha256').update(JSON.stringify(each)).digest('hex').slice(0, 8);
}

/** Rows as bits, four a digit. */
function bits(answers: Iterable<boolean>): string {
  const text = [...answers].map(Number).join('');
  return (text.match(/.{1,4}/g) ?? []).map(four => Number.parseInt(four.padEnd(4, '0'), 2).toString(16)).join('');
}

/** One line of the record: the case, and each of its rows; or that a policy is refused. */
function line(each: ReachCase, { allowed, refused }: OracleAnswer): string {
  const open = new Set(allowed);
  const rows = [...rowsOf(each).keys()];
  return `${digest(each)} ${refused.length > 0 ? 'refused' : bits(rows.map(row => open.has(row)))}`;
}

describe.each<Engine>(['cilium', 'cyclonus'])('every row is as %s has it', engine => {
  const file = join(__dirname, 'oracle', `${engine}.txt`);
  const recorded = cases(engine, 1, RECORDED);

  if (ReachOracle.mode === 'update') {
    const answers = ReachOracle.answers(engine, recorded);
    writeFileSync(file, recorded.map((each, i) => `${line(each, answers[i])}\n`).join(''));
  }

  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');

  test('the record speaks of these cases', () => {
    if (recorded.some((each, i) => digest(each) !== lines[i]?.slice(0, 8))) {
      throw new Error(`the generator makes other cases than the record speaks of; ${REGENERATE}`);
    }
  });

  test('in the record', () => {
    const wrong = recorded.flatMap((each, i) => {
      const [, answer] = lines[i].split(' ');
      const isRefused = each.objects.some(object => ciliumRefusals(new Manifest(object)).length > 0);
      if (isRefused !== (answer === 'refused')) return [`case ${i}: a policy is ${isRefused ? '' : 'not '}refused`];
      if (isRefused) return [];
      const rows = rowsOf(each);
      return bits(rows.values()) === answer ? [] : [`case ${i}: ${bits(rows.values())} is not ${answer}`];
    });
    expect(wrong).toEqual([]);
    expect(lines.filter(each => !each.endsWith('refused')).length).toBeGreaterThan(RECORDED * 0.9);
  });

  if (ReachOracle.mode === '1') {
    test(`in a fresh sample from seed ${ReachOracle.seed}`, () => {
      const sample = cases(engine, ReachOracle.seed, ReachOracle.count);
      const answers = ReachOracle.answers(engine, sample);
      const wrong = sample.flatMap((each, i) => {
        const open = new Set(answers[i].allowed);
        const rows = answers[i].refused.length > 0 ? [] : [...rowsOf(each)];
        return rows
          .filter(([row, allowed]) => open.has(row) !== allowed)
          .map(([row]) => `case ${ReachOracle.seed + i}: ${row}`);
      });
      expect(wrong).toEqual([]);
    });
  }
});
