import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PublishedFolder } from '../../lib/synth/published-folder';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'published-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const publish = (files: Record<string, string>) => new PublishedFolder(root).publish(new Map(Object.entries(files)));
const files = () => readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();

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
