import { refusalOf, Scratch } from './judged-app';

let scratch: Scratch;
beforeEach(() => {
  scratch = new Scratch();
});
afterEach(() => {
  delete process.env.FORTRESS_TRACE;
  scratch.remove();
});

/** What an app is refused with; its modules are loaded anew, for they look at the environment when they are loaded. */
function refused(): string {
  let text = '';
  jest.isolateModules(() => {
    const { prodChart, unfinished, Scratch: Fresh } = require('./judged-app') as typeof import('./judged-app');
    const fresh = new Fresh();
    const app = fresh.app();
    unfinished(prodChart(app), 'one', 'key');
    text = refusalOf(app);
    fresh.remove();
  });
  return text;
}

test('on request, a finding says which line made the construct', () => {
  process.env.FORTRESS_TRACE = '1';
  expect(refused()).toMatch(
    /^ConfigMap tenant-a\/one {2}\(prod\/vision\/one, __tests__\/synth\/judged-app\.ts:\d+\)$/m,
  );
});

test('the line is that of who made it, and not of its own constructors', () => {
  process.env.FORTRESS_TRACE = '1';
  jest.isolateModules(() => {
    const { ConstructTrace } =
      require('../../lib/synth/construct-trace') as typeof import('../../lib/synth/construct-trace');
    const { Construct } = require('constructs') as typeof import('constructs');
    class Base extends Construct {}
    class Derived extends Base {
      public readonly inner = new Base(this, 'inner');
    }
    const line = Number(/:(\d+):\d+\)?$/.exec(new Error().stack?.split('\n')[1] ?? '')?.[1]);
    const root = new Derived(undefined as never, '');
    new Derived(root, 'outer');
    const sources = ConstructTrace.of(root);
    expect(sources.get('outer')).toBe(`__tests__/synth/construct-trace.test.ts:${line + 2}`);
    expect(sources.get('outer/inner')).toBe(`__tests__/synth/construct-trace.test.ts:${line - 2}`);
  });
});

test('without, it does not, and nothing is noted', () => {
  expect(refused()).toMatch(/^ConfigMap tenant-a\/one {2}\(prod\/vision\/one\)$/m);
});
