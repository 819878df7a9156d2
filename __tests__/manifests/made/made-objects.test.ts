import { CHECKS } from '../../../lib/checks/catalog';
import { Judgement } from '../../../lib/evidence/judgement';
import { MadeObjects } from '../../../lib/manifests/made/made-objects';
import { Manifest } from '../../../lib/manifests/manifest';
import { ManifestSet } from '../../../lib/manifests/manifest-set';
import { YamlDocuments } from '../../../lib/manifests/yaml/yaml-documents';

const read = (yaml: string) => YamlDocuments.read(yaml).map(object => new Manifest(object));
const argo = (kind: string, spec: string) =>
  `{ apiVersion: argoproj.io/v1alpha1, kind: ${kind}, metadata: { name: deploy, namespace: ci }, spec: ${spec} }`;
const madeOf = (yaml: string) => MadeObjects.of(read(yaml)[0]);

const NAMESPACE =
  '{ apiVersion: v1, kind: Namespace, metadata: { name: ci, labels: { pod-security.kubernetes.io/enforce: restricted } } }';

/** What single checks say of an object in a restricted namespace, as check, kind and path. */
function findings(yaml: string, ...ids: string[]): string[] {
  const checks = CHECKS.filter(({ id }) => ids.includes(id));
  const all = new ManifestSet(read(`${NAMESPACE}\n---\n${yaml}`));
  return Judgement.of(all, checks).findings.map(({ check, object, path }) => `${check} ${object.kind} ${path}`);
}

const SECURE =
  'securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: [ALL] } }';
const POD = 'securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: RuntimeDefault } }';
const RESTRICTED = [
  'allow-privilege-escalation',
  'capabilities-restricted',
  'run-as-non-root',
  'seccomp-profile-restricted',
];

describe('Argo Events', () => {
  test('a Sensor is a Deployment with the labels that its controller gives it', () => {
    const [deployment] = madeOf(argo('Sensor', '{ template: { metadata: { labels: { app: x } } } }'));
    expect(String(deployment)).toBe('Deployment ci/deploy-sensor');
    expect(deployment.pod?.labels).toEqual({
      app: 'x',
      controller: 'sensor-controller',
      'sensor-name': 'deploy',
      'owner-name': 'deploy',
    });
  });

  test('an EventSource listens, and has a Service if it asks for one', () => {
    const made = madeOf(argo('EventSource', '{ service: { ports: [{ port: 12000, targetPort: 12001 }] } }'));
    expect(made.map(String)).toEqual(['Deployment ci/deploy-eventsource', 'Service ci/deploy-eventsource-svc']);
    expect(made[0].pod?.containers[0].container.ports).toContainEqual({ containerPort: 12001 });
    expect(made[1].spec.selector).toEqual(made[0].pod?.labels);
    expect(madeOf(argo('EventSource', '{}')).map(({ kind }) => kind)).toEqual(['Deployment']);
  });

  test('a JetStream bus is a StatefulSet of three pods with three containers each', () => {
    const [set, service] = madeOf(
      argo('EventBus', '{ jetstream: { version: 2.10.10, persistence: { volumeSize: 1Gi } } }'),
    );
    expect([String(set), String(service)]).toEqual([
      'StatefulSet ci/eventbus-deploy-js',
      'Service ci/eventbus-deploy-js-svc',
    ]);
    expect(set.spec.replicas).toBe(3);
    expect(set.pod?.containers.map(({ name }) => name)).toEqual(['main', 'reloader', 'metrics']);
    expect(set.spec.volumeClaimTemplates).toMatchObject([{ spec: { resources: { requests: { storage: '1Gi' } } } }]);
    expect(madeOf(argo('EventBus', '{ kafka: {} }'))).toEqual([]);
  });

  test('what is wrong with the pods is said of the object that they are made of, where it stands there', () => {
    expect(findings(argo('Sensor', '{}'), ...RESTRICTED)).toEqual([
      'allow-privilege-escalation Sensor spec.template.container.securityContext.allowPrivilegeEscalation',
      'capabilities-restricted Sensor spec.template.container.securityContext.capabilities.drop',
      'run-as-non-root Sensor spec.template.container.securityContext.runAsNonRoot',
      'seccomp-profile-restricted Sensor spec.template.container.securityContext.seccompProfile.type',
    ]);
    expect(
      findings(argo('EventBus', `{ jetstream: { ${POD}, containerTemplate: { ${SECURE} } } }`), ...RESTRICTED),
    ).toEqual([
      'allow-privilege-escalation EventBus spec.jetstream.reloaderContainerTemplate.securityContext.allowPrivilegeEscalation',
      'capabilities-restricted EventBus spec.jetstream.reloaderContainerTemplate.securityContext.capabilities.drop',
    ]);
    for (const kind of ['Sensor', 'EventSource']) {
      expect(findings(argo(kind, `{ template: { ${POD}, container: { ${SECURE} } } }`), ...RESTRICTED)).toEqual([]);
    }
  });

  test('what the controller decides by itself is not held against them: images and probes', () => {
    expect(findings(argo('Sensor', '{}'), 'image-digest', 'image-registry', 'probes', 'apply-order')).toEqual([]);
  });

  test('what their pods name has to be there', () => {
    const source = argo('EventSource', '{ template: { serviceAccountName: hook } }');
    expect(findings(source, 'dangling-reference')).toEqual([
      'dangling-reference EventSource spec.eventBusName',
      'dangling-reference EventSource spec.template.serviceAccountName',
    ]);
  });
});

