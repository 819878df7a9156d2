import { Counted } from '../../lib/notation/counted';

test.each([
  [0, '0 objects'],
  [1, '1 object'],
  [2, '2 objects'],
])('%d is said as %s', (count, text) => {
  expect(Counted.of(count, 'object')).toBe(text);
});
