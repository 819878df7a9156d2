import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandLine } from '../../lib/cli/command-line';
import { Manifest } from '../../lib/manifests/manifest';
import { Verification } from '../../lib/verify/verification';

const namespace = (level: string) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'a', labels: { 'pod-security.kubernetes.io/enforce': level } },
});
const only = ['promotion'];

let folder: string;
const file = (name: string) => join(folder, `${name}.json`);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'earlier-'));
  for (const level of ['baseline', 'restricted']) writeFileSync(file(level), JSON.stringify(namespace(level)));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('what is hardened in the environment before is hardened here, whether that is files or objects', () => {
  for (const earlier of [[file('restricted')], [new Manifest(namespace('restricted'))]]) {
    const { findings } = Verification.ofFiles([file('baseline')], { only, earlier });
    expect(findings.map(({ check }) => check)).toContain('weaker-namespace');
  }
  expect(Verification.ofFiles([file('restricted')], { only, earlier: [file('baseline')] }).holds).toBe(true);
});

test('without one, nothing is asked', () => {
  const { tallies } = Verification.ofFiles([file('baseline')], { only });
  expect(tallies.get('weaker-namespace')).toEqual({ passed: 0, failed: 0, waived: 0, notApplicable: 1 });
});

test('one that cannot be read is an error, and does not pass for an empty one', () => {
  const { errors, holds } = Verification.ofFiles([file('baseline')], { only, earlier: [file('none')] });
  expect(errors.map(String)).toEqual([expect.stringContaining(file('none'))]);
  expect(holds).toBe(false);
});

test('the command takes it as --earlier', () => {
  const run = (...words: string[]) => CommandLine.run(['verify', file('baseline'), '--only', 'promotion', ...words]);
  expect(run('--earlier', file('restricted')).status).toBe(1);
  expect(run('--earlier', file('baseline')).status).toBe(0);
  expect(run().status).toBe(0);
});
