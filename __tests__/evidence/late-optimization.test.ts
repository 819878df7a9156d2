import { spawnSync } from 'node:child_process';
import { LateOptimization } from '../../lib/evidence/late-optimization';

test('this V8 knows the flag that it is given', () => {
  const flag = LateOptimization.flagOf(process.versions.v8);
  const { status, stderr } = spawnSync(process.execPath, [...(flag === undefined ? [] : [flag]), '-e', '0']);
  expect([status, stderr.toString()]).toEqual([0, '']);
});

test('a V8 that nobody measured is left alone', () => {
  expect(['13.6.233.17', '111.0', ''].map(version => LateOptimization.flagOf(version))).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
