import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { load, YAML11_SCHEMA } from 'js-yaml';
import { parse } from 'yaml';
import type { JsonObject } from '../../lib/manifests/json/json';
import { ClusterYaml } from '../../lib/manifests/yaml/cluster-yaml';
import { YamlDocuments } from '../../lib/manifests/yaml/yaml-documents';
import { YamlPrinter } from '../../lib/notation/yaml-printer';
import { HARD_TEXT } from './hard-text.table';

/** Everybody who may read what is printed. The last is sigs.k8s.io/yaml, as kubectl, Helm and Argo CD have it. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  'js-yaml, YAML 1.2': text => load(text),
  'js-yaml, YAML 1.1': text => load(text, { schema: YAML11_SCHEMA }),
  'yaml, YAML 1.2': text => parse(text, { version: '1.2' }),
  'yaml, YAML 1.1': text => parse(text, { version: '1.1' }),
  'the reader of the cluster': text => ClusterYaml.parse(text, 1).value,
};

/** Text of the characters that mean something in YAML, words that do, and any text at all. */
const text = fc.oneof(
  fc.constantFrom(...HARD_TEXT),
  fc.string({
    unit: fc.constantFrom(...'-?:,[]{}#&*!|>\'"%@`~=<._+ \n\t01579abefinoxyETZé🙂\r\u0085\u2028\ufeff\0\\'),
  }),
  fc.string({ unit: 'binary' }),
  fc.tuple(fc.constantFrom(...HARD_TEXT), fc.constantFrom(...HARD_TEXT)).map(parts => parts.join('')),
);
const number = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(1e21, 1e-7, 5e-324),
);
const { object } = fc.letrec<{ value: unknown; object: JsonObject }>(tie => ({
  value: fc.oneof(
    { maxDepth: 4 },
    text,
    // JSON has one zero.
    number.map(each => each || 0),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    tie('object'),
  ),
  object: fc.dictionary(
    text.filter(key => key !== '__proto__'),
    tie('value'),
    { maxKeys: 5, noNullPrototype: true },
  ),
}));

/** A text as a value, in a list, in a list of lists, as a key, and as the key of a map in a list. */
const inEveryPlace = (each: string): JsonObject => ({
  value: each,
  list: [each, [each], { key: each }],
  [each]: 1,
  maps: [{ [each]: { [each]: each } }],
});

describe.each(Object.entries(READERS))('%s reads back exactly', (_, read) => {
  test('the text that is known to be hard, wherever it stands', () => {
    for (const each of HARD_TEXT) expect(read(YamlPrinter.print(inEveryPlace(each)))).toEqual(inEveryPlace(each));
  });

  test('any object', () => {
    fc.assert(
      fc.property(object, value => {
        expect(read(YamlPrinter.print(value))).toEqual(value);
      }),
      { numRuns: 400 },
    );
  });
});

const oracle = process.env.FORTRESS_ORACLE ? test : test.skip;

oracle(
  'sigs.k8s.io/yaml reads back exactly both (FORTRESS_ORACLE=1 asks it, for those who have Go)',
  () => {
    const values = [...HARD_TEXT.map(inEveryPlace), ...fc.sample(object, 20_000)];
    const input = values.map(value => JSON.stringify(YamlPrinter.print(value))).join('\n');
    const run = spawnSync('go', ['run', '.'], { cwd: join(__dirname, 'oracle'), input, maxBuffer: 2 ** 30 });
    if (run.status !== 0) throw new Error(`the oracle failed: ${run.error ?? run.stderr}`);
    const answers = run.stdout.toString().trimEnd().split('\n');
    expect(answers).toHaveLength(values.length);
    for (const [index, answer] of answers.entries()) expect(JSON.parse(answer)).toEqual(values[index]);
  },
  300_000,
);

describe('the form', () => {
  const print = (value: JsonObject) => YamlPrinter.print(value);

  test('is what a person would write', () => {
    const value = {
      apiVersion: 'v1',
      metadata: { name: 'a', labels: {}, annotations: { on: 'yes', 'a.example.com/b': '10' } },
      data: { 'run.sh': '#!/bin/sh\nexec "$@"\n', short: 'a\nb', spaced: 'a\n\n' },
      list: [{ a: 1, b: [1.5, [true, null]] }, [], 'it: is'],
    };
    expect(print(value)).toBe(`apiVersion: v1
metadata:
  name: a
  labels: {}
  annotations:
    'on': 'yes'
    a.example.com/b: '10'
data:
  run.sh: |
    #!/bin/sh
    exec "$@"
  short: |-
    a
    b
  spaced: |+
    a

list:
  - a: 1
    b:
      - 1.5
      - - true
        - null
  - []
  - 'it: is'
`);
  });

  test('of a key without a value is nothing', () => {
    expect(print({ a: undefined, b: { c: undefined } })).toBe('b: {}\n');
    expect(print({})).toBe('{}\n');
  });

  test('of what holds itself twice is written twice', () => {
    const shared = { b: 1 };
    expect(print({ a: shared, c: shared })).toBe('a:\n  b: 1\nc:\n  b: 1\n');
  });

  test('of several documents can be put one after the other', () => {
    expect(YamlDocuments.write([{ a: 'b\n\n' }, { c: 1 }])).toBe('---\na: |+\n  b\n\n---\nc: 1\n');
    expect(YamlDocuments.read(YamlDocuments.write([{ a: 'b\n\n' }, { c: 1 }]))).toEqual([{ a: 'b\n\n' }, { c: 1 }]);
  });
});
