import { HostnamePattern } from '../../lib/notation/hostname-pattern';

/** covers, the other way round */
test.each<[string, string, boolean, boolean]>([
  ['a.example.com', 'a.example.com', true, true],
  ['a.example.com', 'b.example.com', false, false],
  ['', 'a.example.com', true, false],
  ['', '*.example.com', true, false],
  ['', '', true, true],
  ['*.example.com', 'a.example.com', true, false],
  ['*.example.com', 'a.b.example.com', true, false],
  ['*.example.com', 'example.com', false, false],
  ['*.example.com', 'aexample.com', false, false],
  ['*.example.com', '*.b.example.com', true, false],
  ['*.example.com', '*.example.org', false, false],
  ['*.b.example.com', 'a.example.com', false, false],
])('%j and %j', (one, other, covers, covered) => {
  expect(HostnamePattern.covers(one, other)).toBe(covers);
  expect(HostnamePattern.covers(other, one)).toBe(covered);
});

test('of two that match, the exact and then the longer one is chosen', () => {
  const closestFirst = ['a.b.example.com', '*.long.label.b.example.com', '*.b.example.com', '*.example.com', ''];
  closestFirst.forEach((name, index) => {
    for (const [other, against] of closestFirst.entries()) {
      expect(HostnamePattern.isCloser(name, against)).toBe(index < other);
    }
  });
});
