import { spawnSync } from 'node:child_process';
import fs, { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LateFile } from '../../../lib/synth/publish/late-file';
import { OutputFolders } from '../../../lib/synth/publish/output-folders';
import { output, tree } from './published-tree';

const BEFORE = output(
  {
    'same.yaml': 'same',
    'prod/a/changed.yaml': 'before',
    'prod/gone/gone.yaml': 'before',
    'prod/a/gone.yaml': 'before',
  },
  { 'prod/site.yaml': 'before' },
);
const AFTER = output(
  {
    'same.yaml': 'same',
    'prod/a/changed.yaml': 'after',
    'prod/new/deep/new.yaml': 'after',
    'prod/a/new.yaml': 'after',
  },
  { 'prod/site.yaml': 'after' },
);
const WRITING = [
  'copyFileSync',
  'linkSync',
  'mkdirSync',
  'renameSync',
  'rmSync',
  'rmdirSync',
  'unlinkSync',
  'writeFileSync',
] as const;

/** The number of a process that has ended. */
const GONE = spawnSync('true').pid;

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'publication-'));
  publish(BEFORE);
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(root, { recursive: true });
});

function publish(made: typeof BEFORE): void {
  const folders = new OutputFolders(join(root, 'dist'));
  folders.exclusively(() =>
    folders.publish(
      made,
      folders.plan(made, () => true),
    ),
  );
}

/** The next run, which publishes nothing of its own. */
function nextRun(): void {
  new OutputFolders(join(root, 'dist')).exclusively(() => {});
}

/** From the n-th call that writes on, something else happens. */
function interrupted(
  n: number,
  happen: (call: () => unknown, count: number) => unknown,
  calls: readonly (typeof WRITING)[number][] = WRITING,
): void {
  let count = 0;
  for (const name of calls) {
    const original = fs[name] as (...args: unknown[]) => unknown;
    jest.spyOn(fs, name).mockImplementation(((...args: unknown[]) => {
      const call = () => original(...args);
      return ++count >= n ? happen(call, count) : call();
    }) as never);
  }
}

/** A lock as it stays behind when its process is killed. */
function orphanLock(): void {
  const lock = join(root, '.dist.publishing/lock');
  if (!existsSync(lock)) return;
  writeFileSync(lock, JSON.stringify({ ...JSON.parse(readFileSync(lock, 'utf8')), pid: GONE }));
}

test('changes what has changed, in all folders, and leaves nothing else behind', () => {
  publish(AFTER);
  expect(tree(root)).toEqual({
    dist: 'folder',
    'dist/prod': 'folder',
    'dist/prod/a': 'folder',
    'dist/prod/a/changed.yaml': 'after',
    'dist/prod/a/new.yaml': 'after',
    'dist/prod/new': 'folder',
    'dist/prod/new/deep': 'folder',
    'dist/prod/new/deep/new.yaml': 'after',
    'dist/same.yaml': 'same',
    evidence: 'folder',
    'evidence/prod': 'folder',
    'evidence/prod/site.yaml': 'after',
  });
});

describe('killed at any point', () => {
  const isDead = new Error('killed');
  /** Dies at the n-th call that writes, half-way through it or before it. Tells whether it got that far. */
  const killedAt = (n: number): boolean => {
    let died = false;
    interrupted(n, (call, count) => {
      died = true;
      if (count === n && n % 2 === 0) call();
      throw isDead;
    });
    try {
      publish(AFTER);
    } catch (error) {
      if (!died) throw error;
    }
    jest.restoreAllMocks();
    orphanLock();
    return died;
  };

  test('each file is wholly old or wholly new, and the next run restores all of the old or has all of the new', () => {
    const before = tree(root);
    publish(AFTER);
    const after = tree(root);
    const outcomes = new Set<string>();
    for (let n = 1; ; n++) {
      publish(BEFORE);
      expect(tree(root)).toEqual(before);
      if (!killedAt(n)) break;
      for (const [name, content] of Object.entries(tree(root))) {
        if (!name.startsWith('.')) expect([before[name], after[name], 'folder']).toContain(content);
      }
      for (const [name, content] of Object.entries(before)) {
        if (after[name] === content) expect(tree(root)[name]).toBe(content);
      }
      nextRun();
      const outcome = JSON.stringify(tree(root)) === JSON.stringify(before) ? 'before' : 'after';
      expect(tree(root)).toEqual(outcome === 'before' ? before : after);
      outcomes.add(outcome);
    }
    expect([...outcomes]).toEqual(['before', 'after']);
  });

  test('also while a run undoes what another has left', () => {
    const before = tree(root);
    const journal = join(root, '.dist.publishing/journal.json');
    let last = 0;
    for (let n = 1; killedAt(n); n++) {
      if (existsSync(journal)) last = n;
      nextRun();
      publish(BEFORE);
    }
    publish(BEFORE);
    for (let n = 1; ; n++) {
      killedAt(last);
      expect(existsSync(journal)).toBe(true);
      let died = false;
      interrupted(n, () => {
        died = true;
        throw isDead;
      });
      try {
        nextRun();
      } catch (error) {
        if (!died) throw error;
      }
      jest.restoreAllMocks();
      orphanLock();
      nextRun();
      expect(tree(root)).toEqual(before);
      if (!died) break;
    }
  });
});

