import { Remembered } from '../../lib/notation/remembered';

test('asks once of each text', () => {
  const remembered = new Remembered<string>();
  const asked: string[] = [];
  const ask = (text: string) =>
    remembered.of(text, () => {
      asked.push(text);
      return text.toUpperCase();
    });
  expect(['a', 'b', 'a', 'b'].map(ask)).toEqual(['A', 'B', 'A', 'B']);
  expect(asked).toEqual(['a', 'b']);
});

test('keeps a limited number of answers, to texts of limited length', () => {
  const remembered = new Remembered<object>();
  const isKept = (text: string) => {
    const first = remembered.of(text, () => ({}));
    return remembered.of(text, () => ({})) === first;
  };
  expect(isKept('x'.repeat(1001))).toBe(false);
  for (let count = 0; count < 1000; count++) remembered.of(`text ${count}`, () => ({}));
  expect(isKept('text 0')).toBe(true);
  expect(isKept('one too many')).toBe(false);
});
