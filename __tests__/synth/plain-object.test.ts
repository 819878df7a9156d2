import { ApiObject, App, Chart, JsonPatch, Lazy } from 'cdk8s';
import { IntOrString } from 'cdk8s-plus-30/lib/imports/k8s';
import fc from 'fast-check';
import { PlainObject } from '../../lib/synth/plain-object';

function construct(props: object, app = new App({ outdir: 'unused' })): ApiObject {
  return new ApiObject(new Chart(app, 'vision'), 'api', { apiVersion: 'v1', kind: 'Test', ...props });
}

const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.constant(undefined));
const { value } = fc.letrec<{ value: unknown }>(tie => ({
  value: fc.oneof(
    { maxDepth: 4 },
    scalar,
    fc.array(
      tie('value').filter(item => item !== null && item !== undefined),
      { maxLength: 3 },
    ),
    fc.dictionary(
      fc.string().filter(key => key !== '__proto__'),
      tie('value'),
      { maxKeys: 4, noNullPrototype: true },
    ),
    tie('value').map(late => Lazy.any({ produce: () => late })),
  ),
}));
const texts = fc.dictionary(
  fc.string().filter(key => key !== '__proto__'),
  fc.option(fc.string(), { nil: undefined }),
  {
    noNullPrototype: true,
  },
);

test('is the same as toJson(), key by key, or leaves it to that', () => {
  let rendered = 0;
  fc.assert(
    fc.property(
      fc.record({ spec: value, data: value, metadata: fc.record({ labels: texts, annotations: texts, other: value }) }),
      props => {
        const object = construct(props);
        const plain = PlainObject.tryRender(object);
        if (!plain) return;
        rendered++;
        expect(JSON.stringify(plain)).toBe(JSON.stringify(object.toJson()));
      },
    ),
    { numRuns: 500 },
  );
  expect(rendered).toBeGreaterThan(100);
});

test('what is rendered as it stands is not copied, and nothing is changed', () => {
  const props = { spec: { a: { list: [{ z: 1 }] }, b: { z: 1, a: 2 }, c: { nothing: null } } };
  const before = JSON.stringify(props);
  const spec = PlainObject.tryRender(construct(props))?.spec as typeof props.spec;
  expect(JSON.stringify(spec)).toBe('{"a":{"list":[{"z":1}]},"b":{"a":2,"z":1},"c":{}}');
  expect(spec.a).toBe(props.spec.a);
  expect(JSON.stringify(props)).toBe(before);
});

test('a key that JavaScript has a meaning for is as in toJson()', () => {
  const object = construct({ data: JSON.parse('{"__proto__":{"a":1},"b":2}') });
  expect(JSON.stringify(PlainObject.tryRender(object))).toBe(JSON.stringify(object.toJson()));
});

test.each<[string, () => ApiObject]>([
  [
    'a patch',
    () => {
      const object = construct({ spec: {} });
      object.addJsonPatch(JsonPatch.add('/spec/a', 1));
      return object;
    },
  ],
  ['a resolver of the app', () => construct({}, new App({ outdir: 'unused', resolvers: [{ resolve: () => {} }] }))],
  ['a toJson() of its own', () => Object.assign(construct({}), { toJson: () => ({}) })],
  ['a number that may be text', () => construct({ spec: { port: IntOrString.fromNumber(80) } })],
  ['a token', () => construct({ spec: { a: { resolve: () => 1 } } })],
  ['what YAML cannot carry', () => construct({ spec: { a: [undefined] } })],
  ['half of a character', () => construct({ spec: { a: '\ud800' } })],
])('%s is left to toJson()', (_, make) => {
  expect(PlainObject.tryRender(make())).toBeUndefined();
});
