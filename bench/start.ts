import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

/** What one `npm run synth` of the reference platform consists of, each with all that is loaded before it; and cdk8s-cli. */
const COMMANDS: Readonly<Record<string, string>> = {
  '`node -e 0`': 'node -e 0',
  'load cdk8s and cdk8s-plus-30: the floor': `node -e "require('cdk8s'); require('cdk8s-plus-30')"`,
  'load the library': `node -e "require('./build/lib')"`,
  "load the platform's charts": `node -e "require('./build/charts/platform')"`,
  '`node build/main.js`': 'node build/main.js',
  '`tsc -p tsconfig.build.json`, nothing changed': 'node_modules/.bin/tsc -p tsconfig.build.json',
  '`npm run`, which lists the scripts': 'npm run',
  'with `npx cdk8s synth` also cdk8s-cli, here around an app that does nothing':
    'node_modules/.bin/cdk8s synth --check-upgrade=false --output build/nothing --app true',
};

/** Seconds of processor time, user and system, of a command with its children: what the shell tells of them. */
function processorSeconds(command: string): number {
  const { stdout } = spawnSync('sh', ['-c', `${command} >/dev/null 2>&1; times`], { encoding: 'utf8' });
  const [, children] = stdout.trim().split('\n');
  return children.split(' ').reduce((sum, time) => {
    const [minutes, seconds] = time.split('m');
    return sum + Number(minutes) * 60 + Number.parseFloat(seconds);
  }, 0);
}

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '10' } } });
const best = new Map<string, number>();
for (let round = 0; round < Number(values.rounds); round++) {
  for (const [step, command] of Object.entries(COMMANDS)) {
    best.set(step, Math.min(processorSeconds(command), best.get(step) ?? Number.POSITIVE_INFINITY));
  }
}
process.stdout.write('| step | processor seconds |\n| --- | --- |\n');
for (const [step, seconds] of best) process.stdout.write(`| ${step} | ${seconds.toFixed(2)} |\n`);
