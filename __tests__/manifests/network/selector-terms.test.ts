import { LabelIndex } from '../../../lib/manifests/label-index';
import { SelectorTerms } from '../../../lib/manifests/network/selector-terms';
import { LabelSelector } from '../../../lib/notation/label-selector';

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'];
const VALUES = [['a'], ['b'], ['a', 'b']];

/** Every selector of one requirement on key `x`, and of two. */
const ONE = OPERATORS.flatMap(operator =>
  (operator.endsWith('In') ? VALUES : [undefined]).map(values => ({ key: 'x', operator, values })),
);
const SELECTORS = [
  {},
  { matchLabels: { x: 'a' } },
  ...ONE.map(requirement => ({ matchExpressions: [requirement] })),
  ...ONE.flatMap(one => ONE.map(other => ({ matchExpressions: [one, { ...other, key: 'y' }] }))),
].map(selector => SelectorTerms.read(selector));

const LABELS = [undefined, 'a', 'b', 'c'].flatMap(x =>
  [undefined, 'a', 'b', 'c'].map(y => ({ ...(x ? { x } : {}), ...(y ? { y } : {}) })),
);

test('what covers a selector matches whatever it matches', () => {
  const wrong = SELECTORS.flatMap(first =>
    SELECTORS.filter(second => SelectorTerms.covers(first, second)).flatMap(second =>
      LABELS.filter(labels => LabelSelector.matches(second, labels) && !LabelSelector.matches(first, labels)).map(
        labels => JSON.stringify({ first, second, labels }),
      ),
    ),
  );
  expect(wrong).toEqual([]);
});

test('a selector with one requirement a key is covered by all that match whatever it matches', () => {
  const missed = SELECTORS.flatMap(first =>
    SELECTORS.filter(second => !SelectorTerms.covers(first, second))
      .filter(second =>
        LABELS.every(labels => !LabelSelector.matches(second, labels) || LabelSelector.matches(first, labels)),
      )
      .map(second => JSON.stringify({ first, second })),
  );
  expect(missed).toEqual([]);
});

test.each<[string, unknown]>([
  ['a text', 'all'],
  ['a list', []],
  ['labels that are none', { matchLabels: ['a'] }],
  ['a label that is no text', { matchLabels: { a: 1 } }],
  ['expressions that are none', { matchExpressions: { key: 'a' } }],
  ['an expression that is none', { matchExpressions: [null] }],
  ['an expression without an operator', { matchExpressions: [{ key: 'a' }] }],
  ['values that are no texts', { matchExpressions: [{ key: 'a', operator: 'In', values: [1] }] }],
])('%s matches nothing', (_, selector) => {
  const terms = SelectorTerms.read(selector);
  expect(LabelSelector.matches(terms, { a: 'a' })).toBe(false);
  expect(SelectorTerms.isEmpty(terms)).toBe(false);
});

test.each([undefined, null, {}, { matchLabels: null, matchExpressions: null }])('%j matches everything', selector => {
  expect(SelectorTerms.isEmpty(SelectorTerms.read(selector))).toBe(true);
});

test('an index finds what asking everything finds, in its order', () => {
  const index = new LabelIndex(LABELS.map((labels, position) => [labels, position] as const));
  for (const terms of SELECTORS) {
    const asked = LABELS.flatMap((labels, position) => (LabelSelector.matches(terms, labels) ? [position] : []));
    expect(index.select(terms)).toEqual(asked);
    expect(index.select(terms)).toEqual(asked);
  }
});
