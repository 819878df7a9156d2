import { ClusterYaml } from '../../../lib/manifests/yaml/cluster-yaml';
import { FloatKey } from '../../../lib/manifests/yaml/float-key';
import { UnreadableDocument } from '../../../lib/manifests/yaml/parsed-document';
import { NONE, SCALARS } from './yaml-scalars.table';

/** What a document reads as, as JSON text; `NONE` if it is refused. */
function read(text: string): unknown {
  try {
    return JSON.stringify(ClusterYaml.parse(`${text}\n`, 1).value);
  } catch (error) {
    if (error instanceof UnreadableDocument) return NONE;
    throw error;
  }
}

const json = (value: unknown) => (value === NONE ? NONE : JSON.stringify({ k: value }));

describe.each(SCALARS)('%s', (_, rows) => {
  test.each(rows)('%j', (text, value, key) => {
    expect(read(`k: ${text}`)).toEqual(json(value));
    expect(read(`- k: ${text}  # comment`)).toEqual(value === NONE ? NONE : JSON.stringify([{ k: value }]));
    expect(read(text === '' ? '? \n: v' : `${text}: v`)).toEqual(
      key === NONE ? NONE : JSON.stringify({ [String(key)]: 'v' }),
    );
  });

  test.each(rows.filter(([text]) => text !== '' && !/[,?:[\]{}]|^-$/.test(text)))('%j in brackets', (text, value) => {
    expect(read(`k: {a: [${text}, b]}`)).toEqual(value === NONE ? NONE : json({ a: [value, 'b'] }));
  });

  test.each(rows.filter(([text]) => !text.includes('\\')))('%j in quotes and in a block is text', text => {
    for (const written of [`'${text}'`, `"${text}"`, `|-\n  ${text}`, `>-\n  ${text}`]) {
      expect(read(`k: ${written}`)).toEqual(json(text));
    }
  });

  test.each(rows.filter(([text]) => !/:$|^[>:]/.test(text)))('%j with a tag that says nothing is text', text => {
    for (const tag of ['!!str', '!', '!mine']) expect(read(`k: ${tag} ${text}`)).toEqual(json(text));
  });
});

test.each<[string, unknown]>([
  ['!!bool yes', true],
  ['!!bool "on"', true],
  ['!!bool 1', NONE],
  ['!!int "0755"', 493],
  ['!!int 1.0', NONE],
  ["!!int ''", NONE],
  ['!!int yes', NONE],
  ['!!float 3', 3],
  ['!!float 0x10', 16],
  ['!!float 1e3', 1000],
  ['!!float 18446744073709551615', NONE],
  ['!!float .inf', NONE],
  ['!!float text', NONE],
  ['!!null ~', null],
  ["!!null ''", null],
  ['!!null 0', NONE],
  ['!!str', ''],
  ['!!timestamp 2001-12-14', '2001-12-14'],
  ['!!timestamp soon', NONE],
  ['!!binary aMOp', 'h\u00e9'],
  ['!!binary "aMOp\\n"', 'h\u00e9'],
  ['!!binary aA', NONE],
  ['!!binary 4oI=', NONE],
  ['!!merge x', 'x'],
  ['!!unknown 1', '1'],
  ['!local 1', '1'],
  ['!<tag:yaml.org,2002:int> "7"', 7],
  ['!<!> 7', '7'],
  ['!!%69nt "7"', 7],
  ['!', ''],
  ['!!', NONE],
  ['!handle!x 1', NONE],
  ['!!str [1]', [1]],
  ['!!int {a: 1}', { a: 1 }],
])('the tag of %s', (text, value) => {
  expect(read(`k: ${text}`)).toEqual(json(value));
});

test('a tag that does not fit says what it got', () => {
  expect(() => ClusterYaml.parse('a: !!int yes\n', 1)).toThrow('"yes" is no !!int');
  expect(() => ClusterYaml.parse('a: !!binary "*"\n', 1)).toThrow('"*" is no !!binary');
  expect(() => ClusterYaml.parse('a: .inf\n', 1)).toThrow('JSON has no number Infinity');
});

test.each<[number, string]>([
  [0, '0'],
  [-0, '-0'],
  [Number.NaN, '.nan'],
  [Number.POSITIVE_INFINITY, '.inf'],
  [-1e39, '-.inf'],
  [1.1, '1.1'],
  [0.0001, '0.0001'],
  [0.00001, '1e-05'],
  [999999, '999999'],
  [1000000, '1e+06'],
  [123456.5, '123456.5'],
  [-1234567.5, '-1.2345675e+06'],
  [16777216, '1.6777216e+07'],
  [271591.125, '271591.12'],
  [2 ** -96, '1.2621775e-29'],
  [2 ** 87, '1.5474251e+26'],
  [2 ** -149, '1e-45'],
  [3.4028234663852886e38, '3.4028235e+38'],
])('the float %d is the key %s', (value, key) => {
  expect(FloatKey.of(value)).toBe(key);
});