describe('a disk that is full', () => {
  const FILLING = ['copyFileSync', 'linkSync', 'mkdirSync', 'writeFileSync'] as const;

  test.each([
    ['for one call', (n: number, count: number) => count === n, [...FILLING, 'renameSync'] as const],
    ['from then on', () => true, FILLING],
  ])('%s: nothing changes, nothing stays behind, and the error says it', (_, isFull, calls) => {
    const before = tree(root);
    const messages = new Set<string>();
    for (let n = 1; ; n++) {
      let failed = false;
      interrupted(
        n,
        (call, count) => {
          if (!isFull(n, count)) return call();
          failed = true;
          throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
        },
        calls,
      );
      let message = '';
      try {
        publish(AFTER);
      } catch (error) {
        message = (error as Error).message.replaceAll(root, '');
      }
      jest.restoreAllMocks();
      if (!failed) break;
      if (message === '') {
        // A link that could not be made has become a copy.
        expect(tree(root)['dist/prod/a/changed.yaml']).toBe('after');
        publish(BEFORE);
        continue;
      }
      expect(message).toMatch(/^\/\S+ cannot be written: the disk is full \(ENOSPC\); nothing was changed$/);
      messages.add(message);
      expect(tree(root)).toEqual(before);
    }
    expect([...messages]).toContain(
      '/dist/prod/a/changed.yaml cannot be written: the disk is full (ENOSPC); nothing was changed',
    );
  });
});

test('a file system without links keeps copies', () => {
  const before = tree(root);
  jest.spyOn(fs, 'linkSync').mockImplementation((from, to) => {
    if (!String(to).endsWith('lock')) throw Object.assign(new Error('EPERM'), { code: 'EPERM' });
    fs.copyFileSync(from, to);
  });
  const rename = fs.renameSync;
  jest.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
    if (String(to).endsWith('a/new.yaml')) throw Object.assign(new Error('EACCES'), { code: 'EACCES' });
    rename(from, to);
  });
  expect(() => publish(AFTER)).toThrow('a/new.yaml cannot be written: this user may not write there (EACCES)');
  expect(tree(root)).toEqual(before);
});

test('a file that has not changed keeps its inode and its time', () => {
  const { ino, mtimeMs } = statSync(join(root, 'dist/same.yaml'));
  publish(AFTER);
  expect(statSync(join(root, 'dist/same.yaml'))).toMatchObject({ ino, mtimeMs });
});

test('a rehearsal says what would change, and writes nothing', () => {
  const before = tree(root);
  const folders = new OutputFolders(join(root, 'dist'));
  folders.exclusively(() => {
    const { dist } = folders.plan(AFTER, () => true, true);
    expect(dist.map(({ file, isRemoval }) => (isRemoval ? `-${file}` : file))).toEqual([
      'prod/a/changed.yaml',
      'prod/new/deep/new.yaml',
      'prod/a/new.yaml',
      '-prod/a/gone.yaml',
      '-prod/gone/gone.yaml',
    ]);
    expect(Object.keys(tree(root)).filter(name => !(name in before))).toEqual([
      '.dist.publishing',
      '.dist.publishing/lock',
    ]);
  });
  expect(tree(root)).toEqual(before);
});

test('what a run has staged is gone when it does not publish after all', () => {
  const before = tree(root);
  const folders = new OutputFolders(join(root, 'dist'));
  const refused = () =>
    folders.exclusively(() => {
      folders.plan(AFTER, () => true);
      expect(tree(root)['.dist.publishing/new/1']).toBe('after');
      throw new Error('refused');
    });
  expect(refused).toThrow('refused');
  expect(tree(root)).toEqual(before);
});

test('what can be neither published nor undone is kept for the next run', () => {
  const before = tree(root);
  interrupted(3, () => {
    throw Object.assign(new Error('EIO'), { code: 'EIO' });
  }, ['renameSync']);
  expect(() => publish(AFTER)).toThrow('EIO');
  jest.restoreAllMocks();
  expect(tree(root)).not.toEqual(before);
  nextRun();
  expect(tree(root)).toEqual(before);
});

test('a file is made once', () => {
  const make = jest.fn(() => 'after');
  publish({ ...AFTER, dist: new Map([['prod/a/changed.yaml', new LateFile(make)]]) });
  expect(make).toHaveBeenCalledTimes(1);
});
