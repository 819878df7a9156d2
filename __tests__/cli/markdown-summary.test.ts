import { MarkdownSummary } from '../../lib/cli/markdown-summary';
import { Verification } from '../../lib/verify/verification';

const pod = (name: string) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec: { hostNetwork: true } });
const only = ['host-isolation'];
const summary = (objects: object[], options = {}) =>
  [...MarkdownSummary.write(Verification.ofObjects(objects, { only, ...options }))].join('');

test('nothing found is one line', () => {
  expect(summary([], {})).toBe('### ✅ fortress: 0 objects, 0 pods: no finding\n');
});

test('names of others are text, whatever is in them', () => {
  const text = summary([pod('<img src=x>|`a`\n# b @everybody')]);
  expect(text).toContain('Pod \\<img src=x\\>\\|\\`a\\` \\# b \\@everybody');
  expect(text).not.toMatch(/^# b/m);
});

test('there is room for it in a comment, and it says what it leaves out', () => {
  const text = summary(Array.from({ length: 2000 }, (_, i) => pod(`pod-${i}`)));
  expect(text.length).toBeLessThan(65_536);
  const shown = text.match(/^<details>/gm)?.length ?? 0;
  expect(shown).toBeGreaterThan(50);
  expect(text).toContain(`… and ${2000 - shown} more objects with findings; \`--format text\` has them all.`);
  expect(text).toContain('2000 findings on 2000 objects');
});

test('what is waived stands in a table, with who says why', () => {
  const waiver = {
    check: 'host-isolation',
    object: { apiVersion: 'v1', kind: 'Pod', namespace: '', name: 'a' },
    reason: 'node agent | for now',
    owner: 'ops',
    expires: '2027-03-31',
  };
  expect(summary([pod('a')], { waivers: [waiver], date: '2027-01-01' })).toContain(
    '| host-isolation | Pod a | 2027-03-31 | ops | node agent \\| for now |\n',
  );
});
