import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { RunLock } from '../../../lib/synth/publish/run-lock';

let root: string;
let staging: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lock-'));
  staging = join(root, '.dist.publishing');
});
afterEach(() => rmSync(root, { recursive: true }));

const take = () => RunLock.take(staging, 'dist');
const heldBy = (holder: object) => {
  mkdirSync(staging);
  writeFileSync(join(staging, 'lock'), JSON.stringify({ pid: process.pid, host: hostname(), started: '', ...holder }));
};
const GONE = spawnSync('true').pid;

test('a second run is refused while the first holds it', () => {
  const first = take();
  expect(take).toThrow(
    `dist is being published by another run (process ${process.pid}); wait for it, or if it is gone remove ${join(staging, 'lock')}`,
  );
  first.release();
  take().release();
  expect(existsSync(staging)).toBe(false);
});

test('the lock of a process that is gone does not count', () => {
  heldBy({ pid: GONE });
  take().release();
  expect(readdirSync(root)).toEqual([]);
});

test('nor does the lock of a process whose number another one has by now', () => {
  heldBy({ started: '1' });
  take().release();
});

test('nor is it mended by a process of the same number that was killed while it took it', () => {
  heldBy({ started: '1' });
  const own = join(staging, `lock.${process.pid}`);
  spawnSync('ln', [join(staging, 'lock'), own]);
  take().release();
});

test('of a process on another machine nothing is known', () => {
  heldBy({ pid: GONE, host: 'elsewhere' });
  expect(take).toThrow(`dist is being published by another run (process ${GONE} on elsewhere); wait for it`);
});

test('a folder that cannot be made is said', () => {
  writeFileSync(join(root, 'file'), '');
  expect(() => RunLock.take(join(root, 'file/.dist.publishing'), 'dist')).toThrow(
    'file/.dist.publishing cannot be written: a file is where a folder has to be (ENOTDIR); nothing was changed',
  );
});
