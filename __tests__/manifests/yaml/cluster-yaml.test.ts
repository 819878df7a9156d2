import { FieldPath } from '../../../lib/manifests/json/field-path';
import { ClusterYaml } from '../../../lib/manifests/yaml/cluster-yaml';
import { READ_LIMITS, UnreadableDocument } from '../../../lib/manifests/yaml/parsed-document';

const read = (text: string) => ClusterYaml.parse(text, 1).value;

/** `line: message` of what is wrong with a text. */
function problem(text: string, firstLine = 1): string {
  try {
    ClusterYaml.parse(text, firstLine);
  } catch (error) {
    if (error instanceof UnreadableDocument) return `${error.line}: ${error.message}`;
    throw error;
  }
  return 'none';
}

/** What sigs.k8s.io/yaml v1.6.0 answers to each of these. */
test.each<[string, string, unknown]>([
  ['nothing', '\n', null],
  ['a comment', '# c\n', null],
  ['text', 'a\n', 'a'],
  ['a later merge wins over the own key', 'a: &x {k: 1}\nb: {k: 2, <<: *x}\n', { a: { k: 1 }, b: { k: 1 } }],
  ['a later key wins over a merge', 'a: &x {k: 1}\nb: {<<: *x, k: 2}\n', { a: { k: 1 }, b: { k: 2 } }],
  ['a merge of an object', 'a: {<<: {k: 1}, l: 2}\n', { a: { k: 1, l: 2 } }],
  ['of merged objects the first wins', 'a: {<<: [{k: 1}, {k: 2, l: 3}]}\n', { a: { k: 1, l: 3 } }],
  ['of two merges the second wins', 'a: {<<: {k: 1}, <<: {k: 2}}\n', { a: { k: 2 } }],
  ['a merge of a merge', 'a: &x {k: 1}\nb: &y {<<: *x}\nc: {<<: *y}\n', { a: { k: 1 }, b: { k: 1 }, c: { k: 1 } }],
  ['a quoted merge key is a key', 'a: {"<<": {k: 1}}\n', { a: { '<<': { k: 1 } } }],
  ['a tagged merge key', 'a: {! "<<": {k: 1}, !!merge "<<": {l: 2}}\n', { a: { k: 1, l: 2 } }],
  ['a merge key that is text', 'a: {!!str <<: {k: 1}}\n', { a: { '<<': { k: 1 } } }],
  ['a merge key as a value', 'a: <<\nb: &x <<\nc: *x\n', { a: '<<', b: '<<', c: '<<' }],
  ['an alias', 'a: &x [1, {b: yes}]\nc: *x\n', { a: [1, { b: true }], c: [1, { b: true }] }],
  ['an alias as a key', 'a: &x 0755\n*x : b\n', { a: 493, '493': 'b' }],
  ['an anchor on a key', '&x a: 1\nb: *x\n', { a: 1, b: 'a' }],
  ['an anchor on nothing', 'a: &x\nb: *x\n', { a: null, b: null }],
  ['an anchor that moves', 'a: &x 1\nb: *x\nc: &x 2\nd: *x\n', { a: 1, b: 1, c: 2, d: 2 }],
  ['a key of many types', 'yes: 1\n0x10: 2\n1.50: 3\n2001-01-01: 4\n', { true: 1, 16: 2, 1.5: 3, '2001-01-01': 4 }],
  ['an explicit key', '? a\n: b\n? c\n', { a: 'b', c: null }],
  ['a pair in brackets', 'a: [b: c, "d":e]\n', { a: [{ b: 'c' }, { d: 'e' }] }],
  ['a key without a value', 'a: {b, c: }\n', { a: { b: null, c: null } }],
  ['an unindented list', 'a:\n- b\n- c: d\n  e: f\n', { a: ['b', { c: 'd', e: 'f' }] }],
  [
    'brackets that close at the key',
    'a: [\n  b\n]\nc: {\n}\nd:\n  e: [\nf,\n\tg ]\n',
    { a: ['b'], c: {}, d: { e: ['f', 'g'] } },
  ],
  ['quotes that go on at the key', 'a:\n  b: "c\nd"\n', { a: { b: 'c d' } }],
  ['a literal', 'a: |\n  b\n   c\n\n  d\n\ne: f\n', { a: 'b\n c\n\nd\n', e: 'f' }],
  ['a folded text', 'a: >-\n  b\n  c\n\n  d\n   e\n', { a: 'b c\nd\n e' }],
  ['kept breaks', 'a: |+\n  b\n\n', { a: 'b\n\n' }],
  ['an indentation of its own', 'a: |1\n  b\n', { a: ' b\n' }],
  ['folded quotes', 'a: "b\n\n  c \\\n  d\\n"\n', { a: 'b\nc d\n' }],
  ['escapes', 'a: "\\x41\\u00e9\\U0001F600\\N\\_\\L\\P\\e\\0"\n', { a: 'A\u00e9\u{1f600}\x85\xa0\u2028\u2029\x1b\0' }],
  ['a tab after the colon', 'a:\tb\t# c\n', { a: 'b' }],
  ['only the first document', 'a: b\n...\nc: d\n', { a: 'b' }],
  ['JSON', '{"a":[true,null,-1.5e3],"b":{"c":"\\t\\\\"}}\n', { a: [true, null, -1500], b: { c: '\t\\' } }],
])('%s', (_, text, value) => {
  expect(JSON.stringify(read(text))).toBe(JSON.stringify(value));
});

