import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKS } from '../../lib/checks/catalog';
import { ROOT } from '../source-files';

const PAGE = readFileSync(join(ROOT, 'docs/operations.md'), 'utf8');
const DIST = readdirSync(join(ROOT, 'dist/prod'), { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.yaml'))
  .map(file => readFileSync(join(ROOT, 'dist/prod', file), 'utf8'))
  .join('---\n');

test('all thirteen criteria of success name checks that there are (row K11)', () => {
  const rows = [...PAGE.matchAll(/^\| ([^|]+) \| ((?:`[a-z-]+`(?:, )?)+) \| ([^|]+) \|$/gm)];
  expect(rows.length).toBe(13);
  const ids = CHECKS.map(({ id }) => id);
  const named = rows.flatMap(([, , checks]) => [...checks.matchAll(/`([^`]+)`/g)].map(([, id]) => id));
  expect(named.filter(id => !ids.includes(id))).toEqual([]);
});

test('what its commands name is rendered', () => {
  const services = [...PAGE.matchAll(/service\/(\S+) /g)].map(([, name]) => name);
  expect(services.length).toBe(2);
  for (const name of [...services, 'tenant-a-ml-inference-sa', 'tenant-a.local']) {
    expect(PAGE).toContain(name);
    expect(DIST).toContain(name);
  }
  const files = [...PAGE.matchAll(/(?:artifacts|charts|dist)\/[\w./-]+\w/g)].map(([file]) => file);
  expect(files.length).toBeGreaterThan(2);
  expect(files.filter(file => !existsSync(join(ROOT, file)))).toEqual([]);
});
