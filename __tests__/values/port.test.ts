import fc from 'fast-check';
import { Port } from '../../lib';

test.each([
  [Port.tcp(8000), 'TCP', 8000, undefined, '8000/TCP'],
  [Port.udp(53), 'UDP', 53, undefined, '53/UDP'],
  [Port.sctp(65535), 'SCTP', 65535, undefined, '65535/SCTP'],
  [Port.tcpRange(1, 1024), 'TCP', 1, 1024, '1-1024/TCP'],
])('is a number and a protocol: %s', (port, protocol, number, last, text) => {
  expect({ ...port }).toEqual({ protocol, number, last, name: undefined });
  expect(port.toString()).toBe(text);
});

test.each([0, -1, 65536, 1.5, Number.NaN, '80'])('%p is no port', number => {
  const message = `port must be a whole number from 1 to 65535, got ${typeof number === 'string' ? '"80"' : number}`;
  for (const of of [
    Port.tcp,
    Port.udp,
    Port.sctp,
    (any: number) => Port.tcpRange(any, 9),
    (any: number) => Port.tcpRange(1, any),
  ]) {
    expect(() => of(number as number)).toThrow(new Error(message));
  }
});

test.each([
  [8000, 8000],
  [8001, 8000],
])('a range goes up: %i to %i is none', (first, last) => {
  expect(() => Port.tcpRange(first, last)).toThrow(
    new Error(`port range must be from a smaller to a larger port, got [${first},${last}]`),
  );
});

test('can be named, and stays what it is', () => {
  const port = Port.udp(53);
  expect(port.named('dns-udp')).toMatchObject({ protocol: 'UDP', number: 53, name: 'dns-udp' });
  expect(Port.tcpRange(1, 9).named('a')).toMatchObject({ last: 9, name: 'a' });
  expect(port.name).toBeUndefined();
});

/** What IsValidPortName of k8s.io/apimachinery v0.36.3 says. */
test.each(['a', 'http', 'http-8', '8-http', '1a', 'a'.repeat(15)])('%s is a name', name => {
  expect(Port.tcp(80).named(name).name).toBe(name);
});

test.each(['', '1', '80', '1-2', '-a', 'a-', 'a--b', 'HTTP', 'a_b', 'a.b', 'a b', 'a'.repeat(16)])(
  '%j is no name',
  name => {
    expect(() => Port.tcp(80).named(name)).toThrow(
      new Error(`port name must be at most 15 lower-case letters, digits and "-", such as "http", got "${name}"`),
    );
  },
);

test('a name has a letter, single dashes between others, and at most 15 characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'az09-A'), maxLength: 17 }), text => {
      const isName = text.length <= 15 && /[a-z]/.test(text) && !/[^a-z0-9-]|--|^-|-$/.test(text);
      let taken = true;
      try {
        Port.tcp(80).named(text);
      } catch {
        taken = false;
      }
      expect(taken).toBe(isName);
    }),
    { seed: 36, numRuns: 1000 },
  );
});
