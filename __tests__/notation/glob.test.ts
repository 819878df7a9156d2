import { Glob } from '../../lib/notation/glob';

/** What github.com/gobwas/glob v0.2.3, which Argo CD matches projects with, says: pattern, text, match, with `/` apart. */
test.each<[string, string, boolean, boolean]>([
  ['*', '', true, true],
  ['*', 'a/b', true, false],
  ['**', 'a/b', true, true],
  ['tenant-*', 'tenant-a', true, true],
  ['tenant-*', 'tenant-', true, true],
  ['tenant-*', 'x-tenant-a', false, false],
  ['a?c', 'abc', true, true],
  ['a?c', 'a/c', true, false],
  ['[abc]', 'b', true, true],
  ['[abc]', 'd', false, false],
  ['[a-c]x', 'cx', true, true],
  ['[!a-c]', 'd', true, true],
  ['[!abc]', 'a', false, false],
  ['{a,b*}c', 'bxc', true, true],
  ['{a,b}', 'c', false, false],
  ['\\*', '*', true, true],
  ['\\*', 'a', false, false],
  ['a.c', 'abc', false, false],
  ['(a|b)+', 'a', false, false],
  ['', '', true, true],
  ['', 'a', false, false],
  // What is no pattern matches nothing.
  ['[', '[', false, false],
  ['[]', '', false, false],
  ['[c-a]', 'b', false, false],
])('%j matches %j: %s, with a separator: %s', (pattern, text, matches, apart) => {
  expect(Glob.matches(pattern, text)).toBe(matches);
  expect(Glob.matches(pattern, text, '/')).toBe(apart);
});

test('tells what is no pattern', () => {
  expect(Glob.tryParse('[')).toBeUndefined();
  expect(Glob.tryParse('a*')?.matches('ab')).toBe(true);
});

test.each(['', 'tenant-a', 'a.b/c', '!a', 'a]', 'a,b}'])('tells that %j is a pattern of itself alone', pattern => {
  expect(Glob.isPlain(pattern)).toBe(true);
  expect(Glob.matches(pattern, pattern)).toBe(true);
  expect(Glob.matches(pattern, `${pattern}x`)).toBe(false);
});

test.each(['*', 'a?', '[ab]', '{a,b}', '\\*'])('tells that %j may match something else', pattern => {
  expect(Glob.isPlain(pattern)).toBe(false);
});