test('__proto__ is a key like any other', () => {
  const value = read('__proto__: {a: 1}\nb: {<<: {__proto__: 2}}\n') as object;
  expect(JSON.stringify(value)).toBe('{"__proto__":{"a":1},"b":{"__proto__":2}}');
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
});

describe('repeated keys', () => {
  test.each<[string, string, string[]]>([
    ['none', 'a: 1\nb: {a: 2}\n', []],
    ['at the top', 'a: 1\nb: 2\na: 3\n', ['3 a']],
    ['deep down', 'a:\n- b: 1\n- c.d: 1\n  c.d: 2\n', ['4 a[1][c.d]']],
    ['with objects', 'a:\n  b: {c: d}\n  b:\n    c:\n      d: e\n', ['3 a.b']],
    ['in and around each other', 'a: 1\na:\n  b: 1\n  b: 2\n', ['2 a', '4 a.b']],
    ['three times', 'a: {b: 1, b: 2, b: 3}\n', ['1 a.b', '1 a.b']],
    ['of other types', '1: a\n"1": b\nyes: c\ntrue: d\n', ['2 1', '4 true']],
    ['a merge over an own key', 'x: &x {a: 1, b: 2}\nz:\n  a: 0\n  <<: *x\n', ['4 z.a']],
    ['an own key over a merge', 'x: &x {a: 1}\ny:\n  <<: *x\n  a: 0\n', []],
    ['an own key twice over a merge', 'x: &x {a: 1}\nz:\n  <<: *x\n  a: 0\n  a: 2\n', ['5 z.a']],
    ['two merges', 'x: &x {a: 1}\ny: {<<: *x, <<: *x}\n', []],
    ['inside a list of pairs', 'x: [{a: 1}, {a: 1, a: 2}]\n', ['1 x[1].a']],
  ])('%s', (_, text, expected) => {
    const { repeatedKeys } = ClusterYaml.parse(text, 1);
    expect(repeatedKeys.map(({ path, line }) => `${line} ${FieldPath.of(path)}`)).toEqual(expected);
  });

  test('of more of them than anyone writes, the document is refused', () => {
    expect(problem('a: b\n'.repeat(READ_LIMITS.repeatedKeys + 2))).toMatch(/^\d+: repeats too many keys$/);
  });
});

