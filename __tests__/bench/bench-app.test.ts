import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import { BenchApp } from '../../bench/synth/bench-app';
import { BenchTenant } from '../../bench/tenant';

test('the tenants of the benchmark are complete and compliant: the gate is measured, and not its errors', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const app = new BenchApp(folder, 3, true);
  for (const index of [0, 1, 2]) {
    const objects = BenchTenant.objects(index);
    expect(objects).toHaveLength(BenchTenant.OBJECTS);
    expect(objects.filter(({ kind }) => kind === 'Deployment')).toHaveLength(2);
    const chart = new Chart(app, BenchTenant.nameOf(index));
    for (const [number, object] of objects.entries()) new ApiObject(chart, `object-${number}`, object as never);
  }
  app.synth();
  expect(readdirSync(folder)).toHaveLength(3);
  rmSync(folder, { recursive: true });
});
