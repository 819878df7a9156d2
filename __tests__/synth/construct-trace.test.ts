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
    /^ConfigMap tenant-a\/one {2}\(prod\/vision\/one, __tests__\/synth\/judged-app\.ts:\d+:\d+\)$/m,
  );
});

test('without, it does not, and nothing is noted', () => {
  expect(refused()).toMatch(/^ConfigMap tenant-a\/one {2}\(prod\/vision\/one\)$/m);
});
