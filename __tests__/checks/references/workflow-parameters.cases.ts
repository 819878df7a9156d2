import type { CheckCases } from '../check-cases';

const TEMPLATE = `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: { name: deploy, namespace: ci }
spec: { arguments: { parameters: [{ name: digest }, { name: branch, value: main }] } }
---
`;
const object = (kind: string, spec: string) => `
apiVersion: argoproj.io/v1alpha1
kind: ${kind}
metadata: { name: deploy, namespace: ci }
spec: ${spec}
`;
const workflow = (parameters: string, name = 'deploy') =>
  `{ workflowTemplateRef: { name: ${name} }, arguments: { parameters: [${parameters}] } }`;
const sensor = (parameters: string, filters = '{ data: [{ path: body.digest, type: string, value: [x] }] }') =>
  object(
    'Sensor',
    `
  dependencies: [{ name: build, filters: ${filters} }]
  triggers:
    - template:
        k8s:
          source: { resource: { kind: Workflow, spec: ${workflow('{ name: digest, value: "" }')} } }
          parameters: [${parameters}]`,
  );
const bind = (src: string, index = 0) =>
  `{ src: { dependencyName: build, ${src} }, dest: spec.arguments.parameters.${index}.value }`;
const AT = 'Sensor ci/deploy spec.triggers[0].template.k8s';

export default {
  check: 'workflow-parameters',
  passing: [
    { name: 'G16: bound to a field that is filtered', yaml: TEMPLATE + sensor(bind('dataKey: body.digest')) },
    { name: 'bound to a fixed text', yaml: TEMPLATE + sensor(bind('value: x')) },
    { name: 'arguments of a Workflow', yaml: TEMPLATE + object('Workflow', workflow('{ name: digest, value: x }')) },
    { name: 'a template that is not here', yaml: object('Workflow', workflow('', 'other')) },
    { name: 'other groups', yaml: object('Sensor', '{}').replace('argoproj.io', 'example.com') },
  ],
  failing: [
    {
      name: 'G16: nothing is bound, or another parameter',
      yaml: `${TEMPLATE}${sensor('')}---${sensor(bind('dataKey: body.digest', 1))}---${object('CronWorkflow', `{ workflowSpec: ${workflow('')} }`)}`,
      finds: [
        'CronWorkflow ci/deploy spec.workflowSpec.arguments: WorkflowTemplate ci/deploy asks for digest, and gets no value for it',
        `${AT}.source.resource.spec.arguments: WorkflowTemplate ci/deploy asks for digest, and gets no value for it`,
        `${AT}.source.resource.spec.arguments: WorkflowTemplate ci/deploy asks for digest, and gets no value for it`,
      ],
    },
    {
      name: 'G16: an event is passed on unseen',
      yaml: [
        TEMPLATE + sensor(bind('dataKey: body.tag')),
        sensor(bind('dataKey: body.digest'), '{}'),
        sensor(bind('dataTemplate: "{{ .Input.body.digest }}"')),
        sensor(bind('useRawData: true')),
      ].join('---'),
      finds: ['"body.tag"', '"body.digest"', 'a template of the event', '"the whole event"'].map(
        what => `${AT}.parameters[0].src: ${what} is passed on, and no filter says what it may be`,
      ),
    },
  ],
} satisfies CheckCases;
