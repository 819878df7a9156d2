import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../source-files';
import { SEED_ROWS } from './rows';
import { outsideTable, seedPage } from './seed-page';

/** The generated part of the README. */
const OUTSIDE = /(?<=<!-- npm run docs:seeds -->\n)[\s\S]*?(?=<!-- end -->)/;

/** Generated files: with SEED_PAGE=write, which `npm run docs:seeds` sets, they are written first. */
test.each<[string, (before: string) => string]>([
  ['docs/seed-coverage.md', () => seedPage(SEED_ROWS)],
  ['README.md', before => before.replace(OUTSIDE, () => outsideTable(SEED_ROWS))],
])('%s is what the rows say; run npm run docs:seeds where it is not', (file, written) => {
  const path = join(ROOT, file);
  const expected = written(file === 'README.md' ? readFileSync(path, 'utf8') : '');
  if (process.env.SEED_PAGE === 'write') writeFileSync(path, expected);
  expect(readFileSync(path, 'utf8')).toBe(expected);
});

test('the README has a place for what is outside', () => {
  expect(readFileSync(join(ROOT, 'README.md'), 'utf8')).toMatch(OUTSIDE);
});
