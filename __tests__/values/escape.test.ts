import { Escape, EscapeKind } from '../../lib/values/escape';

const REASON = 'reads the counters of the node';

test.each<[keyof typeof Escape, EscapeKind, boolean]>([
  ['hostNetwork', EscapeKind.HOST_NETWORK, false],
  ['hostPid', EscapeKind.HOST_PID, false],
  ['hostIpc', EscapeKind.HOST_IPC, false],
  ['hostPath', EscapeKind.HOST_PATH, false],
  ['hostPort', EscapeKind.HOST_PORT, false],
  ['hostProbe', EscapeKind.HOST_PROBE, false],
  ['privileged', EscapeKind.PRIVILEGED, false],
  ['privilegeEscalation', EscapeKind.PRIVILEGE_ESCALATION, true],
  ['baselineCapabilities', EscapeKind.BASELINE_CAPABILITIES, true],
  ['capabilities', EscapeKind.CAPABILITIES, false],
  ['rootUser', EscapeKind.ROOT_USER, true],
  ['unconfined', EscapeKind.UNCONFINED, false],
  ['sysctls', EscapeKind.SYSCTLS, false],
  ['volumeTypes', EscapeKind.VOLUME_TYPES, true],
])('%s is the escape %s; baseline admits it: %s', (factory, kind, isBaseline) => {
  const granted = (Escape[factory] as (reason: string) => Escape)(REASON);
  expect([granted.kind, granted.reason, granted.isBaseline]).toEqual([kind, REASON, isBaseline]);
});

test('every kind has a factory', () => {
  const factories = Object.getOwnPropertyNames(Escape).filter(
    name => typeof Escape[name as 'prototype'] === 'function' && !name.startsWith('_'),
  );
  const kinds = factories.map(name => (Escape[name as keyof typeof Escape] as (reason: string) => Escape)(REASON).kind);
  expect(kinds.sort()).toEqual(Object.values(EscapeKind).sort());
});

test.each(['', 'too short', '          x', 'a reason; and another', 'two\nlines of reason', 'two\rlines of reason'])(
  'the reason %j is refused',
  reason => {
    expect(() => Escape.hostPid(reason)).toThrow(
      new Error(
        `reason of escape host-pid must be one line of at least 10 characters, without ";", got ${JSON.stringify(reason)}`,
      ),
    );
  },
);

test('a reason that is no text is refused', () => {
  expect(() => Escape.hostPid(undefined as unknown as string)).toThrow(
    new Error('reason of escape host-pid must be one line of at least 10 characters, without ";", got nothing'),
  );
});
