import { InvalidValue } from '../../lib/notation/invalid-value';

test.each<[unknown, string]>([
  ['UPPER', '"UPPER"'],
  ['two\nlines', '"two\\nlines"'],
  [7, '7'],
  [Number.NaN, 'NaN'],
  [Number.POSITIVE_INFINITY, 'Infinity'],
  [null, 'null'],
  [undefined, 'nothing'],
  [[], '[]'],
  [{ group: '', kind: 'Node' }, '{"group":"","kind":"Node"}'],
])('has the one form of the library, and shows %p as %s', (got, shown) => {
  const error = new InvalidValue('hostname', 'a lower-case DNS name', got);
  expect(error).toBeInstanceOf(Error);
  expect(error.name).toBe('InvalidValue');
  expect(error.message).toBe(`hostname must be a lower-case DNS name, got ${shown}`);
});
