import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BenchTenant } from '../tenant';
import type { Program } from './programs';

/*
 * One program of the comparison, run as `node program.js <who> <charts> <folder>` in a process of its own. Each loads only
 * what it needs, for loading counts.
 */

const [who, charts, folder] = process.argv.slice(2);
const count = Number(charts);

/** The objects of the charts, below a cdk8s App. */
function addCharts(app: import('constructs').Construct): void {
  const { ApiObject, Chart } = require('cdk8s') as typeof import('cdk8s');
  for (let index = 0; index < count; index++) {
    const chart = new Chart(app, BenchTenant.nameOf(index));
    for (const [number, object] of BenchTenant.objects(index).entries()) {
      new ApiObject(chart, `object-${number}`, object as never);
    }
  }
}

function ours(isGated: boolean): void {
  const { BenchApp } = require('./bench-app') as typeof import('./bench-app');
  const app = new BenchApp(join(folder, 'dist'), count, isGated);
  addCharts(app);
  app.synth();
}

const PROGRAMS: Readonly<Record<Exclude<Program, 'helm'>, () => void>> = {
  ours: () => ours(true),
  'ours, gate off': () => ours(false),
  stock: () => {
    const { App } = require('cdk8s') as typeof import('cdk8s');
    const app = new App({ outdir: join(folder, 'dist') });
    addCharts(app);
    app.synth();
  },
  'js-yaml': () => {
    const { dump } = require('js-yaml') as typeof import('js-yaml');
    for (let index = 0; index < count; index++) {
      const documents = BenchTenant.objects(index).map(object => dump(object, { lineWidth: -1, noRefs: true }));
      writeFileSync(join(folder, `${BenchTenant.nameOf(index)}.k8s.yaml`), documents.join('---\n'));
    }
  },
};

PROGRAMS[who as keyof typeof PROGRAMS]();
