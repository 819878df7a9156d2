import { PlainData } from '../../../lib/manifests/json/plain-data';

const problems = (value: unknown) => PlainData.problems(value).map(({ path, fact }) => `${path} ${fact}`);

test('data of JSON has no problem', () => {
  const shared = { a: 1 };
  expect(problems({ a: 'é🙂', b: [0, -1.5, true, null, {}], c: shared, d: shared, e: undefined })).toEqual([]);
  expect(problems(Object.create(null))).toEqual([]);
});

test.each<[string, unknown, string]>([
  ['a function', { spec: { a: () => 1 } }, 'spec.a is a function'],
  ['a symbol', { a: [Symbol('b')] }, 'a[0] is a symbol'],
  ['a bigint', { a: 10n }, 'a is a bigint'],
  ['no number', { a: { 'b/c': Number.NaN } }, 'a[b/c] is NaN'],
  ['no end', { a: Number.NEGATIVE_INFINITY }, 'a is -Infinity'],
  ['nothing, in a list', { a: [1, undefined] }, 'a[1] is nothing, in a list'],
  ['a hole in a list', { a: Array(1) }, 'a[0] is nothing, in a list'],
  ['a date', { a: new Date(0) }, 'a is an object of class Date'],
  ['a map', { a: new Map() }, 'a is an object of class Map'],
  ['bytes', { a: Buffer.from('b') }, 'a is an object of class Buffer'],
  ['half of a character', { a: 'b\ud83d' }, 'a holds half of a character'],
])('%s', (_, value, problem) => {
  expect(problems(value)).toEqual([problem]);
});

test('a cycle', () => {
  const value: Record<string, unknown> = { a: {} };
  (value.a as Record<string, unknown>).list = [1, value];
  expect(problems(value)).toEqual(['a.list[1] holds itself']);
});

test('all of them', () => {
  expect(problems({ a: Number.NaN, b: [10n, { c: () => 1 }] })).toHaveLength(3);
});

test('looks at what a value stands for', () => {
  const resolve = (value: unknown) => (typeof value === 'function' ? value() : value);
  expect(PlainData.problems({ a: () => ({ b: 10n }) }, resolve)).toEqual([{ path: 'a.b', fact: 'is a bigint' }]);
});
