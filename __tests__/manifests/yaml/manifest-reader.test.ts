import fc from 'fast-check';
import { dump } from 'js-yaml';
import type { JsonObject } from '../../../lib/manifests/json/json';
import { ManifestReader } from '../../../lib/manifests/yaml/manifest-reader';
import { READ_LIMITS } from '../../../lib/manifests/yaml/parsed-document';

const read = (text: string) => ManifestReader.read(text, 'a.yaml');
const errors = (text: string) => read(text).errors.map(String);
const names = (text: string) => read(text).manifests.map(String);

const configMap = (name: string, rest = '') => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n${rest}`;

test('objects come with their places, and with the values of a cluster', () => {
  const { manifests, errors } = read(`# head
---
# more
apiVersion: v1
kind: Pod
metadata: {name: a, namespace: b}
spec:
  hostNetwork: yes
  containers:
    - securityContext: {privileged: on}
  volumes:
    - configMap: {defaultMode: 0644}
---

---
${configMap('c')}`);
  expect(errors).toEqual([]);
  expect(manifests.map(({ origin }) => origin)).toEqual([
    { file: 'a.yaml', document: 1, line: 4 },
    { file: 'a.yaml', document: 3, line: 16 },
  ]);
  expect(manifests[0].spec).toEqual({
    hostNetwork: true,
    containers: [{ securityContext: { privileged: true } }],
    volumes: [{ configMap: { defaultMode: 420 } }],
  });
});

test('kinds that nobody knows, and fields of any type, are read', () => {
  const text =
    'apiVersion: example.com/v9\nkind: Thing\nmetadata: {name: a, labels: {b: 1}, annotations: []}\nspec: [1]\nstatus: null\n';
  const [manifest] = read(text).manifests;
  expect(manifest.object).toEqual({
    apiVersion: 'example.com/v9',
    kind: 'Thing',
    metadata: { name: 'a', labels: { b: 1 }, annotations: [] },
    spec: [1],
    status: null,
  });
});

test('repeated keys come with their object; the last one wins', () => {
  const [manifest] = read(configMap('a', 'data:\n  a.b: 1\n  a.b: 2\nkind: Secret\n')).manifests;
  expect(manifest.kind).toBe('Secret');
  expect(manifest.object.data).toEqual({ 'a.b': 2 });
  expect(manifest.origin.duplicateKeys).toEqual([
    { path: 'data[a.b]', line: 6 },
    { path: 'kind', line: 7 },
  ]);
  expect(read(configMap('a')).manifests[0].origin).not.toHaveProperty('duplicateKeys');
});

describe('what is no object', () => {
  test.each<[string, string, string]>([
    ['text', 'hello\n', '1: the document must be an object, got "hello"'],
    ['long text', `${'x'.repeat(50)}\n`, `1: the document must be an object, got "${'x'.repeat(39)}…`],
    ['a list', '- a\n', '1: the document must be an object, got a list'],
    ['a number', '\n\n42\n', '3: the document must be an object, got 42'],
    [
      'an empty object',
      '{}\n',
      '1: the document is no Kubernetes object: it has no apiVersion, no kind and no metadata.name',
    ],
    [
      'no apiVersion',
      'kind: A\nmetadata: {name: a}\n',
      '1: the document is no Kubernetes object: it has no apiVersion',
    ],
    [
      'an apiVersion that is no text',
      'apiVersion: 1\nkind: A\nmetadata: {name: a}\n',
      '1: the document is no Kubernetes object: it has no apiVersion',
    ],
    [
      'no kind',
      'apiVersion: v1\nkind: ""\nmetadata: {name: a}\n',
      '1: the document is no Kubernetes object: it has no kind',
    ],
    ['no metadata', 'apiVersion: v1\nkind: A\n', '1: the document is no Kubernetes object: it has no metadata.name'],
    [
      'null metadata',
      'apiVersion: v1\nkind: A\nmetadata:\n',
      '1: the document is no Kubernetes object: it has no metadata.name',
    ],
    [
      'no name',
      'apiVersion: v1\nkind: A\nmetadata: {namespace: a}\n',
      '1: the document is no Kubernetes object: it has no metadata.name',
    ],
    [
      'an empty name',
      'apiVersion: v1\nkind: A\nmetadata: {name: ""}\n',
      '1: the document is no Kubernetes object: it has no metadata.name',
    ],
  ])('%s', (_, text, expected) => {
    expect(errors(text)).toEqual([`a.yaml, document 1, line ${expected}`]);
    expect(read(text).manifests).toEqual([]);
  });

  test('is counted as YAML counts documents: empty ones too, but not what stands before the first separator', () => {
    const counted = (text: string) => read(text).manifests.map(({ origin }) => origin.document);
    expect(counted(`# head\n---\n${configMap('a')}`)).toEqual([1]);
    expect(counted(`---\n---\n# comment\n---\n${configMap('a')}---\nnull\n---\n${configMap('b')}`)).toEqual([3, 5]);
    expect(counted(`{"apiVersion":"v1","kind":"A","metadata":{"name":"a"}}\n---\n---\n${configMap('b')}`)).toEqual([
      1, 3,
    ]);
  });

  test('is told among objects, which are read', () => {
    const text = [configMap('a'), 'b\n', configMap('c'), 'd: [\n', '# nothing\n', configMap('e')].join('---\n');
    expect(names(text)).toEqual(['ConfigMap a', 'ConfigMap c', 'ConfigMap e']);
    expect(read(text).manifests.map(({ origin }) => origin.document)).toEqual([1, 3, 6]);
    expect(errors(text)).toEqual([
      'a.yaml, document 2, line 5: the document must be an object, got "b"',
      'a.yaml, document 4, line 12: is not valid YAML: unexpected end of the stream within a flow collection',
    ]);
  });

  test('but a name that is generated, or of another type, is for checks', () => {
    for (const metadata of ['{generateName: a-}', '{name: 5}', '{name: [a]}', '[]', 'a']) {
      expect(errors(`apiVersion: v1\nkind: A\nmetadata: ${metadata}\n`)).toEqual([]);
    }
  });

  test('text after the end of a document is told', () => {
    const text = `${configMap('a')}...\n${configMap('b')}`;
    expect(names(text)).toEqual(['ConfigMap a']);
    expect(errors(text)).toEqual([
      'a.yaml, document 1, line 5: has text after the end of its document ("..."), which is not read',
    ]);
  });
});

