import fc from 'fast-check';
import { Names } from '../../lib/notation/names';

const A63 = 'a'.repeat(63);
const SUBDOMAIN_253 = `${`${A63}.`.repeat(3)}${'a'.repeat(61)}`;

/** What k8s.io/apimachinery/pkg/util/validation v0.36.3 says: DNS label, DNS subdomain, label value, qualified name. */
const KUBERNETES: [string, boolean, boolean, boolean, boolean][] = [
  ['a', true, true, true, true],
  ['1', true, true, true, true],
  ['a-b', true, true, true, true],
  ['1a', true, true, true, true],
  [A63, true, true, true, true],
  [`${A63}a`, false, true, false, false],
  ['', false, false, true, false],
  ['-a', false, false, false, false],
  ['a-', false, false, false, false],
  ['_a', false, false, false, false],
  ['a_', false, false, false, false],
  ['A', false, false, true, true],
  ['a_b', false, false, true, true],
  ['a.b', false, true, true, true],
  ['a..b', false, false, true, true],
  ['.a', false, false, false, false],
  ['a.', false, false, false, false],
  ['a b', false, false, false, false],
  ['a@b', false, false, false, false],
  ['é', false, false, false, false],
  ['a\n', false, false, false, false],
  ['a/b', false, false, false, true],
  ['a.b/C_d.e', false, false, false, true],
  ['A/b', false, false, false, false],
  ['/a', false, false, false, false],
  ['a/', false, false, false, false],
  ['a/b/c', false, false, false, false],
  [`a/${A63}`, false, false, false, true],
  [`a/${A63}a`, false, false, false, false],
  [SUBDOMAIN_253, false, true, false, false],
  [`${SUBDOMAIN_253}a`, false, false, false, false],
  [`${SUBDOMAIN_253}/a`, false, false, false, true],
  [`${SUBDOMAIN_253}a/a`, false, false, false, false],
];

test.each(KUBERNETES)('judges %j as Kubernetes does', (text, label, subdomain, value, qualified) => {
  expect(Names.isDnsLabel(text)).toBe(label);
  expect(Names.isDnsSubdomain(text)).toBe(subdomain);
  expect(Names.isLabelValue(text)).toBe(value);
  expect(Names.isQualifiedName(text)).toBe(qualified);
});

describe('for any text', () => {
  const text = fc.string({ unit: fc.constantFrom(...'az09-._/A\né'), maxLength: 8 });

  test('each form is a part of the wider one', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        if (Names.isDnsLabel(a))
          expect([Names.isDnsSubdomain(a), Names.isLabelValue(a), Names.isQualifiedName(a)]).toEqual([
            true,
            true,
            true,
          ]);
        expect(Names.isDnsSubdomain(`${a}.${b}`)).toBe(Names.isDnsSubdomain(a) && Names.isDnsSubdomain(b));
        if (a !== '' && !a.includes('/')) expect(Names.isQualifiedName(a)).toBe(Names.isLabelValue(a));
        if (!b.includes('/') && !a.includes('/'))
          expect(Names.isQualifiedName(`${a}/${b}`)).toBe(Names.isDnsSubdomain(a) && Names.isQualifiedName(b));
      }),
      { seed: 36, numRuns: 1000 },
    );
  });

  test('one foreign character is enough to refuse it', () => {
    fc.assert(
      fc.property(text, text, fc.constantFrom(' ', '\n', '@', ':', 'é', '*', '"'), (a, b, foreign) => {
        for (const is of [Names.isDnsLabel, Names.isDnsSubdomain, Names.isLabelValue, Names.isQualifiedName]) {
          expect(is(`${a}${foreign}${b}`)).toBe(false);
        }
      }),
      { seed: 36 },
    );
  });
});

describe('what is asked for by name', () => {
  test('is handed back where it is right', () => {
    expect(Names.dnsLabel('name', 'tenant-a')).toBe('tenant-a');
    expect(Names.dnsSubdomain('name', 'model.v1')).toBe('model.v1');
    expect(Names.labelValue('value', '')).toBe('');
    const labels = { app: 'api', 'example.com/tier': '' };
    expect(Names.labels('label', labels)).toBe(labels);
  });

  test.each<[string, () => unknown, string]>([
    [
      'a DNS label',
      () => Names.dnsLabel('pool name', 'A'),
      'pool name must be a DNS label of at most 63 lower-case letters, digits and "-", such as "tenant-a", got "A"',
    ],
    [
      'a DNS subdomain',
      () => Names.dnsSubdomain('route name', 'a_b'),
      'route name must be a DNS subdomain of at most 253 lower-case letters, digits, "-" and ".", such as "model.v1", got "a_b"',
    ],
    [
      'a label value',
      () => Names.labelValue('team', 'a b'),
      'team must be a label value of at most 63 letters, digits, "-", "_" and ".", got "a b"',
    ],
    [
      'a label key',
      () => Names.labels('label', { app: 'api', 'a b': '' }),
      'label key must be a label key such as "app" or "example.com/app", got "a b"',
    ],
    [
      'the value of a label',
      () => Names.labels('label', { app: 'a b' }),
      'label "app" must be a label value of at most 63 letters, digits, "-", "_" and ".", got "a b"',
    ],
  ])('%s is refused where it is wrong', (_, ask, message) => {
    expect(ask).toThrow(new Error(message));
  });

  test.each([undefined, null, 7, {}])('%j is refused, not read as text', value => {
    for (const ask of [Names.dnsLabel, Names.dnsSubdomain, Names.labelValue]) {
      expect(() => ask('name', value as unknown as string)).toThrow(/^name must be /);
    }
  });
});
