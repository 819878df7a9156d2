import { Progress } from '../../lib/cli/progress';

const written: string[] = [];
const terminal = (isTTY: boolean) => ({
  isTTY,
  columns: 20,
  write: (text: string) => {
    written.push(text);
    return true;
  },
});

beforeEach(() => {
  written.length = 0;
  jest.useFakeTimers({ now: 0 });
});
afterEach(() => jest.useRealTimers());

test('says nothing within a second', () => {
  const progress = new Progress(terminal(true));
  progress.step('a.yaml');
  progress.end();
  expect(written).toEqual([]);
});

test('says now and then, on one line that vanishes, what takes so long', () => {
  const progress = new Progress(terminal(true));
  jest.setSystemTime(1000);
  progress.step('a.yaml');
  jest.setSystemTime(1050);
  progress.step('b.yaml');
  jest.setSystemTime(1100);
  progress.step('a/very/long/path/to/c.yaml');
  progress.end();
  expect(written).toEqual(['\r\x1b[Kjudging a.yaml', '\r\x1b[Kjudging a/very/long', '\r\x1b[K']);
});

test('says nothing where there is no terminal', () => {
  const progress = new Progress(terminal(false));
  jest.setSystemTime(5000);
  progress.step('a.yaml');
  progress.end();
  expect(written).toEqual([]);
});