describe('lists', () => {
  test('are unpacked, with the place of each object', () => {
    const text = `apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Secret
  metadata: {name: a, name: b}
-
  apiVersion: v1
  kind: List
  items:
    - {apiVersion: v1, kind: Node, metadata: {name: c, labels: {x: 1, x: 2}}}
`;
    const { manifests, errors } = read(text);
    expect(errors).toEqual([]);
    expect(manifests.map(manifest => [String(manifest), manifest.origin])).toEqual([
      [
        'Secret b',
        { file: 'a.yaml', document: 1, line: 4, item: 'items[0]', duplicateKeys: [{ path: 'metadata.name', line: 6 }] },
      ],
      [
        'Node c',
        {
          file: 'a.yaml',
          document: 1,
          line: 8,
          item: 'items[1].items[0]',
          duplicateKeys: [{ path: 'metadata.labels.x', line: 11 }],
        },
      ],
    ]);
  });

  test('of JSON are unpacked likewise', () => {
    const item = (name: string) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name } });
    const text = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [item('a'), item('b')] }, null, 1);
    expect(read(text).manifests.map(({ name, origin }) => [name, origin.line, origin.item])).toEqual([
      ['a', 5, 'items[0]'],
      ['b', 12, 'items[1]'],
    ]);
  });

  test('give their kind to elements that have none', () => {
    expect(
      names(
        'apiVersion: v1\nkind: PodList\nitems: [metadata: {name: a}, {kind: Node, apiVersion: v1, metadata: {name: b}}]\n',
      ),
    ).toEqual(['Pod a', 'Node b']);
    expect(errors('apiVersion: v1\nkind: PodList\nitems: [{kind: Pod, metadata: {name: a}}]\n')).toEqual([
      'a.yaml, document 1, line 3: items[0] is no Kubernetes object: it has no apiVersion',
    ]);
    expect(errors('apiVersion: v1\nkind: List\nitems: [metadata: {name: a}]\n')).toEqual([
      'a.yaml, document 1, line 3: items[0] is no Kubernetes object: it has no kind',
    ]);
  });

  test.each<[string, string]>([
    ['an empty one', 'apiVersion: v1\nkind: List\nitems: []\n'],
    ['one of nothing', 'apiVersion: v1\nkind: ConfigMapList\nitems:\n'],
    ['one without items', 'apiVersion: v1\nkind: List\nmetadata: {resourceVersion: ""}\n'],
  ])('may be empty: %s', (_, text) => {
    expect(read(text)).toMatchObject({ manifests: [], errors: [] });
  });

  test('of any kind are lists, and objects too if they have a name', () => {
    expect(
      names(
        'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nitems: [{apiVersion: v1, kind: Node, metadata: {name: b}}]\n',
      ),
    ).toEqual(['Pod a', 'Node b']);
    expect(names('apiVersion: v1\nkind: Pod\nitems: [{apiVersion: v1, kind: Node, metadata: {name: b}}]\n')).toEqual([
      'Node b',
    ]);
    expect(
      names(
        'apiVersion: v1\nkind: NodeList\nmetadata: {name: a}\nitems: [{apiVersion: v1, kind: Node, metadata: {name: b}}]\n',
      ),
    ).toEqual(['Node b']);
    expect(names('apiVersion: example.com/v1\nkind: AllowList\nmetadata: {name: a}\nspec: {}\n')).toEqual([
      'AllowList a',
    ]);
    expect(names('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\nitems: {}\n')).toEqual(['ConfigMap a']);
  });

  test.each<[string, string, string]>([
    ['no kind', 'apiVersion: v1\nitems: []\n', '1: the document is no Kubernetes object: it has no kind'],
    ['items that are no list', 'apiVersion: v1\nkind: List\nitems: {}\n', '1: items must be a list, got an object'],
    ['an element that is text', 'apiVersion: v1\nkind: List\nitems:\n- a\n', '1: items[0] must be an object, got "a"'],
    [
      'an element that is nothing',
      'apiVersion: v1\nkind: List\nitems:\n-\n',
      '1: items[0] must be an object, got null',
    ],
    [
      'repeated items',
      'apiVersion: v1\nkind: List\nitems: [a]\nitems: []\n',
      '4: repeats the key items; the last one is read',
    ],
    [
      'a bad list in a list',
      'apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: List, items: [1]}\n',
      '4: items[0].items[0] must be an object, got 1',
    ],
  ])('that are wrong are errors: %s', (_, text, expected) => {
    expect(errors(text)).toEqual([`a.yaml, document 1, line ${expected}`]);
  });

  test('with a name of their own keep what is repeated in themselves', () => {
    const text =
      'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nitems: [{apiVersion: v1, kind: Node, kind: Node, metadata: {name: b}}]\nspec: 1\nspec: 2\n';
    expect(read(text).manifests.map(({ origin }) => origin.duplicateKeys)).toEqual([
      [{ path: 'spec', line: 6 }],
      [{ path: 'kind', line: 4 }],
    ]);
  });
});

