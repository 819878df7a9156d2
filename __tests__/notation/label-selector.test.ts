import fc from 'fast-check';
import {
  LabelSelector,
  type LabelSelectorRequirement,
  type LabelSelectorTerms,
} from '../../lib/notation/label-selector';

const LABELS = { app: 'api', tier: '', 'example.com/x': 'y' };

const requirement = (key: string, operator: string, values?: string[]): LabelSelectorTerms => {
  return { matchExpressions: [{ key, operator, ...(values ? { values } : {}) }] };
};

/** What `metav1.LabelSelectorAsSelector` of k8s.io/apimachinery v0.36.3 says of LABELS. */
test.each<[string, LabelSelectorTerms, boolean]>([
  ['an empty selector', {}, true],
  ['empty lists', { matchLabels: {}, matchExpressions: [] }, true],
  ['a label', { matchLabels: { app: 'api' } }, true],
  ['another value', { matchLabels: { app: 'web' } }, false],
  ['an empty value', { matchLabels: { tier: '' } }, true],
  ['an empty value of an absent key', { matchLabels: { gone: '' } }, false],
  ['two labels, one of them wrong', { matchLabels: { app: 'api', tier: 'x' } }, false],
  ['a key of every object in JavaScript', { matchLabels: { constructor: 'x' } }, false],
  ['that key, which must not be there', requirement('toString', 'DoesNotExist'), true],
  ['In', requirement('app', 'In', ['web', 'api']), true],
  ['In, other values', requirement('app', 'In', ['web']), false],
  ['In, absent key', requirement('gone', 'In', ['']), false],
  ['NotIn', requirement('app', 'NotIn', ['web']), true],
  ['NotIn, the value', requirement('app', 'NotIn', ['api']), false],
  ['NotIn, absent key', requirement('gone', 'NotIn', ['api']), true],
  ['Exists', requirement('tier', 'Exists'), true],
  ['Exists, no values', requirement('tier', 'Exists', []), true],
  ['Exists, absent key', requirement('gone', 'Exists'), false],
  ['DoesNotExist', requirement('gone', 'DoesNotExist'), true],
  ['DoesNotExist, present key', requirement('tier', 'DoesNotExist'), false],
  ['both parts', { matchLabels: { app: 'api' }, ...requirement('tier', 'Exists') }, true],
  ['both parts, one of them wrong', { matchLabels: { app: 'api' }, ...requirement('gone', 'Exists') }, false],
])('%s', (_, terms, matches) => {
  expect(LabelSelector.matches(terms, LABELS)).toBe(matches);
});

test.each<[string, LabelSelectorTerms]>([
  ['an unknown operator', requirement('app', 'in', ['api'])],
  ['In without values', requirement('app', 'In')],
  ['NotIn without values', requirement('app', 'NotIn', [])],
  ['Exists with values', requirement('app', 'Exists', ['api'])],
  ['DoesNotExist with values', requirement('gone', 'DoesNotExist', ['api'])],
])('%s, which the API server refuses, matches nothing', (_, terms) => {
  expect(LabelSelector.matches(terms, LABELS)).toBe(false);
  expect(LabelSelector.matches(terms, {})).toBe(false);
});

describe('for any labels', () => {
  const key = fc.constantFrom('a', 'b', 'c');
  const value = fc.constantFrom('', 'x', 'y');
  const labels = fc.dictionary(key, value, { maxKeys: 3 });
  const values = fc.array(value, { minLength: 1, maxLength: 2 });
  const one: fc.Arbitrary<LabelSelectorRequirement> = fc.oneof(
    fc.record({ key, operator: fc.constantFrom('In', 'NotIn'), values }),
    fc.record({ key, operator: fc.constantFrom('Exists', 'DoesNotExist') }),
  );
  const matches = (matchExpressions: LabelSelectorRequirement[], of: Record<string, string>) => {
    return LabelSelector.matches({ matchExpressions }, of);
  };

  test('of two opposite requirements exactly one holds', () => {
    fc.assert(
      fc.property(key, values, labels, (name, list, of) => {
        const holds = (operator: string, some?: string[]) => matches([{ key: name, operator, values: some }], of);
        expect(holds('In', list)).toBe(!holds('NotIn', list));
        expect(holds('Exists')).toBe(!holds('DoesNotExist'));
      }),
      { seed: 36 },
    );
  });

  test('requirements are joined by and, and a label is a requirement', () => {
    fc.assert(
      fc.property(fc.array(one, { maxLength: 4 }), labels, labels, (list, required, of) => {
        expect(matches(list, of)).toBe(list.every(requirement => matches([requirement], of)));
        const same = Object.entries(required).map(([name, only]) => ({ key: name, operator: 'In', values: [only] }));
        expect(LabelSelector.matches({ matchLabels: required }, of)).toBe(matches(same, of));
      }),
      { seed: 36 },
    );
  });
});
