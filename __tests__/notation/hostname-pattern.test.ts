import { HostnamePattern } from '../../lib/notation/hostname-pattern';

test.each<[string, string, boolean]>([
  ['', 'a.example.com', true],
  ['', '', true],
  ['a.example.com', 'a.example.com', true],
  ['a.example.com', 'b.example.com', false],
  ['a.example.com', '*.example.com', false],
  ['a.example.com', '', false],
  ['*.example.com', 'a.example.com', true],
  ['*.example.com', 'b.a.example.com', true],
  ['*.example.com', '*.example.com', true],
  ['*.example.com', '*.a.example.com', true],
  ['*.a.example.com', '*.example.com', false],
  ['*.example.com', 'example.com', false],
  ['*.example.com', 'example.org', false],
  ['*.example.com', '', false],
])('%p covers %p: %p', (one, other, expected) => {
  expect(HostnamePattern.covers(one, other)).toBe(expected);
});

test.each<[string, string, boolean]>([
  ['a.example.com', '*.example.com', true],
  ['*.example.com', 'a.example.com', false],
  ['*.a.example.com', '*.example.com', true],
  ['*.example.com', '*.a.example.com', false],
  ['*.example.com', '', true],
  ['', 'a.example.com', false],
  ['', '', false],
])('%p is closer than %p: %p', (one, other, expected) => {
  expect(HostnamePattern.isCloser(one, other)).toBe(expected);
});

test('a pattern and every name are not exact', () => {
  expect(['a.example.com', '*.example.com', ''].map(HostnamePattern.isExact)).toEqual([true, false, false]);
});
