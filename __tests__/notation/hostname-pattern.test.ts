import { HostnamePattern } from '../../lib/notation/hostname-pattern';

/** covers, the other way round, overlap */
test.each<[string, string, boolean, boolean, boolean]>([
  ['a.example.com', 'a.example.com', true, true, true],
  ['a.example.com', 'b.example.com', false, false, false],
  ['', 'a.example.com', true, false, true],
  ['', '*.example.com', true, false, true],
  ['', '', true, true, true],
  ['*.example.com', 'a.example.com', true, false, true],
  ['*.example.com', 'a.b.example.com', true, false, true],
  ['*.example.com', 'example.com', false, false, false],
  ['*.example.com', 'aexample.com', false, false, false],
  ['*.example.com', '*.b.example.com', true, false, true],
  ['*.example.com', '*.example.org', false, false, false],
  ['*.b.example.com', 'a.example.com', false, false, false],
])('%j and %j', (one, other, covers, covered, overlap) => {
  expect(HostnamePattern.covers(one, other)).toBe(covers);
  expect(HostnamePattern.covers(other, one)).toBe(covered);
  expect(HostnamePattern.overlap(one, other)).toBe(overlap);
  expect(HostnamePattern.overlap(other, one)).toBe(overlap);
});

test('of two that match, the exact and then the longer one is chosen', () => {
  const closestFirst = ['a.b.example.com', '*.long.label.b.example.com', '*.b.example.com', '*.example.com', ''];
  closestFirst.forEach((name, index) => {
    for (const [other, against] of closestFirst.entries()) {
      expect(HostnamePattern.isCloser(name, against)).toBe(index < other);
    }
  });
});
