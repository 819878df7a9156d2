import { RouteAuth } from '../../lib';

test('says how callers are known', () => {
  expect(String(RouteAuth.token('https://id.example.com', 'api.example.com'))).toBe(
    'token issuer=https://id.example.com audience=api.example.com',
  );
  expect(String(RouteAuth.login())).toBe('login');
  expect(String(RouteAuth.sharedSecret())).toBe('shared-secret');
  expect(String(RouteAuth.network(['192.168.32.0/24', 'fd00::/8']))).toBe('network 192.168.32.0/24 fd00::/8');
});

test.each<[() => RouteAuth, string]>([
  [
    () => RouteAuth.token('http://id', 'a'),
    'issuer must be the exact https URL of an identity provider, got "http://id"',
  ],
  [
    () => RouteAuth.token('https://*.example.com', 'a'),
    'issuer must be the exact https URL of an identity provider, got "https://*.example.com"',
  ],
  [() => RouteAuth.token('https://id', 'a b'), 'audience must be one exact name, without spaces, got "a b"'],
  [() => RouteAuth.network([]), 'networks must be at least one block, got []'],
  [
    () => RouteAuth.network(['192.168.32.1']),
    'network must be an IP block with a mask such as "192.168.32.0/24", got "192.168.32.1"',
  ],
  [() => RouteAuth.network(['0.0.0.0/0']), 'network must be a private block, got "0.0.0.0/0"'],
])('refuses %s', (make, message) => {
  expect(make).toThrow(new Error(message));
});
