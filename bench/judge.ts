import { parseArgs } from 'node:util';
import { dump } from 'js-yaml';
import { CHECKS } from '../lib/checks/catalog';
import type { CheckFamily } from '../lib/checks/check';
import { Judgement } from '../lib/evidence/judgement';
import { LateOptimization } from '../lib/evidence/late-optimization';
import { Manifest } from '../lib/manifests/manifest';
import { ManifestSet } from '../lib/manifests/manifest-set';
import { BenchPlatform } from './platform';

/** Seconds of processor time of this process, whoever else is busy. */
interface Round {
  readonly judge: number;
  readonly dump: number;
}

interface CheckCost {
  readonly check: string;
  readonly family: CheckFamily;
  readonly seconds: number;
}

interface Measurement {
  readonly objects: number;
  readonly findings: number;
  /** The first judgement of this size; for the first size, of the process. */
  readonly first: number;
  readonly judge: number;
  readonly dump: number;
  readonly ratio: number;
  /** Of the process with the objects and their first judgement. */
  readonly peakMiB: number;
  /** Each asked by itself; a view that several share is on the bill of the first. */
  readonly checks: readonly CheckCost[];
}

function cpuSeconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function manifestsOf({ rendered, facts }: BenchPlatform): ManifestSet {
  return new ManifestSet(
    rendered.map(({ object, origin }) => new Manifest(object, origin)),
    facts,
  );
}

/** Objects are new each time: nothing that is remembered of them helps the next round. */
function measure(objects: number, rounds: number): Measurement {
  const measured: Round[] = [];
  let findings = 0;
  let peakMiB = 0;
  for (let round = 0; round < rounds; round++) {
    const platform = new BenchPlatform(objects);
    const judge = cpuSeconds(() => {
      findings = Judgement.of(manifestsOf(platform), CHECKS).findings.length;
    });
    if (round === 0) peakMiB = process.resourceUsage().maxRSS / 1024;
    measured.push({ judge, dump: cpuSeconds(() => platform.rendered.map(({ object }) => dump(object).length)) });
  }
  const best = (part: keyof Round) => Math.min(...measured.map(round => round[part]));
  const [judge, dumping] = [best('judge'), best('dump')];
  const first = measured[0].judge;
  return { objects, findings, first, judge, dump: dumping, ratio: judge / dumping, peakMiB, checks: costs(objects) };
}

function costs(objects: number): readonly CheckCost[] {
  const all = manifestsOf(new BenchPlatform(objects));
  return CHECKS.map(check => {
    return { check: check.id, family: check.family, seconds: cpuSeconds(() => Judgement.of(all, [check])) };
  }).sort((one, other) => other.seconds - one.seconds);
}

function table(title: string, rows: readonly (readonly (string | number)[])[]): string {
  const cells = rows.map(row => row.map(cell => (typeof cell === 'number' ? cell.toFixed(3) : cell)));
  const widths = cells[0].map((_, column) => Math.max(...cells.map(row => row[column].length)));
  const lines = cells.map(row =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join('  '),
  );
  return `${title}\n\n${lines.join('\n')}\n\n`;
}

function text(measurements: readonly Measurement[]): string {
  const sizes = measurements.map(({ objects, findings, first, judge, dump, ratio, peakMiB }) => [
    ...[String(objects), first, judge, dump, ratio, (judge / objects) * 1e6, peakMiB.toFixed(0), String(findings)],
  ]);
  const head = ['objects', 'first s', 'judge s', 'js-yaml dump s', 'ratio', 'µs an object', 'peak MiB', 'findings'];
  const last = measurements[measurements.length - 1];
  const families = [...new Set(last.checks.map(({ family }) => family))].map(family => {
    const checks = last.checks.filter(check => check.family === family);
    return [family, checks.reduce((sum, { seconds }) => sum + seconds, 0)] as const;
  });
  const slowest = last.checks.slice(0, 10).map(({ family, check, seconds }) => [`${family}/${check}`, seconds]);
  return [
    table('Processor time, best of the rounds', [head, ...sizes]),
    table(`By family, ${last.objects} objects`, [['family', 's'], ...families]),
    table(`The ten slowest checks, ${last.objects} objects`, [['check', 's'], ...slowest]),
  ].join('');
}

// As the command and synthesis do; js-yaml is no slower for it.
LateOptimization.request();

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '5' }, json: { type: 'boolean', default: false } },
});
const sizes = positionals.length > 0 ? positionals.map(Number) : [20_000];
const measurements = sizes.map(size => measure(size, Number(values.rounds)));
process.stdout.write(values.json ? `${JSON.stringify({ measurements })}\n` : text(measurements));
