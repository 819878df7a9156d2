import { NearestNames } from '../../lib/notation/nearest-names';

const NAMES = ['network', 'probes', 'probe-port', 'privileged', 'quota-key', 'quota-present', 'quota-scope'];

test.each<[string, string[]]>([
  ['netwrok', ['network']],
  ['NETWORK', ['network']],
  ['probe', ['probes', 'probe-port']],
  ['quota', ['quota-key', 'quota-scope', 'quota-present']],
  ['priviledged', ['privileged']],
  ['kubernetes', []],
  ['', []],
  ['x'.repeat(100_000), []],
])('%.20s may mean %j', (typed, expected) => {
  expect(NearestNames.of(typed, NAMES)).toEqual(expected);
});
