import fc from 'fast-check';
import { Quantity } from '../../lib/notation/quantity';

/** What `resource.ParseQuantity` of k8s.io/apimachinery v0.36.3 makes of a text, in the unit that writes it shortest. */
const KUBERNETES: [string, string][] = [
  ['0', '0'],
  ['00', '0'],
  ['-0', '0'],
  ['+1', '1'],
  ['007', '7'],
  ['1.0', '1'],
  ['1.', '1'],
  ['.5', '500m'],
  ['-.5', '-500m'],
  ['0.1', '100m'],
  ['100m', '100m'],
  ['1500m', '1500m'],
  ['1e3', '1000'],
  ['1E3', '1000'],
  ['1e-3', '1m'],
  ['12e+2', '1200'],
  ['1e18', '1000000000000000000'],
  ['1e19', '10000000000000000000'],
  ['1n', '1n'],
  ['1u', '1u'],
  ['1k', '1000'],
  ['1M', '1000000'],
  ['1G', '1000000000'],
  ['1T', '1000000000000'],
  ['1P', '1000000000000000'],
  ['1E', '1000000000000000000'],
  ['1Ki', '1024'],
  ['1Mi', '1048576'],
  ['1Gi', '1073741824'],
  ['1.5Gi', '1610612736'],
  ['.5Gi', '536870912'],
  ['1Ti', '1099511627776'],
  ['1Pi', '1125899906842624'],
  ['1Ei', '1152921504606846976'],
  // Digits finer than nano round away from zero.
  ['0.1n', '1n'],
  ['-0.1n', '-1n'],
  ['1e-10', '1n'],
  ['1.0000000001', '1000000001n'],
  ['0.00000000001Ki', '11n'],
  ['0.30000000000000004', '300000001n'],
  ['123456789.987654321', '123456789987654321n'],
  // Amounts with a binary suffix end at 2^63-1; others do not.
  ['8Ei', '9223372036854775807'],
  ['-8Ei', '-9223372036854775807'],
  ['9E', '9000000000000000000'],
  ['9223372036854775808', '9223372036854775808'],
];

test.each(KUBERNETES)('reads %s as Kubernetes does', (text, canonical) => {
  expect(Quantity.tryParse(text)?.toString()).toBe(canonical);
});

test.each([
  ...['', '1K', '1ki', '1i', '1Gib', '1GB', '1 Gi', ' 1', '1\n', '1e', '1e+', '1m3', '1e3m', '--1', '1..2', '1.2.3'],
  ...['0x10', '1_000', '1,5', 'NaN', 'Infinity', '١'],
])('refuses %j as Kubernetes does', text => {
  expect(Quantity.tryParse(text)).toBeUndefined();
});

test.each(['m', 'Mi', '.', '-', '+', '1e101', '1e-101', '1e99999999999'])(
  'refuses %j, which Kubernetes takes for something that nobody meant',
  text => expect(Quantity.tryParse(text)).toBeUndefined(),
);

test('takes exponents up to 100', () => {
  expect(Quantity.parse('amount', '1e100').compare(Quantity.units(10n ** 100n))).toBe(0);
  expect(Quantity.parse('amount', '1e-100').toString()).toBe('1n');
});

