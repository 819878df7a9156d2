import { FieldPath } from '../../../lib/manifests/json/field-path';
import { DocumentStream } from '../../../lib/manifests/yaml/document-stream';
import { InputError } from '../../../lib/manifests/yaml/input-error';
import { READ_LIMITS, UnreadableDocument } from '../../../lib/manifests/yaml/parsed-document';

/** The documents of a text: `line JSON`, or `line! error`; empty ones left out. */
function documents(text: string): string[] {
  return [...DocumentStream.read(text)]
    .filter(document => document instanceof UnreadableDocument || document.value !== null)
    .map(document =>
      document instanceof UnreadableDocument
        ? `${document.line}! ${document.message}`
        : `${document.line} ${JSON.stringify(document.value)}`,
    );
}

const SEPARATOR_PROBLEM = 'a line that begins with "---" must have nothing but a comment after it, got';

describe('YAML', () => {
  test.each<[string, string, string[]]>([
    ['nothing', '', []],
    ['blanks, comments and separators', '\n# a\n---\n---\n\n--- # b\n  \n...\n', []],
    ['one', 'a: b', ['1 {"a":"b"}']],
    ['two', 'a: b\n---\nc: d\n', ['1 {"a":"b"}', '3 {"c":"d"}']],
    ['a separator before, and after', '---\na: b\n---\n', ['2 {"a":"b"}']],
    ['comments and blanks around a separator', '# a\n\n--- \t# b\n\n# c\na: b\n', ['6 {"a":"b"}']],
    ['a comment without a space', '---# b\na: b\n', ['2 {"a":"b"}']],
    [
      'line feeds of Windows',
      '---\r\na: |\r\n  b\r\n  c\r\n---\r\nd: "e\r\n  f"\r\n',
      ['2 {"a":"b\\nc\\n"}', '6 {"d":"e f"}'],
    ],
    ['a byte order mark', '\ufeff---\na: b\n', ['2 {"a":"b"}']],
    ['a literal at the end of the text', 'a: |\n  b', ['1 {"a":"b\\n"}']],
    ['separators that are none', 'a: |\n  ---\n  --- b\nc: ---\n', ['1 {"a":"---\\n--- b\\n","c":"---"}']],
    ['text after a separator', 'a: b\n--- c\nd: e\n', ['1 {"a":"b"}', `2! ${SEPARATOR_PROBLEM} "c"`, '3 {"d":"e"}']],
    ['more dashes', 'a: b\n----\nd: e\n', ['1 {"a":"b"}', `2! ${SEPARATOR_PROBLEM} "-"`, '3 {"d":"e"}']],
    ['a certificate', '-----BEGIN CERTIFICATE-----\n', [`1! ${SEPARATOR_PROBLEM} "--BEGIN CERTIFICATE-…"`]],
    [
      'directives, which kubectl splits off',
      '%YAML 1.1\n---\na: b\n',
      ['2! is not valid YAML: directives end mark is expected', '3 {"a":"b"}'],
    ],
    [
      'a bad one between good ones',
      'a: b\n---\nc: [\n---\nd: e\n',
      ['1 {"a":"b"}', '4! is not valid YAML: unexpected end of the stream within a flow collection', '5 {"d":"e"}'],
    ],
    ['JSON after a separator, which is YAML', '---\n{"a": "b\\/c"}\n', ['2! has the unknown escape "\\\\/"']],
  ])('%s', (_, text, expected) => {
    expect(documents(text)).toEqual(expected);
  });
});