describe('bad input ends', () => {
  test('NUL bytes', () => {
    expect(errors('a: \0b\n')).toEqual(['a.yaml: is binary: it has NUL bytes']);
  });

  test('truncated input loses its last document only', () => {
    const text = Array.from({ length: 20 }, (_, n) => configMap(`a${n}`, 'data: {a: "b"}\n')).join('---\n');
    for (let cut = 1; cut < 30; cut++) {
      const { manifests, errors } = read(text.slice(0, -cut));
      expect(manifests.slice(0, 19).map(({ name }) => name)).toEqual(Array.from({ length: 19 }, (_, n) => `a${n}`));
      expect(errors.every(({ document }) => document === 20)).toBe(true);
    }
    expect(errors(text.slice(0, -3))).toEqual(
      [
        'a.yaml, document 20, line 99: is not valid YAML: unexpected end of the stream within a double quoted scalar',
      ].map(error => error.replace('99', '100')),
    );
  });

  test('bad documents without end', () => {
    const found = errors('a: [\n---\n'.repeat(READ_LIMITS.errors + 5));
    expect(found).toHaveLength(READ_LIMITS.errors + 1);
    expect(found.at(-1)).toBe('a.yaml: has more than 10000 errors; the rest is not read');
  });

  test('aliases without end, though each document has few', () => {
    const document = `${configMap('a')}b: &b [${'x,'.repeat(1000)}]\nc: [${'*b,'.repeat(90)}]\n`;
    const found = errors(`${document}---\n`.repeat(20));
    expect(found).toHaveLength(9);
    expect(found[0]).toBe('a.yaml, document 12, line 67: aliases of this file stand for more than 1000000 values');
  });
});

