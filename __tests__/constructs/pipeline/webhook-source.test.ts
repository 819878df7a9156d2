import { GatewayRoute, Hostname } from '../../../lib';
import { newGateway } from '../example-gateway';
import { ExamplePipeline } from './example-pipeline';

let example: ExamplePipeline;
beforeEach(() => {
  example = new ExamplePipeline();
});

test('takes POST requests with the token only, and none that is too large', () => {
  example.source({ maxPayloadSize: 1000 });
  expect(example.rendered('EventSource').spec.webhook).toEqual({
    builds: {
      endpoint: '/deploy',
      method: 'POST',
      port: '12000',
      maxPayloadSize: 1000,
      authSecret: { name: 'webhook-token', key: 'token' },
    },
  });
});

test('its pod is restricted, pinned and sized, and connected to the bus at both ends', () => {
  example.source();
  expect(example.findings('pod-security', 'hardening', 'scheduling', 'admission')).toEqual([]);
  const ports = [{ port: 4222, protocol: 'TCP' }];
  const bus = { podSelector: { matchLabels: { app: 'eventbus-default' } } };
  const source = { podSelector: { matchLabels: { app: 'builds-eventsource' } } };
  expect(example.rendered('NetworkPolicy', 'builds-eventsource-to-bus').spec).toMatchObject({
    ...source,
    egress: [{ to: [bus], ports }],
  });
  expect(example.rendered('NetworkPolicy', 'builds-eventsource-at-bus').spec).toMatchObject({
    ...bus,
    ingress: [{ from: [source], ports }],
  });
});

test('a route leads to the Service that the controller makes', () => {
  const backend = example.source();
  new GatewayRoute(example.chart, 'route', {
    gateway: newGateway(example.chart),
    hostname: Hostname.of('a.example.com'),
    backend,
  });
  const [{ backendRefs }] = example.rendered('HTTPRoute', 'route').spec.rules;
  expect(backendRefs).toMatchObject([{ name: 'builds-eventsource-svc', port: 12000 }]);
  expect(example.findings('references').filter(text => text.startsWith('route-backend'))).toEqual([]);
});

test('it says what is wrong', () => {
  expect(() => new ExamplePipeline().source({ endpoint: 'deploy' })).toThrow(
    'endpoint must be a path such as "/deploy", got "deploy"',
  );
  expect(() => new ExamplePipeline().source({ maxPayloadSize: 0 })).toThrow(
    'maxPayloadSize must be a whole number of bytes above zero, got 0',
  );
  expect(() => new ExamplePipeline().source({ tokenSecretName: 'A' })).toThrow(/^tokenSecretName must be .* got "A"$/);
});