describe('what is refused, with its line', () => {
  test.each<[string, string]>([
    ['a: b\n c: d\n', '2: is not valid YAML: bad indentation of a mapping entry'],
    [
      'a: b\nc\nd: e\n',
      '3: is not valid YAML: can not read a block mapping entry; a multiline key may not be an implicit key',
    ],
    ['a: [b\n', '2: is not valid YAML: unexpected end of the stream within a flow collection'],
    ['a:\n\tb: c\n', '2: is not valid YAML: tab characters must not be used in indentation'],
    ['a: "b\n...\n"\n', '2: is not valid YAML: deficient indentation'],
    ['a: {\t}\n', '1: is not valid YAML: deficient indentation'],
    ['%YAML 1.1\n', '2: is not valid YAML: directives end mark is expected'],
    ['a: b\n[c]: d\n', '2: a key must be text, a number or a bool, got a list'],
    ['{a: b}: c\n', '1: a key must be text, a number or a bool, got an object'],
    ['a:\n  ~: c\n', '2: a key must be text, a number or a bool, got null'],
    ['18446744073709551615: c\n', '1: a key must be text, a number or a bool, got 18446744073709551615'],
    ['a: b\nc: -.inf\n', '2: JSON has no number -Infinity'],
    ['a: *x\n', '1: nothing is called "&x"'],
    ['a: &x [*x]\n', '1: "*x" would be a part of itself'],
    ['a: &x {b: {<<: *x}}\n', '1: "*x" would be a part of itself'],
    ['a: {<<: b}\n', '1: "<<" must have an object, or a list of objects'],
    ['a: {<<: [b]}\n', '1: "<<" must have an object, or a list of objects'],
    ['a: &x [{b: c}]\nd: {<<: *x}\n', '2: "<<" must have an object, or a list of objects'],
    ['a: b\n# \u2028c: d\n', '2: has U+2028, which not all readers take for text; write it as an escape'],
    ['a: "\x85"\n', '1: has U+0085, which not all readers take for text; write it as an escape'],
    ['a: \ufeffb\n', '1: has U+FEFF, which not all readers take for text; write it as an escape'],
    ['a: b\nc: "\x07"\n', '2: has the control character U+0007'],
    ['a: &x.y b\n', '1: anchors and aliases may have letters, digits, "-" and "_" only'],
    ['a: &x b\nc: *x.y\n', '2: anchors and aliases may have letters, digits, "-" and "_" only'],
    ['a: [!!str, b]\n', '1: a tag must have a space after it'],
    ['a: !! b\n', '1: the tag "!!" has no name'],
    ['a: {b: c?d}\n', '1: text with "?" or ":" in brackets must be quoted'],
    ['a: [?b]\n', '1: text with "?" or ":" in brackets must be quoted'],
    ['a: [! :b]\n', '1: text with "?" or ":" in brackets must be quoted'],
    ['a:\n  [b:]\n', '2: a ":" in brackets must have a space after it'],
    ['a: {b :,}\n', '1: a ":" in brackets must have a space after it'],
    ['a: "\\/"\n', '1: has the unknown escape "\\\\/"'],
    ['a: "\\ud83d\\ude00"\n', '1: has the escape \\ud83d, which is no character'],
    ['a: "\\U00110000"\n', '1: has the escape \\U00110000, which is no character'],
    ['a: "b\\\n\n  c"\n', '1: an escaped line break may have no blank line after it'],
    [' --- \na: b\n', '1: an indented "---" begins no document'],
    ['# c\n...\na: b\n', '2: a line "..." ends no document here'],
  ])('%j', (text, expected) => {
    expect(problem(text)).toBe(expected);
    expect(problem(text, 11)).toBe(expected.replace(/^\d+/, line => String(Number(line) + 10)));
  });

  test('text after the document is told, with its line', () => {
    expect(ClusterYaml.parse('a: b\n...\n# c\n', 1).unreadLine).toBeUndefined();
    expect(ClusterYaml.parse('a: b\n...\n# c\nd: e\n', 5).unreadLine).toBe(8);
    expect(ClusterYaml.parse('a: b\n...\n- &x c\n', 5).unreadLine).toBe(7);
  });
});

describe('what has no end', () => {
  const bomb = (levels: number) =>
    Array.from(
      { length: levels },
      (_, n) =>
        `a${n}: &a${n} [${Array(10)
          .fill(n === 0 ? 'x' : `*a${n - 1}`)
          .join(', ')}]\n`,
    );

  test('aliases may stand for as much as go-yaml lets them', () => {
    // go-yaml v2.4.2 takes the first and refuses the second.
    expect(problem(bomb(3).join(''))).toBe('none');
    expect(problem(bomb(4).join(''))).toBe('4: its aliases stand for too many values');
    expect(problem(bomb(60).join(''))).toBe('4: its aliases stand for too many values');
  });

  test.each([
    ['in brackets', '['.repeat(100_000)],
    ['in braces', '{a: '.repeat(100_000)],
    ['in lists', '- '.repeat(100_000)],
    ['in objects', Array.from({ length: 2000 }, (_, n) => `${' '.repeat(n)}a:\n`).join('')],
    ['in keys', '? '.repeat(100_000)],
  ])('nesting %s ends', (_, text) => {
    expect(problem(`${text}\n`)).toMatch(/^\d+: is nested deeper than 500 levels$/);
  });

  test('nesting ends through aliases too', () => {
    const deep = (inner: string) => '['.repeat(300) + inner + ']'.repeat(300);
    expect(problem(`a: &a ${deep('x')}\nb: *a\n`)).toBe('none');
    expect(problem(`a: &a ${deep('x')}\nb: ${deep('*a')}\n`)).toBe('2: is nested deeper than 500 levels');
  });

  test('more values than fit are refused before they are read', () => {
    expect(problem(`a: [${'b,'.repeat(READ_LIMITS.values)}]\n`)).toBe(
      '1: is too large: it may have more than 5000000 values',
    );
    expect(problem(`a: ${'b:c'.repeat(READ_LIMITS.values)}\n`)).toBe('none');
  });
});
