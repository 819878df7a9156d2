import { Hostname } from '../../lib';

const LABEL_63 = 'a'.repeat(63);

test.each([
  'example.com',
  'a.ml.example.com',
  'localhost',
  'xn--bcher-kva.example',
  '1.2.3.4.example.com',
  `${LABEL_63}.example.com`,
  `${`${LABEL_63}.`.repeat(3)}${'a'.repeat(61)}`,
])('%s is a host name', name => {
  expect(Hostname.of(name).name).toBe(name);
});

test.each([
  ...[
    '',
    'UPPER.example.com',
    'example.com.',
    '.example.com',
    'a..b',
    '*.example.com',
    'a_b.example.com',
    '-a.example.com',
  ],
  ...[
    'https://example.com',
    'example.com:443',
    'example.com/x',
    ' example.com',
    'bücher.example',
    '10.0.0.1',
    '2130706433',
  ],
  ...[`${LABEL_63}a.example.com`, `${`${LABEL_63}.`.repeat(3)}${'a'.repeat(62)}`, 7],
])('%j is none', name => {
  expect(() => Hostname.of(name as string)).toThrow(
    new Error(`hostname must be a lower-case DNS name such as "shop.example.com", got ${JSON.stringify(name)}`),
  );
});

test.each([
  ['a.ml.example.com', 'a-ml-example-com'],
  ['localhost', 'localhost'],
  [`${'a'.repeat(62)}.example.com`, 'a'.repeat(62)],
  [`${LABEL_63}.example.com`, LABEL_63],
])('the label of %s is %s', (name, label) => {
  expect(Hostname.of(name).label).toBe(label);
});
