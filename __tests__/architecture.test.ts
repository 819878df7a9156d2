import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ROOT, type SourceFile, sourceFile, sourceFiles } from './source-files';

const SOURCES: SourceFile[] = [
  ...sourceFiles('lib'),
  ...sourceFiles('charts'),
  ...sourceFiles('bench'),
  sourceFile('main.ts'),
];
const LIBRARY = SOURCES.filter(({ path }) => path.startsWith('lib/'));

/** The table of docs/architecture.md: what each folder may import. */
const MAY_IMPORT = new Map(
  readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8')
    .split('\n')
    .filter(line => /^\| `[a-z./]+`/.test(line))
    .flatMap(line => {
      const [folders, allowed] = line.split('|').slice(1, 3);
      const names = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
      return names(folders).map(folder => [folder, names(allowed)] as const);
    }),
);

/** The row of the table that a path belongs to. */
function roomOf(path: string): string {
  if (path === 'main.ts' || path === 'main') return 'main.ts';
  const parts = path.split('/');
  return parts[0] === 'lib' && parts.length > 2 ? `lib/${parts[1]}` : parts[0];
}

test('the table names every folder', () => {
  const rooms = new Set(SOURCES.filter(({ path }) => path !== 'lib/index.ts').map(({ path }) => roomOf(path)));
  expect([...rooms].filter(room => !MAY_IMPORT.has(room))).toEqual([]);
});

test('no file imports what the table does not allow its folder', () => {
  const wrong = SOURCES.filter(({ path }) => path !== 'lib/index.ts').flatMap(({ path, imports }) => {
    const room = roomOf(path);
    return imports
      .map(({ specifier, file }) => (file === undefined ? specifier : file === 'lib' ? 'lib' : roomOf(file)))
      .filter(target => target !== room && !target.startsWith('node:') && !MAY_IMPORT.get(room)?.includes(target))
      .map(target => `${path} imports ${target}`);
  });
  expect(wrong).toEqual([]);
});

test('no file imports itself through others', () => {
  const graph = new Map(
    [...SOURCES, ...sourceFiles('imports')].map(({ path, imports }) => [
      path.replace(/\.ts$/, ''),
      imports.filter(({ typeOnly, file }) => !typeOnly && file !== undefined).map(({ file }) => file as string),
    ]),
  );
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, path: string[]): void => {
    if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
    if (done.has(file) || path.includes(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  expect(cycles).toEqual([]);
});

test('who loads the library for its constructs does not wait for the judge', () => {
  const loaded = new Set<string>();
  const load = (file: string): void => {
    if (loaded.has(file)) return;
    loaded.add(file);
    for (const { file: next, typeOnly, late } of sourceFile(`${file}.ts`).imports) {
      if (next !== undefined && !typeOnly && !late) load(next);
    }
  };
  load('lib/index');
  const rooms = new Set([...loaded].map(roomOf));
  expect([...rooms].filter(room => MAY_IMPORT.get('lib/verify')?.includes(room) && room !== 'lib/notation')).toEqual(
    [],
  );
  expect(loaded.size).toBeGreaterThan(50);
});

test('lib/index.ts is the one barrel, and only exports', () => {
  expect(SOURCES.map(({ path }) => path).filter(path => basename(path) === 'index.ts')).toEqual(['lib/index.ts']);
  const lines = sourceFile('lib/index.ts')
    .text.split('\n')
    .filter(line => line !== '');
  expect(lines.filter(line => !line.startsWith('export '))).toEqual([]);
});

test('no file holds more than 300 lines, tables of pure data excepted', () => {
  const isTable = ({ text }: SourceFile) => !/\b(function|class|=>)/.test(text.replace(/\/\*[\s\S]*?\*\//g, ''));
  const long = SOURCES.filter(file => file.text.split('\n').length > 301 && !isTable(file));
  expect(long.map(({ path }) => path)).toEqual([]);
});

test('no function holds more than 60 lines', () => {
  const long = SOURCES.flatMap(({ path, text }) => {
    const starts = [
      ...text.matchAll(/^( {0,2})(?:export |public |private |static |async )*(?:function )?\w+\([^;]*?\{$/gm),
    ];
    return starts.flatMap(start => {
      const from = start.index ?? 0;
      const end = text.indexOf(`\n${start[1]}}`, from);
      const lines = text.slice(from, end).split('\n').length;
      return end > 0 && lines > 60 ? [`${path}: ${start[0].trim().slice(0, 60)} (${lines})`] : [];
    });
  });
  expect(long).toEqual([]);
});

test('no file or folder is named after nothing', () => {
  const names = SOURCES.flatMap(({ path }) => path.replace(/\.ts$/, '').split('/'));
  expect(names.filter(name => /^_?(utils?|helpers?|common|misc)$/.test(name))).toEqual([]);
});

test('main.ts stays under 40 lines', () => {
  expect(sourceFile('main.ts').text.split('\n').length).toBeLessThan(40);
});

describe('every construct', () => {
  const constructs = LIBRARY.filter(
    ({ path, text }) => path.startsWith('lib/constructs/') && /extends Construct\b/.test(text),
  );

  test.each(constructs.map(({ path }) => path))('%s is exported and tested', path => {
    const name = path.replace(/^lib\//, './').replace(/\.ts$/, '');
    expect(sourceFile('lib/index.ts').text).toContain(`'${name}'`);
    expect(existsSync(join(ROOT, path.replace(/^lib/, '__tests__').replace(/\.ts$/, '.test.ts')))).toBe(true);
  });

  test.each(constructs.map(({ path }) => path))('%s extends Construct, and nothing deeper', path => {
    expect(sourceFile(path).text.match(/class \w+ extends (\w+)/)?.[1]).toBe('Construct');
  });
});

describe('every mixin', () => {
  const mixins = LIBRARY.filter(({ path }) => path.startsWith('lib/mixins/') && !basename(path).startsWith('_'));

  test.each(mixins.map(({ path }) => path))('%s is exported and tested', path => {
    expect(sourceFile(path).text).toContain('implements IMixin');
    expect(sourceFile('lib/index.ts').text).toContain(`'${path.replace(/^lib/, '.').replace(/\.ts$/, '')}'`);
    expect(existsSync(join(ROOT, path.replace(/^lib/, '__tests__').replace(/\.ts$/, '.test.ts')))).toBe(true);
  });
});

test('every check is a line of the catalog', () => {
  const catalog = sourceFile('lib/checks/catalog.ts').text;
  const checks = LIBRARY.filter(({ path, text }) => path.startsWith('lib/checks/') && /: Check = \{/.test(text));
  const unlisted = checks.filter(({ path }) => {
    return (
      !path.includes('/pod-security/') &&
      !catalog.includes(`'${path.replace(/^lib\/checks/, '.').replace(/\.ts$/, '')}'`)
    );
  });
  expect(unlisted.map(({ path }) => path)).toEqual([]);
});
