import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { OutputFolders } from '../../../lib/synth/publish/output-folders';
import { PublishedFolder } from '../../../lib/synth/publish/published-folder';
import { output, tree } from './published-tree';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'published-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const publish = (files: Record<string, string>, mayRemove = (_: string) => true) => {
  const folders = new OutputFolders(root);
  const made = output(files);
  folders.exclusively(() => folders.publish(made, folders.plan(made, mayRemove)));
};
const files = () => readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();
const obstacles = (...names: string[]) => {
  const made = output(Object.fromEntries(names.map(name => [name, 'a: 1\n'])));
  return new PublishedFolder(root).obstacles(made.dist).map(text => text.replaceAll(basename(root), 'dist'));
};

test('files are written in folders of their own, and say who wrote them', () => {
  publish({ 'prod/a/b.yaml': 'a: 1\n' });
  expect(readFileSync(join(root, 'prod/a/b.yaml'), 'utf8')).toBe(
    '# Rendered by cdk8s-fortress. Change the code, not this file.\na: 1\n',
  );
});

test('a file whose content has not changed is not touched', () => {
  publish({ 'a.yaml': 'a: 1\n', 'b.yaml': 'b: 1\n' });
  const past = new Date(2020, 1, 1);
  for (const file of ['a.yaml', 'b.yaml']) utimesSync(join(root, file), past, past);
  publish({ 'a.yaml': 'a: 1\n', 'b.yaml': 'b: 2\n' });
  expect(statSync(join(root, 'a.yaml')).mtime).toEqual(past);
  expect(statSync(join(root, 'b.yaml')).mtime).not.toEqual(past);
});

test('a file that is no longer made is removed, with the folders that it leaves empty', () => {
  publish({ 'prod/a/b.yaml': 'a: 1\n', 'prod/c.yaml': 'c: 1\n' });
  publish({ 'prod/c.yaml': 'c: 1\n' });
  expect(files()).toEqual(['prod', 'prod/c.yaml']);
});

test('a file that it did not write itself stays', () => {
  mkdirSync(join(root, 'prod'));
  writeFileSync(join(root, 'prod/README.md'), 'by hand\n');
  publish({ 'prod/a.yaml': 'a: 1\n' });
  publish({});
  expect(files()).toEqual(['prod', 'prod/README.md']);
});

test('what may not be removed stays', () => {
  publish({ 'prod/a.yaml': 'a: 1\n', 'dev/a.yaml': 'a: 1\n' });
  publish({}, file => file.startsWith('dev/'));
  expect(files()).toEqual(['prod', 'prod/a.yaml']);
});

test('a folder that is itself a link is published where the link leads', () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'elsewhere-'));
  rmSync(root, { recursive: true });
  symlinkSync(elsewhere, root);
  publish({ 'prod/a.yaml': 'a: 1\n' });
  expect(tree(elsewhere)).toMatchObject({ 'prod/a.yaml': 'a: 1\n' });
  rmSync(elsewhere, { recursive: true });
});

describe('what stands in the way is said, with the chart', () => {
  test('a file where a folder has to be', () => {
    writeFileSync(join(root, 'prod'), 'by hand\n');
    expect(obstacles('prod/a/b.yaml', 'c.yaml')).toEqual([
      'chart-of-prod/a/b.yaml: dist/prod/a/b.yaml cannot be written: dist/prod is a file, and has to be a folder; move it away',
    ]);
  });

  test('a folder where a file has to be', () => {
    mkdirSync(join(root, 'a.yaml'));
    expect(obstacles('a.yaml')).toEqual([
      'chart-of-a.yaml: dist/a.yaml cannot be written: it is a folder, and has to be a file; move it away',
    ]);
  });

  test('a link, wherever it leads', () => {
    symlinkSync(tmpdir(), join(root, 'prod'));
    symlinkSync('/dev/null', join(root, 'c.yaml'));
    expect(obstacles('prod/a/b.yaml', 'c.yaml')).toEqual([
      'chart-of-prod/a/b.yaml: dist/prod/a/b.yaml cannot be written: dist/prod is a symbolic link; remove it',
      'chart-of-c.yaml: dist/c.yaml cannot be written: dist/c.yaml is a symbolic link; remove it',
    ]);
  });

  test('a file in the place of the folder itself', () => {
    rmSync(root, { recursive: true });
    writeFileSync(root, 'by hand\n');
    expect(obstacles('a.yaml')).toEqual([
      'chart-of-a.yaml: dist/a.yaml cannot be written: dist is a file, and has to be a folder; move it away',
    ]);
  });

  test('nothing, in an empty folder', () => {
    expect(obstacles('prod/a/b.yaml', 'c.yaml')).toEqual([]);
  });
});
