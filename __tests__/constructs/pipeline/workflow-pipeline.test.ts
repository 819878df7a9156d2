import { Duration } from 'cdk8s';
import { EnvValue } from 'cdk8s-plus-30';
import { IMAGE, SMALL } from '../workload/example-workload';
import { ExamplePipeline } from './example-pipeline';

let example: ExamplePipeline;
beforeEach(() => {
  example = new ExamplePipeline();
});
const step = (more: object) => ({ name: 'a', image: IMAGE, resources: SMALL, ...more });

test('steps follow each other, each as a hardened pod', () => {
  example.pipeline();
  const { spec } = example.rendered('WorkflowTemplate', 'deploy');
  const [pipeline, verify, commit] = spec.templates;
  expect(pipeline).toEqual({
    name: 'pipeline',
    steps: [[{ name: 'verify', template: 'verify' }], [{ name: 'commit', template: 'commit' }]],
  });
  expect(verify).toMatchObject({
    name: 'verify',
    nodeSelector: { dedicated: 'build' },
    securityContext: { runAsNonRoot: true, runAsUser: 1000 },
    container: { image: IMAGE.reference, command: ['verify'], args: ['$(DIGEST)'] },
  });
  expect(verify.container.name).toBeUndefined();
  expect(commit.volumes).toEqual([{ name: 'work-volume', emptyDir: { sizeLimit: '1Gi' } }]);
  expect(spec).toMatchObject({ entrypoint: 'pipeline', arguments: { parameters: [{ name: 'digest' }] } });
  expect(spec.activeDeadlineSeconds).toBe(3600);
});

test('no pod of it is let off anything, the containers of the executor included', () => {
  example.pipeline();
  const families = ['pod-security', 'hardening', 'scheduling', 'admission', 'supply-chain', 'access', 'references'];
  expect(example.findings(...families).filter(text => !text.startsWith('image-verified'))).toEqual([]);
});

test('nothing but the WorkflowTemplate is rendered of a step', () => {
  example.pipeline();
  const kinds = example.chart.toJson().map(({ kind }) => kind);
  expect(kinds).not.toContain('Job');
  expect(kinds.filter(kind => kind === 'ServiceAccount')).toHaveLength(1);
});

test('the deadline is a prop', () => {
  example.pipeline({ activeDeadline: Duration.minutes(5), apiServerPort: 443 });
  expect(example.rendered('WorkflowTemplate').spec.activeDeadlineSeconds).toBe(300);
  const [{ toPorts, toEntities }] = example.rendered('CiliumNetworkPolicy', 'deploy-executor').spec.egress;
  expect([toEntities, toPorts[0].ports[0].port]).toEqual([['kube-apiserver'], '443']);
});

test.each([
  ['no step', { steps: [] }, 'steps must be at least one step, got []'],
  ['a name', { parameters: ['A'] }, 'parameter must be a name such as "image-digest", got "A"'],
  [
    'a pasted parameter',
    { steps: [step({ args: ['{{workflow.parameters.digest}}'] })] },
    'command of step "a" must be without "{{"; use an environment variable, got "{{workflow.parameters.digest}}"',
  ],
  [
    'an unknown parameter',
    { steps: [step({ envVariables: { T: EnvValue.fromValue('{{ workflow.parameters.tag }}') } })] },
    'parameter of step "a" must be one of digest, got "tag"',
  ],
])('refuses %s', (_, props, message) => {
  expect(() => example.pipeline(props)).toThrow(message);
});

test('asks for an account that can record results', () => {
  expect(() => example.pipeline({ identity: example.identity('none') })).toThrow(
    'ServiceAccount none, which records the results of steps, has no rights; give it rules',
  );
});
