import { ApprovedHost, type ApprovedHostProps, EgressAllowlist, Hostname } from '../../lib';

const MIRROR: ApprovedHostProps = {
  hostname: Hostname.of('pypi.example.com'),
  owner: 'platform@example.com',
  reason: 'the mirror of Python packages',
};

test('gives out what is on it (row E33)', () => {
  const list = EgressAllowlist.of([MIRROR]);
  expect(list.hosts.map(({ hostname }) => hostname.name)).toEqual(['pypi.example.com']);
  expect(list.host('pypi.example.com')).toMatchObject({ ...MIRROR, port: { number: 443 } });
});

test.each<[string, string]>([
  ['pypi.example.org', 'host must be on the egress allow-list, such as "pypi.example.com", got "pypi.example.org"'],
  ['huggingface.co', 'host must be on the egress allow-list, got "huggingface.co"'],
])('does not give out %s', (name, message) => {
  expect(() => EgressAllowlist.of([MIRROR]).host(name)).toThrow(new Error(message));
});

test('a name is on it once', () => {
  expect(() => EgressAllowlist.of([MIRROR, MIRROR])).toThrow(
    new Error('approved host must be on the list once, got "pypi.example.com"'),
  );
});

test.each<[Partial<ApprovedHostProps>, string]>([
  [{ owner: ' ' }, 'owner of pypi.example.com must be a name or a mail address, got " "'],
  [{ owner: 'we (all)' }, 'owner of pypi.example.com must be a name or a mail address, got "we (all)"'],
  [
    { reason: 'needed' },
    'reason of pypi.example.com must be one line of at least 10 characters, without ";", got "needed"',
  ],
  [
    { reason: 'packages; and models' },
    'reason of pypi.example.com must be one line of at least 10 characters, without ";", got "packages; and models"',
  ],
])('refuses %j', (props, message) => {
  expect(() => ApprovedHost.of({ ...MIRROR, ...props })).toThrow(new Error(message));
});
