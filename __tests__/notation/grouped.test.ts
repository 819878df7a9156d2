import { Grouped } from '../../lib/notation/grouped';

test('groups, and items in them, keep the order in which they come', () => {
  const groups = Grouped.by([5, 2, 4, 1, 3], number => number % 2 === 0);
  expect([...groups]).toEqual([
    [false, [5, 1, 3]],
    [true, [2, 4]],
  ]);
  Grouped.add(groups, true, 6);
  expect(groups.get(true)).toEqual([2, 4, 6]);
});

test('there is no group of nothing', () => {
  expect(Grouped.by([], String).size).toBe(0);
});
