import { PathPattern } from '../../lib/notation/path-pattern';

/** What `path/filepath.Match` of Go 1.26 says. */
test.each<[string, string, boolean]>([
  ['*', 'Deployment', true],
  ['*', '', true],
  ['*', 'a/b', false],
  ['Cilium*Policy', 'CiliumNetworkPolicy', true],
  ['Cilium*Policy', 'CiliumIdentity', false],
  ['a?c', 'abc', true],
  ['a?c', 'a/c', false],
  ['[a-c]', 'b', true],
  ['[abc]', 'd', false],
  ['[^a-c]', 'd', true],
  ['[^a]', 'a', false],
  ['[c-a]', 'b', false],
  ['[\\]]', ']', true],
  ['\\*', '*', true],
  ['\\*', 'a', false],
  ['!a', '!a', true],
  ['{a,b}', 'a', false],
  ['a.c', 'abc', false],
  ['', '', true],
  // What is no pattern matches nothing.
  ['[', '[', false],
  ['[]', '', false],
  ['[-]', '-', false],
  ['a\\', 'a\\', false],
])('%j matches %j: %s', (pattern, name, matches) => {
  expect(PathPattern.matches(pattern, name)).toBe(matches);
});
