import fc from 'fast-check';
import { ImageReference } from '../../lib/notation/image-reference';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const LONG = 'a'.repeat(255);

/** What `reference.ParseNormalizedNamed` of github.com/distribution/reference v0.6.0 says: registry, repository, tag. */
const DISTRIBUTION: [string, string, string, string?][] = [
  ['nginx', 'docker.io', 'library/nginx'],
  ['nginx:1.29', 'docker.io', 'library/nginx', '1.29'],
  ['library/nginx', 'docker.io', 'library/nginx'],
  ['docker.io/nginx', 'docker.io', 'library/nginx'],
  ['index.docker.io/nginx', 'docker.io', 'library/nginx'],
  ['index.docker.io/team/app', 'docker.io', 'team/app'],
  ['team/app', 'docker.io', 'team/app'],
  ['a/b/c/d', 'docker.io', 'a/b/c/d'],
  ['registry/team/app', 'docker.io', 'registry/team/app'],
  ['registry.example.com/team/app', 'registry.example.com', 'team/app'],
  ['registry.example.com/app', 'registry.example.com', 'app'],
  ['registry.example.com:5050/team/app:1.2', 'registry.example.com:5050', 'team/app', '1.2'],
  ['REGISTRY/team/app', 'REGISTRY', 'team/app'],
  ['localhost/app', 'localhost', 'app'],
  ['localhost:5000/app', 'localhost:5000', 'app'],
  ['127.0.0.1/app', '127.0.0.1', 'app'],
  ['[::1]:5000/app', '[::1]:5000', 'app'],
  ['a__b/c.d-e--f', 'docker.io', 'a__b/c.d-e--f'],
  [`app:${'t'.repeat(128)}`, 'docker.io', 'library/app', 't'.repeat(128)],
  [`r.io/${LONG}`, 'r.io', LONG],
  [`${'f'.repeat(64)}/a`, 'docker.io', `${'f'.repeat(64)}/a`],
];

test.each(DISTRIBUTION.map(([text, registry, repository, tag]) => [text, { registry, repository, tag }] as const))(
  'reads %s as container runtimes do',
  (text, parts) => {
    expect(ImageReference.tryParse(text)).toEqual({ ...parts, digest: undefined });
    expect(ImageReference.tryParse(`${text}@${DIGEST}`)).toEqual({ ...parts, digest: DIGEST });
  },
);

test.each([DIGEST, `sha384:${'0'.repeat(96)}`, `sha512:${'f'.repeat(128)}`])('knows the digest %s', digest => {
  expect(ImageReference.tryParse(`r.io/app@${digest}`)?.digest).toBe(digest);
});

test.each([
  ...['', ' ', ' nginx', 'nginx\n', 'Nginx', 'team/App', 'nginx:', 'nginx:-x', 'nginx:a b', `app:${'t'.repeat(129)}`],
  ...[
    'app@',
    `app@${DIGEST}@${DIGEST}`,
    `app@sha256:${'A'.repeat(64)}`,
    `app@sha256:${'a'.repeat(63)}`,
    `app@md5:${'a'.repeat(32)}`,
  ],
  ...[
    'http://r.io/app',
    'https://r.io/app',
    '/app',
    'app/',
    'a//b',
    'a..b',
    'a___b',
    '-a',
    'a-',
    'r.io:port/app',
    '-r.io/app',
  ],
  ...['f'.repeat(64), `r.io/${LONG}a`],
])('refuses %j as container runtimes do', text => {
  expect(ImageReference.tryParse(text)).toBeUndefined();
});

test('refuses a registry that is no host name, which the Go library takes for none', () => {
  expect(ImageReference.tryParse('a_b.io/app')).toBeUndefined();
});

test.each([undefined, null, 7])('refuses %j, which is no text', value => {
  expect(ImageReference.tryParse(value as unknown as string)).toBeUndefined();
});

test('the parts of a reference are read again, whatever they are', () => {
  const part = fc.stringMatching(/^[a-z0-9]+([._-][a-z0-9]+)?$/);
  const registry = fc.stringMatching(/^[a-z][a-z0-9]{0,9}\.(dev|example\.com)(:[1-9][0-9]{3})?$/);
  const repository = fc.array(part, { minLength: 1, maxLength: 4 }).map(parts => parts.join('/'));
  const tag = fc.option(fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,20}$/), { nil: undefined });
  const digest = fc.option(fc.stringMatching(/^sha256:[0-9a-f]{64}$/), { nil: undefined });
  fc.assert(
    fc.property(registry, repository, tag, digest, (host, path, label, pin) => {
      const text = `${host}/${path}${label === undefined ? '' : `:${label}`}${pin === undefined ? '' : `@${pin}`}`;
      expect(ImageReference.tryParse(text)).toEqual({ registry: host, repository: path, tag: label, digest: pin });
    }),
    { seed: 36 },
  );
});
