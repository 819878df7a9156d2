import { AccessRule } from '../../../lib';
import { ExamplePipeline } from './example-pipeline';

let example: ExamplePipeline;
beforeEach(() => {
  example = new ExamplePipeline();
});
const PATTERN = 'sha256:[0-9a-f]{64}';

test('an event whose payload is as expected creates a workflow, with every parameter bound', () => {
  example.sensor();
  const { dependencies, triggers, eventBusName } = example.rendered('Sensor', 'sensor').spec;
  expect(eventBusName).toBe('default');
  expect(dependencies).toEqual([
    {
      name: 'builds',
      eventSourceName: 'builds',
      eventName: 'builds',
      filters: { data: [{ path: 'body.digest', type: 'string', value: [`^(?:${PATTERN})$`] }] },
    },
  ]);
  const { operation, source, parameters } = triggers[0].template.k8s;
  expect(operation).toBe('create');
  expect(source.resource).toMatchObject({
    kind: 'Workflow',
    metadata: { generateName: 'deploy-', namespace: 'ci' },
    spec: { workflowTemplateRef: { name: 'deploy' }, arguments: { parameters: [{ name: 'digest', value: '' }] } },
  });
  expect(parameters).toEqual([
    { src: { dependencyName: 'builds', dataKey: 'body.digest' }, dest: 'spec.arguments.parameters.0.value' },
  ]);
});

test('its pod is restricted, pinned and sized, and nothing that it names is missing but the Secret of others', () => {
  example.sensor({ name: 'deploys' });
  const families = ['pod-security', 'hardening', 'scheduling', 'admission', 'access', 'references'];
  expect(example.findings(...families)).toEqual([
    expect.stringMatching(
      /^dangling-reference EventSource builds spec\.webhook\.builds\.authSecret\.name: Secret "ci\/webhook-token"/,
    ),
  ]);
  expect(example.rendered('CiliumNetworkPolicy', 'deploys-sensor-workflows').spec.egress).toMatchObject([
    { toEntities: ['kube-apiserver'] },
  ]);
});

test.each([
  ['nothing bound', { payload: {} }, 'parameter digest of pipeline deploy is not bound; add it to payload'],
  [
    'a parameter that is not asked for',
    { payload: { digest: { path: 'body.a', pattern: 'a' }, tag: { path: 'body.b', pattern: 'a' } } },
    'parameter must be one of digest, got "tag"',
  ],
  [
    'a path elsewhere',
    { payload: { digest: { path: 'digest', pattern: 'a' } } },
    'path must be one of an event such as "body.image.digest", got "digest"',
  ],
  [
    'a pattern that is none',
    { payload: { digest: { path: 'body.a', pattern: '(' } } },
    'pattern must be a regular expression such as "sha256:[0-9a-f]{64}", got "("',
  ],
])('refuses %s', (_, props, message) => {
  expect(() => example.sensor(props)).toThrow(message);
});

test('asks for an account that gives its pods a token', () => {
  const rules = [AccessRule.creating({ group: 'argoproj.io', resource: 'workflows' })];
  expect(() => example.sensor({ identity: example.identity('mute', { rules }) })).toThrow(
    'ServiceAccount mute, which creates workflows, does not give its pods a token; set automountToken',
  );
});