test('reads numbers, as YAML has them, and nothing else', () => {
  expect(Quantity.tryParse(2)?.toString()).toBe('2');
  expect(Quantity.tryParse(0.1)?.toString()).toBe('100m');
  expect(Quantity.tryParse(1e21)?.toString()).toBe('1000000000000000000000');
  for (const value of [undefined, null, true, {}, [], [1], ['1Gi'], Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(Quantity.tryParse(value)).toBeUndefined();
  }
});

test('says what a quantity looks like', () => {
  expect(Quantity.parse('cpu', '500m').toString()).toBe('500m');
  expect(() => Quantity.parse('requests.cpu', '1K')).toThrow(
    new Error('requests.cpu must be a Kubernetes quantity such as "500m", "2" or "1Gi", got "1K"'),
  );
  expect(() => Quantity.parse('cpu', undefined)).toThrow(/, got nothing$/);
});

test('orders as Kubernetes does', () => {
  const sorted = [
    '-1',
    '-1m',
    '0',
    '1n',
    '1u',
    '0.5m',
    '1m',
    '999m',
    '1',
    '1k',
    '1Ki',
    '1M',
    '1Mi',
    '2Mi',
    '1G',
    '1Gi',
    '1E',
    '1Ei',
  ];
  const quantities = sorted.map(text => Quantity.parse('amount', text));
  quantities.forEach((quantity, index) => {
    expect(quantities.map(other => Math.sign(quantity.compare(other)))).toEqual(
      sorted.map((_, other) => Math.sign(index - other)),
    );
    expect(quantities.filter(other => quantity.exceeds(other))).toHaveLength(index);
    expect(quantity.max(quantities[0])).toBe(quantity);
    expect(quantities[0].max(quantity)).toBe(index === 0 ? quantities[0] : quantity);
  });
});

test.each([
  ['1Gi', '1024Mi'],
  ['1', '1000m'],
  ['1e3', '1k'],
  ['0.5Mi', '512Ki'],
  ['0', '-0'],
])('%s is %s', (a, b) => {
  expect(Quantity.parse('a', a).compare(Quantity.parse('b', b))).toBe(0);
});

test('knows zero and whole numbers', () => {
  expect([Quantity.ZERO, Quantity.units(0)].map(({ isZero }) => isZero)).toEqual([true, true]);
  expect(['1', '1.5', '512Mi', '1n', '0'].map(text => Quantity.parse('amount', text).isWhole)).toEqual([
    true,
    false,
    true,
    false,
    true,
  ]);
  expect(Quantity.parse('amount', '1n').isZero).toBe(false);
});

test.each([
  ['1536Mi', '1536Mi'],
  ['2048Mi', '2Gi'],
  ['1000', '1000'],
  ['1k', '1000'],
  ['3Ei', '3Ei'],
  ['0', '0'],
  ['1.5', '1500m'],
  ['-1Gi', '-1Gi'],
])('writes %s as %s where bytes are meant', (text, binary) => {
  expect(Quantity.parse('memory', text).toBinaryString()).toBe(binary);
});

test.each<[string, bigint, boolean]>([
  ['0', 0n, false],
  ['1', 1000n, false],
  ['1n', 1n, false],
  ['1500001u', 1501n, false],
  ['1500m', 1500n, false],
  ['-1n', 0n, true],
  ['-1.5m', -1n, true],
])('%s is counted as %i thousandths, rounded up', (text, milli, isNegative) => {
  const quantity = Quantity.parse('amount', text);
  expect(quantity.milli).toBe(milli);
  expect(quantity.roundedUpToMilli().toString()).toBe(Quantity.parse('amount', `${milli}m`).toString());
  expect(quantity.isNegative).toBe(isNegative);
});

test.each<[string, string, bigint]>([
  ['4', '1500m', 2n],
  ['4', '2', 2n],
  ['1Gi', '1G', 1n],
  ['1', '2', 0n],
  ['0', '1n', 0n],
  ['-4', '1', 0n],
])('into %s fits %s so many times: %i', (whole, part, count) => {
  expect(Quantity.parse('whole', whole).fits(Quantity.parse('part', part))).toBe(count);
});

describe('for any amounts', () => {
  const nano = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
  const quantityOf = (amount: bigint) => Quantity.parse('amount', `${amount}n`);
  const run = (property: fc.IPropertyWithHooks<[bigint, bigint]>) => fc.assert(property, { seed: 36 });

  test('what is written is read again', () => {
    run(
      fc.property(nano, nano, (amount, other) => {
        const quantity = quantityOf(amount);
        expect(Quantity.parse('amount', quantity.toString()).compare(quantity)).toBe(0);
        // A binary suffix ends at 2^63-1.
        const bytes = Quantity.units(other % 2n ** 63n);
        expect(Quantity.parse('amount', bytes.toBinaryString()).compare(bytes)).toBe(0);
      }),
    );
  });

  test('sums, differences, multiples and order are exact', () => {
    run(
      fc.property(nano, nano, (a, b) => {
        const [left, right] = [quantityOf(a), quantityOf(b)];
        expect(left.plus(right).toString()).toBe(quantityOf(a + b).toString());
        expect(left.minus(right).toString()).toBe(quantityOf(a - b).toString());
        expect(left.times(b).toString()).toBe(quantityOf(a * b).toString());
        expect(left.compare(right)).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
    );
  });

  test('no text makes it throw, and a suffix scales', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'0159.+-eEinumkKMGTP ') }),
        text => void Quantity.tryParse(text),
      ),
      { seed: 36 },
    );
    fc.assert(
      fc.property(
        fc.nat(),
        fc.constantFrom(['k', 1], ['M', 2], ['G', 3], ['T', 4], ['P', 5], ['E', 6]),
        (count, [suffix, power]) => {
          expect(
            Quantity.parse('amount', `${count}${suffix}`).compare(
              Quantity.units(BigInt(count) * 1000n ** BigInt(power)),
            ),
          ).toBe(0);
        },
      ),
      { seed: 36 },
    );
  });
});
