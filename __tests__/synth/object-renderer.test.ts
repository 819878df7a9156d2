import { ApiObject, App, Chart, Lazy } from 'cdk8s';
import { ObjectRenderer } from '../../lib/synth/object-renderer';

function problem(spec: unknown, props: object = {}): string {
  const chart = new Chart(new App({ outdir: 'unused' }), 'vision');
  const construct = new ApiObject(chart, 'api', { apiVersion: 'v1', kind: 'Test', spec, ...props });
  try {
    ObjectRenderer.render(construct);
  } catch (error) {
    return (error as Error).message;
  }
  return 'none';
}

const advice = 'which YAML cannot carry; make it text, a number, a boolean, a list or a map';

test('an object that can be written has no problem', () => {
  expect(problem({ a: Lazy.any({ produce: () => [1] }) })).toBe('none');
});

test.each<[string, unknown, string]>([
  ['a function', { a: () => 1 }, `vision/api: spec.a is a function, ${advice}`],
  ['no number', { a: [Number.NaN] }, `vision/api: spec.a[0] is NaN, ${advice}`],
  ['nothing in a list', { a: [undefined] }, `vision/api: spec.a[0] is nothing, in a list, ${advice}`],
  ['a bigint', { a: 1n }, `vision/api: spec.a is a bigint, ${advice}`],
  ['a date', { a: { b: new Date(0) } }, `vision/api: spec.a.b is an object of class Date, ${advice}`],
  [
    'a date that is known late',
    { a: Lazy.any({ produce: () => new Date(0) }) },
    `vision/api: spec.a is an object of class Date, ${advice}`,
  ],
])('%s', (_, spec, text) => {
  expect(problem(spec)).toBe(text);
});

test('a cycle', () => {
  const spec: Record<string, unknown> = {};
  spec.a = { b: spec };
  expect(problem(spec)).toBe(`vision/api: spec.a.b holds itself, ${advice}`);
});

test('no kind, no name', () => {
  expect(problem({}, { kind: '', metadata: { name: '' } })).toBe(
    'vision/api: the object has no kind; every Kubernetes object needs one\n' +
      'vision/api: the object has no metadata.name; every Kubernetes object needs one',
  );
});

test('what cdk8s has to say itself is left as it is', () => {
  expect(problem({ a: Lazy.any({ produce: () => fail('not ready') }) })).toMatch(/vision\/api.*not ready/);
});

function fail(text: string): never {
  throw new Error(text);
}
