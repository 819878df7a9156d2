import fc from 'fast-check';
import { FqdnPattern } from '../../lib/notation/fqdn-pattern';

/** What pkg/fqdn/matchpattern of Cilium v1.20.2 says. */
test.each<[string, string, boolean]>([
  ['example.com', 'example.com', true],
  ['example.com', 'EXAMPLE.com.', true],
  ['Example.com.', 'example.com', true],
  ['example.com', 'a.example.com', false],
  ['example.com', 'exampleXcom', false],
  ['*.example.com', 'a.example.com', true],
  ['*.example.com', 'a.b.example.com', false],
  ['*.example.com', 'example.com', false],
  ['*.example.com', '.example.com', true],
  ['a*.example.com', 'a.example.com', true],
  ['a*.example.com', 'abc.example.com', true],
  ['**.example.com', 'a.example.com', true],
  ['**.example.com', 'a.b.example.com', true],
  ['**.example.com', 'example.com', false],
  ['a.**.example.com', 'a.b.c.example.com', false],
  ['*', 'a.b.c', true],
  ['*', 'localhost', true],
  ['**.', 'a.b.c', true],
])('the pattern %s matches %s: %s', (pattern, name, matches) => {
  expect(FqdnPattern.ofPattern(pattern)?.matches(name)).toBe(matches);
});

test.each(['', 'a b', 'https://example.com', 'a+.example.com', '{a,b}.example.com', 'bücher.example'])(
  '%j is none',
  text => {
    expect(FqdnPattern.ofPattern(text)).toBeUndefined();
    expect(FqdnPattern.ofName(text)).toBeUndefined();
  },
);

test('a name has no wildcard, and is written as it was', () => {
  expect(FqdnPattern.ofName('*.example.com')).toBeUndefined();
  const name = FqdnPattern.ofName('Example.com');
  expect(name?.matches('example.com')).toBe(true);
  expect(String(name)).toBe('Example.com');
});

test('knows what stands for every name', () => {
  const patterns = ['*', '**', '*.', '*.com', '**.com', 'com'];
  expect(patterns.filter(text => FqdnPattern.ofPattern(text)?.isEverything)).toEqual(['*', '**', '*.']);
});

test.each<[string, string, boolean, boolean]>([
  ['example.com', 'EXAMPLE.com.', true, true],
  ['*', '**.example.com', true, false],
  ['*.example.com', 'a.example.com', true, false],
  ['**.example.com', '*.example.com', true, false],
  ['**.example.com', 'a.*.example.com', true, false],
  ['*.example.com', 'a*.example.com', true, false],
  ['*.example.com', '*.example.org', false, false],
  ['a*.example.com', '*a.example.com', false, false],
  ['*.example.com', 'a.b.example.com', false, false],
])('%s covers %s: %s, and the other way round: %s', (one, other, covers, covered) => {
  const [left, right] = [FqdnPattern.ofPattern(one), FqdnPattern.ofPattern(other)] as [FqdnPattern, FqdnPattern];
  expect(left.covers(right)).toBe(covers);
  expect(right.covers(left)).toBe(covered);
});

test('what a pattern covers, it matches, whatever the patterns are', () => {
  const label = fc.constantFrom('a', 'b', 'ab');
  const part = fc.constantFrom('a', 'b', '*', 'a*', '*b', '**');
  const pattern = fc.array(part, { minLength: 1, maxLength: 3 }).map(parts => FqdnPattern.ofPattern(parts.join('.')));
  const names = fc.array(fc.array(label, { minLength: 1, maxLength: 4 }), { minLength: 20, maxLength: 20 });
  fc.assert(
    fc.property(pattern, pattern, names, (one, other, list) => {
      if (!one || !other || !one.covers(other)) return;
      const matched = list.map(labels => labels.join('.')).filter(name => other.matches(name));
      expect(matched.filter(name => !one.matches(name))).toEqual([]);
    }),
    { seed: 36, numRuns: 2000 },
  );
});
