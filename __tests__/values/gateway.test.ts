import { ExternalGateway, ExternalNamespace, Hostname } from '../../lib';

const NAMESPACE = ExternalNamespace.named('ml-ingress-gateway');
const OWNER = ExternalNamespace.named('tenant-a');

test('knows the listener of each of its host names', () => {
  const gateway = ExternalGateway.of({
    name: 'prod-gateway',
    namespace: NAMESPACE,
    listeners: { 'a.example.com': 'a-listener' },
  });
  expect(gateway).toMatchObject({ gatewayName: 'prod-gateway', namespace: NAMESPACE });
  expect(gateway.listenerFor(Hostname.of('a.example.com'), OWNER)).toBe('a-listener');
});

test.each([
  [{ 'a.example.com': 'a', 'b.example.com': 'b' }, 'one of "a.example.com", "b.example.com"'],
  [{}, 'one of its listeners, of which there is none'],
])('of %j it has no other', (listeners, expectation) => {
  const gateway = ExternalGateway.of({ name: 'prod-gateway', namespace: NAMESPACE, listeners });
  expect(() => gateway.listenerFor(Hostname.of('constructor'), OWNER)).toThrow(
    new Error(`hostname on gateway prod-gateway must be ${expectation}, got "constructor"`),
  );
});

test('refuses what is no name', () => {
  expect(() => ExternalGateway.of({ name: 'Prod', namespace: NAMESPACE, listeners: {} })).toThrow(
    new Error(
      'gateway name must be a DNS subdomain of at most 253 lower-case letters, digits, "-" and ".", such as "model.v1", got "Prod"',
    ),
  );
});
