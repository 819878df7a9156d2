import fc from 'fast-check';
import { Flat } from '../../lib/notation/flat';

test('gives what flatMap gives', () => {
  const result = fc.oneof(fc.integer(), fc.array(fc.oneof(fc.integer(), fc.array(fc.integer()))));
  fc.assert(
    fc.property(fc.array(result), items => {
      expect(Flat.map(items, item => item)).toEqual(items.flat());
    }),
  );
});

test('says the place of each item', () => {
  expect(Flat.map(['a', 'b'], (item, index) => [item, index])).toEqual(['a', 0, 'b', 1]);
});