describe('Argo Workflows', () => {
  const patch = JSON.stringify({
    initContainers: [
      {
        name: 'init',
        ...JSON.parse('{"securityContext":{"allowPrivilegeEscalation":false,"capabilities":{"drop":["ALL"]}}}'),
      },
    ],
    containers: [
      { name: 'wait', securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } },
    ],
  });
  const workflow = (more: string, template: string) =>
    `{ entrypoint: all, serviceAccountName: steps, nodeSelector: { dedicated: infra }, ${more} templates: [
      { name: all, steps: [[{ name: a, template: verify }]] }, { name: verify, ${template} }] }`;

  test('each template that runs something is a pod, with the containers that the controller adds', () => {
    const [pod, ...others] = madeOf(argo('WorkflowTemplate', workflow('', 'container: { image: x }')));
    expect(others).toEqual([]);
    expect(String(pod)).toBe('Pod ci/deploy-verify');
    expect(pod.pod?.containers.map(({ name, list }) => `${list} ${name}`)).toEqual([
      'initContainers init',
      'containers wait',
      'containers main',
    ]);
    expect(pod.spec).toMatchObject({ serviceAccountName: 'steps', nodeSelector: { dedicated: 'infra' } });
  });

  test.each([
    ['script', 'script: { image: x, source: exit }', ['init', 'wait', 'main']],
    ['a set of containers', 'containerSet: { containers: [{ name: a }, { name: b }] }', ['init', 'wait', 'a', 'b']],
    ['a resource', 'resource: { action: get }', ['init', 'wait', 'main']],
    [
      'sidecars',
      'container: {}, sidecars: [{ name: s }], initContainers: [{ name: i }]',
      ['init', 'i', 'wait', 'main', 's'],
    ],
  ])('%s', (_, template, names) => {
    const [pod] = madeOf(argo('Workflow', workflow('', template)));
    expect(pod.pod?.containers.map(({ name }) => name)).toEqual(names);
  });

  test('a template wins over its workflow', () => {
    const [pod] = madeOf(argo('Workflow', workflow('', 'container: {}, nodeSelector: { dedicated: ml }')));
    expect(pod.spec.nodeSelector).toEqual({ dedicated: 'ml' });
  });

  test('findings stand where the field does', () => {
    const more = 'container: { image: "x:1" }, sidecars: [{ name: s, image: y }]';
    const spec = `{ workflowSpec: ${workflow(`${POD},`, more)} }`;
    const at = 'CronWorkflow spec.workflowSpec';
    expect(findings(argo('CronWorkflow', spec), 'allow-privilege-escalation', 'explicit-user', 'image-digest')).toEqual(
      [
        `allow-privilege-escalation ${at}.podSpecPatch`,
        `image-digest ${at}.templates[1].container.image`,
        `image-digest ${at}.templates[1].sidecars[0].image`,
      ],
    );
    const root = 'container: { securityContext: { runAsUser: 0 } }, securityContext: {}';
    expect(findings(argo('Workflow', workflow('', root)), 'explicit-user', 'pinned-to-pool')).toContain(
      'explicit-user Workflow spec.templates[1].container.securityContext.runAsUser',
    );
  });

  test('what all steps share is said once', () => {
    const steps = 'templates: [{ name: a, container: {} }, { name: b, container: {} }]';
    expect(findings(argo('Workflow', `{ ${POD}, ${steps} }`), 'allow-privilege-escalation')).toEqual([
      'allow-privilege-escalation Workflow spec.podSpecPatch',
    ]);
    // Of init and wait, and of each step's own container.
    expect(findings(argo('Workflow', `{ ${steps} }`), 'explicit-user')).toHaveLength(4);
  });

  test('podSpecPatch says what the added containers may do', () => {
    const spec = workflow(`${POD}, podSpecPatch: '${patch}',`, `container: { image: x, ${SECURE} }`);
    expect(findings(argo('WorkflowTemplate', spec), ...RESTRICTED)).toEqual([]);
  });

  test.each(["'{{inputs.parameters.patch}}'", "'[a'", '7'])('a patch that cannot be read changes nothing: %s', text => {
    const [pod] = madeOf(argo('Workflow', workflow(`podSpecPatch: ${text},`, 'container: {}')));
    expect(pod.pod?.containers.map(({ name }) => name)).toEqual(['init', 'wait', 'main']);
  });
});

