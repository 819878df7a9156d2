import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Cost, type Program, Programs } from './synth/programs';
import { BenchTenant } from './tenant';

/** One line of the comparison. */
interface Row extends Omit<Cost, 'processorSeconds'> {
  readonly who: Program;
  readonly charts: number;
  readonly objects: number;
}

const HELP = `Compares synthesis with the stock App, helm template and js-yaml, on the same objects; then proves 1,000 tenants isolated.

  --charts 2000,8000   sizes; each chart is a tenant of ${BenchTenant.OBJECTS} objects (default 100,1000,10000)
  --who ours           what is compared; may be given more than once (default all: ${Programs.ALL.map(name => `"${name}"`).join(', ')})
  --rounds 3           the best of so many runs, the programs by turns (default 1)
  --processor          processor seconds in the place of seconds, where the machine is busy
  --json               prints one object and nothing else (npm run --silent, for npm prints a line of its own)
  --markdown           prints the table of docs/performance.md`;

/** How it is measured. */
interface Measure {
  readonly rounds: number;
  readonly clock: 'seconds' | 'processorSeconds';
  /** The folder for what is written. */
  readonly place: string;
}

/** The best of some runs of each program: whatever else the machine does can only make one slower. */
async function measure(
  charts: number,
  programs: readonly Program[],
  { rounds, clock, place }: Measure,
): Promise<Row[]> {
  const best = new Map<Program, Cost>();
  for (let round = 0; round < rounds; round++) {
    for (const who of programs) {
      const cost = await Programs.run(who, charts, place);
      if (cost[clock] < (best.get(who)?.[clock] ?? Number.POSITIVE_INFINITY)) best.set(who, cost);
    }
  }
  return [...best].map(([who, cost]) => {
    const seconds = Math.round(cost[clock] * 1000) / 1000;
    return { who, charts, objects: charts * BenchTenant.OBJECTS, seconds, peakMiB: cost.peakMiB };
  });
}

const HEAD = 'who             charts objects   seconds  times ours      MiB\n';

function lines(rows: readonly Row[]): string {
  const ours = rows.find(({ who }) => who === 'ours')?.seconds;
  return rows
    .map(({ who, charts, objects, seconds, peakMiB }) => {
      const cells = [
        who.padEnd(15),
        `${charts}`.padStart(7),
        `${objects}`.padStart(8),
        seconds.toFixed(2).padStart(9),
        (ours === undefined ? '' : (seconds / ours).toFixed(2)).padStart(13),
        `${peakMiB}`.padStart(9),
      ];
      return `${cells.join('').trimEnd()}\n`;
    })
    .join('');
}

/** One line of the table: what each took, and below how much memory. */
function markdown(charts: number, programs: readonly Program[], rows: readonly Row[]): string {
  const cells = programs.map(program => {
    const row = rows.find(({ who }) => who === program);
    return row ? `${row.seconds.toFixed(row.seconds < 10 ? 2 : 1)} s, ${row.peakMiB} MiB` : '';
  });
  return `| ${[charts.toLocaleString('en'), ...cells].join(' | ')} |\n`;
}

function markdownHead(programs: readonly Program[]): string {
  return `| ${['charts', ...programs].join(' | ')} |\n|${' --- |'.repeat(programs.length + 1)}\n`;
}

function size(text: string): number {
  if (!/^[1-9]\d*$/.test(text))
    throw new Error(`charts must be numbers with commas between them, got ${JSON.stringify(text)}`);
  return Number(text);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      charts: { type: 'string', default: '100,1000,10000' },
      who: { type: 'string', multiple: true, default: [...Programs.ALL] },
      rounds: { type: 'string', default: '1' },
      processor: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      markdown: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${HELP}\n`);
    return;
  }
  const programs = Programs.named(values.who);
  const sizes = values.charts.split(',').map(size);
  const print = (text: string) => values.json || process.stdout.write(text);
  print(values.markdown ? markdownHead(programs) : HEAD);
  const all: Row[] = [];
  const place = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    for (const charts of sizes) {
      const possible = programs.filter(program => Programs.isPossible(program, charts));
      const clock = values.processor ? 'processorSeconds' : 'seconds';
      const rows = await measure(charts, possible, { rounds: Number(values.rounds), clock, place });
      all.push(...rows);
      print(values.markdown ? markdown(charts, programs, rows) : lines(rows));
    }
  } finally {
    rmSync(place, { recursive: true });
  }
  if (values.json) process.stdout.write(`${JSON.stringify({ rows: all })}\n`);
  else if (!values.markdown) proveIsolation();
}

/** The benchmark of lib/reach, which also stands by itself as `npm run bench:reach`. */
function proveIsolation(): void {
  process.stdout.write('\n');
  const { status } = spawnSync(process.execPath, [join(__dirname, 'reach.js')], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
});
