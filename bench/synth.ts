import { parseArgs } from 'node:util';
import { type Cost, type Program, Programs } from './synth/programs';
import { BenchTenant } from './tenant';

/** One line of the comparison. */
interface Row extends Cost {
  readonly who: Program;
  readonly charts: number;
  readonly objects: number;
}

const HELP = `Compares synthesis with the stock App, helm template and js-yaml, on the same objects.

  --charts 2000,8000   sizes; each chart is a tenant of ${BenchTenant.OBJECTS} objects (default 100,1000,10000)
  --rounds 3           the best of so many runs (default 1)
  --json               prints one object and nothing else (npm run --silent, for npm prints a line of its own)`;

/** The best of some runs: whatever else the machine does can only make one slower. */
async function row(who: Program, charts: number, rounds: number): Promise<Row> {
  let best: Cost | undefined;
  for (let round = 0; round < rounds; round++) {
    const cost = await Programs.run(who, charts);
    if (!best || cost.seconds < best.seconds) best = cost;
  }
  const { seconds, peakMiB } = best as Cost;
  return { who, charts, objects: charts * BenchTenant.OBJECTS, seconds: Math.round(seconds * 1000) / 1000, peakMiB };
}

function print({ who, charts, objects, seconds, peakMiB }: Row, ours: number): void {
  const cells = [
    who.padEnd(15),
    `${charts}`.padStart(7),
    `${objects}`.padStart(8),
    seconds.toFixed(2).padStart(9),
    (seconds / ours).toFixed(2).padStart(13),
    `${peakMiB}`.padStart(9),
  ];
  process.stdout.write(`${cells.join('')}\n`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      charts: { type: 'string', default: '100,1000,10000' },
      rounds: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${HELP}\n`);
    return;
  }
  const rows: Row[] = [];
  if (!values.json) process.stdout.write('who             charts objects   seconds  times ours      MiB\n');
  for (const charts of values.charts.split(',').map(Number)) {
    let ours = 0;
    for (const who of Programs.ALL.filter(each => Programs.isPossible(each, charts))) {
      const measured = await row(who, charts, Number(values.rounds));
      rows.push(measured);
      if (who === 'ours') ours = measured.seconds;
      if (!values.json) print(measured, ours);
    }
  }
  if (values.json) process.stdout.write(`${JSON.stringify({ rows })}\n`);
}

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
});