test('a workflow that stands in a Sensor is judged there', () => {
  const trigger = (kind: string) =>
    `{ template: { ${kind}: { source: { resource: { kind: Workflow, spec: { templates: [{ name: s, container: { image: 'x:1' } }] } } } } } }`;
  const sensor = argo('Sensor', `{ triggers: [${trigger('k8s')}, ${trigger('argoWorkflow')}] }`);
  expect(findings(sensor, 'image-digest')).toEqual(
    ['triggers[0].template.k8s', 'triggers[1].template.argoWorkflow'].map(
      path => `image-digest Sensor spec.${path}.source.resource.spec.templates[0].container.image`,
    ),
  );
});

test('made objects are no objects of the run: they are not counted, and their findings name nobody else', () => {
  const all = new ManifestSet(read(argo('Sensor', '{}')));
  expect([all.manifests.length, all.judgedPods, all.pods.length]).toEqual([1, 1, 1]);
  const { tallies } = Judgement.of(all, CHECKS);
  for (const { passed, failed, waived, notApplicable } of tallies.values()) {
    expect(passed + failed + waived + notApplicable).toBe(2);
  }
});

test.each(['Sensor', 'EventSource', 'EventBus', 'Workflow', 'WorkflowTemplate', 'CronWorkflow'])(
  'a %s of unexpected shape makes no check throw',
  kind => {
    for (const spec of [
      'null',
      '7',
      '[]',
      '{ template: 7, templates: [7, { container: 7 }], jetstream: 7 }',
      '{ jetstream: {} }',
    ]) {
      const { findings } = Judgement.of(new ManifestSet(read(argo(kind, spec))), CHECKS);
      expect(findings.filter(({ message }) => message.startsWith('the check could not judge'))).toEqual([]);
    }
  },
);

test('other groups make nothing', () => {
  const [sensor] = read('{ apiVersion: example.com/v1, kind: Sensor, metadata: { name: a, namespace: b }, spec: {} }');
  expect(MadeObjects.of(sensor)).toEqual([]);
});
