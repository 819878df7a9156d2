import { ExamplePipeline } from './example-pipeline';

let example: ExamplePipeline;
beforeEach(() => {
  example = new ExamplePipeline();
});

test('every container of the bus is restricted, pinned and sized', () => {
  example.bus();
  const { jetstream } = example.rendered('EventBus', 'default').spec;
  expect(jetstream).toMatchObject({
    version: '2.10.10',
    replicas: 3,
    serviceAccountName: 'eventbus',
    nodeSelector: { dedicated: 'build' },
    tolerations: [{ key: 'dedicated', operator: 'Equal', value: 'build', effect: 'NoSchedule' }],
    persistence: { accessMode: 'ReadWriteOnce', volumeSize: '1Gi' },
    reloaderContainerTemplate: { resources: { requests: { cpu: '100m', memory: '128Mi' } } },
  });
  expect(example.findings('pod-security', 'hardening', 'scheduling', 'admission')).toEqual([]);
});

test('it keeps events on disks only if it is told how much', () => {
  example.bus({ volumeSize: undefined });
  expect(example.rendered('EventBus').spec.jetstream.persistence).toBeUndefined();
});

test('its pods talk to each other, and go one at a time', () => {
  example.bus({ name: 'main', replicas: 5 });
  const { spec } = example.rendered('NetworkPolicy', 'eventbus-main-internal');
  const peers = [{ podSelector: { matchLabels: { app: 'eventbus-main' } } }];
  expect(spec.ingress).toEqual([
    {
      from: peers,
      ports: [
        { port: 6222, protocol: 'TCP' },
        { port: 4222, protocol: 'TCP' },
      ],
    },
  ]);
  expect(spec.egress[0].to).toEqual(peers);
  expect(example.rendered('PodDisruptionBudget').spec).toMatchObject({
    maxUnavailable: 1,
    selector: { matchLabels: { app: 'eventbus-main' } },
  });
});

test('it says what is wrong', () => {
  for (const replicas of [1, 2, 4, 3.5]) {
    expect(() => new ExamplePipeline().bus({ replicas })).toThrow(
      `replicas of a JetStream bus must be an odd number from 3, got ${replicas}`,
    );
  }
  expect(() => new ExamplePipeline().bus({ version: 'latest' })).toThrow(
    'version of JetStream must be an exact one such as "2.10.10", got "latest"',
  );
  expect(() => new ExamplePipeline().bus({ volumeSize: 'big' })).toThrow(/^volumeSize must be .* got "big"$/);
  expect(() => new ExamplePipeline().bus({ name: 'Main' })).toThrow(/^name must be a DNS label .* got "Main"$/);
});