describe('whatever is read', () => {
  const key = fc.oneof(
    fc.constantFrom('a', 'yes', '1', '0x1', '1.5', '~', '<<', '', 'a.b/c', '-', '__proto__', 'é'),
    fc.string(),
  );
  const scalar = fc.oneof(
    fc.constantFrom<unknown>(
      null,
      true,
      false,
      0,
      1.5,
      -1e21,
      'y',
      'No',
      '0755',
      '1_0',
      '.inf',
      '2001-01-01',
      '=',
      '1:30',
      '\n',
      ' a',
      'a\n b\n',
    ),
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(value => value + 0),
  );
  const { value } = fc.letrec<{ value: unknown }>(tie => ({
    value: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      scalar,
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
    ),
  }));
  /** Not what js-yaml writes wrongly: line breaks of YAML 1.1, and `0X1` without quotes, which is a number to a cluster. */
  const isWritten = (text: string) => !/[\x85\u2028\u2029\ufeff]|0[BOX]/.test(text);
  const object = fc
    .tuple(fc.string({ minLength: 1 }), value)
    .map(([name, spec]) => ({ apiVersion: 'v1', kind: 'Thing', metadata: { name }, spec }));

  test('YAML as js-yaml writes it is read as it was', () => {
    fc.assert(
      fc.property(fc.array(object, { maxLength: 3 }), objects => {
        const text = objects.map(one => dump(one)).join('---\n');
        fc.pre(isWritten(text));
        const found = ManifestReader.read(text, 'a.yaml');
        expect(found.errors.map(String)).toEqual([]);
        expect(JSON.stringify(found.manifests.map(manifest => manifest.object))).toBe(JSON.stringify(objects));
      }),
      { numRuns: 400 },
    );
  });

  test('JSON is read as JSON.parse reads it, and its YAML reading agrees', () => {
    fc.assert(
      fc.property(object, fc.constantFrom(0, 1, 4), (one, indentation) => {
        const text = JSON.stringify(one, null, indentation);
        expect(JSON.stringify(read(text).manifests[0].object)).toBe(
          text === '' ? '' : JSON.stringify(JSON.parse(text)),
        );
        const asYaml = read(`---\n${text}\n`);
        if (asYaml.errors.length === 0)
          expect(JSON.stringify(asYaml.manifests[0].object)).toBe(JSON.stringify(JSON.parse(text)));
      }),
      { numRuns: 400 },
    );
  });

  test('is read, or is an error: nothing throws', () => {
    const piece = fc.constantFrom(
      'a',
      ': ',
      ':',
      '- ',
      '\n',
      '\n  ',
      '[',
      ']',
      '{',
      '}',
      ',',
      '"',
      "'",
      '#',
      '|',
      '>',
      '&x ',
      '*x',
      '!!int ',
      '!',
      '? ',
      '<<',
      '\\',
      '\t',
      '---\n',
      '...\n',
      '%',
      '\r',
      '\ufeff',
      '\u2028',
      '\x07',
      '1',
      'yes',
      'apiVersion: v1\n',
      'kind: List\n',
      'items:\n',
      'metadata: ',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 20 }), pieces => {
        const { manifests, errors } = read(pieces.join(''));
        for (const { origin } of manifests) expect(origin.line).toBeGreaterThan(0);
        for (const error of errors) expect(error.message).toMatch(/\S/);
      }),
      { numRuns: 2000 },
    );
  });

  test('a document that is cut off, or bad, does not change the others', () => {
    const good = configMap('good');
    const text = (objects: JsonObject[]) => objects.map(one => dump(one)).join('---\n');
    fc.assert(
      fc.property(object, fc.nat(), (one, at) => {
        const whole = text([one]);
        fc.pre(isWritten(whole));
        const { manifests } = read(`${good}---\n${whole.slice(0, at % whole.length)}\n---\n${good}`);
        expect(manifests[0].name).toBe('good');
        expect(manifests.at(-1)?.name).toBe('good');
      }),
      { numRuns: 400 },
    );
  });
});

test('a template of Helm is called one, and what a template stands in is not', () => {
  const hint = '; the file has "{{": render the template first, as "helm template" does';
  expect(errors('{{- if .Values.on }}\napiVersion: v1\n{{- end }}\n')).toEqual([
    `a.yaml, document 1, line 1: is not valid JSON: "{" is not expected here${hint}`,
  ]);
  expect(errors('apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}\n')).toEqual([
    expect.stringContaining(hint),
  ]);
  expect(errors(configMap('a', 'data: { x: "{{ $labels.pod }}" }'))).toEqual([]);
});