describe('JSON', () => {
  test.each<[string, string, string[]]>([
    ['one', '{"a": 1}', ['1 {"a":1}']],
    [
      'many, in lines and in one',
      '{"a":1}\n{"b":2}{"c":3} {"d":4}\n',
      ['1 {"a":1}', '2 {"b":2}', '2 {"c":3}', '2 {"d":4}'],
    ],
    ['blanks before it', '\n \t\r\n{"a": 1}', ['3 {"a":1}']],
    [
      'all of JSON',
      '{"a":[],"b":{},"c":[true,false,null,-0.5e+2,0],"d":"\\ud83d\\ude00\\/\\n\u2028"}',
      ['1 {"a":[],"b":{},"c":[true,false,null,-50,0],"d":"\u{1f600}/\\n\u2028"}'],
    ],
    ['what YAML would read otherwise', '{"a":"\\/","b":"yes","c\\u0041":1.50}', ['1 {"a":"/","b":"yes","cA":1.5}']],
    ['other values after one', '{}\n[1]\n"x"\n2\n', ['1 {}', '2 [1]', '3 "x"', '4 2']],
    ['braces of YAML', '{a: yes}', ['1 {"a":true}']],
    ['a comment of YAML', '{"a": yes # c\n}', ['1 {"a":true}']],
    ['YAML after one', '{"a": 1}\nb: yes\n---\nc: 0755\n', ['1 {"a":1}', '2 {"b":true}', '4 {"c":493}']],
    ['a separator after one', '{"a":1}\n---\n{"b":2}\n', ['1 {"a":1}', '3 {"b":2}']],
    [
      'a separator after two',
      '{"a":1}\n{"b":2}\n---\n{c: on}\n',
      ['1 {"a":1}', '2 {"b":2}', '3! is not valid JSON: "-" is not expected here', '4 {"c":true}'],
    ],
    [
      'a bad one after two',
      '{"a":1}{"b":2}\n{"c" 3}',
      ['1 {"a":1}', '1 {"b":2}', '2! is not valid JSON: "3" is not expected here'],
    ],
    ['cut off', '{"a":1}{"b":2}{"c":"d', ['1 {"a":1}', '1 {"b":2}', '1! is not valid JSON: it ends too early']],
    ['cut off at once', '{"a":\n[1,', ['2! is not valid JSON: it ends too early']],
    ['neither JSON nor YAML', '{"a": 1,,}', ['1! is not valid JSON: "," is not expected here']],
    [
      'a break in a text',
      '{"a":1}{"b":2}{"c":"\n"}',
      ['1 {"a":1}', '1 {"b":2}', '1! is not valid JSON: "\\n" is not expected here'],
    ],
    [
      'an unknown escape',
      '{"a":1}{"b":2}{"c":"\\x"}',
      ['1 {"a":1}', '1 {"b":2}', '1! is not valid JSON: a text has an unknown escape'],
    ],
    [
      'an unknown word',
      '{"a":1}{"b":2}{"c":nil}',
      ['1 {"a":1}', '1 {"b":2}', '1! is not valid JSON: "n" is not expected here'],
    ],
    [
      'a key that is no text',
      '{"a":1}{"b":2}{3:4}',
      ['1 {"a":1}', '1 {"b":2}', '1! is not valid JSON: "3" is not expected here'],
    ],
    ['too large a number', '{"a":1e999}\n---\nb: c\n', ['1! the number 1e999 is too large', '3 {"b":"c"}']],
    ['half a character', '{"a":"\\ud83d"}', ['1! has an escape that is no character']],
    ['nesting without end', '{"a":'.repeat(100_000), ['1! is nested deeper than 500 levels']],
    [
      'nesting within the limit',
      `{"a":${'['.repeat(400)}${']'.repeat(400)}}`,
      [`1 {"a":${'['.repeat(400)}${']'.repeat(400)}}`],
    ],
    ['a key like any other', '{"__proto__":{"a":1}}', ['1 {"__proto__":{"a":1}}']],
  ])('%s', (_, text, expected) => {
    expect(documents(text)).toEqual(expected);
  });

  test('repeated keys are told, and the last one wins', () => {
    const [document] = DocumentStream.read('{"a":1,\n"b":[{"c":1,"c":2,\n"d":{"c":3}}],\n"a":4}');
    if (document instanceof UnreadableDocument) throw document;
    expect(document.value).toEqual({ a: 4, b: [{ c: 2, d: { c: 3 } }] });
    expect(document.repeatedKeys.map(({ path, line }) => `${line} ${FieldPath.of(path)}`)).toEqual(['2 b[0].c', '4 a']);
  });

  test('of more repeated keys than anyone writes, the document is refused', () => {
    expect(documents(`{${'"a":1,'.repeat(READ_LIMITS.repeatedKeys + 1)}"a":1}`)).toEqual(['1! repeats too many keys']);
  });

  test('of more values than fit, the document is refused', () => {
    expect(documents(`{"a":[${'1,'.repeat(READ_LIMITS.values)}1]}`)).toEqual([
      '1! is too large: it has more than 5000000 values',
    ]);
  });
});

test('a path is written as findings write it', () => {
  expect(FieldPath.of([])).toBe('');
  expect(FieldPath.of(['spec', 'containers', 0, 'image'])).toBe('spec.containers[0].image');
  expect(FieldPath.of(['metadata', 'labels', 'app.kubernetes.io/name'])).toBe(
    'metadata.labels[app.kubernetes.io/name]',
  );
  expect(FieldPath.of(['items', 2, 'a b', ''])).toBe('items[2][a b][]');
});

test('an error says where it is, as far as it is known', () => {
  expect(String(new InputError('is binary', 'a.yaml'))).toBe('a.yaml: is binary');
  expect(String(new InputError('is bad', 'a.yaml', 2, 14))).toBe('a.yaml, document 2, line 14: is bad');
  expect(new InputError('x'.repeat(1000), 'a.yaml').message).toBe(`${'x'.repeat(200)}…`);
});
