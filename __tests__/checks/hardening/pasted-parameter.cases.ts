import type { CheckCases } from '../check-cases';

const object = (kind: string, spec: string) => `
apiVersion: argoproj.io/v1alpha1
kind: ${kind}
metadata: { name: deploy, namespace: ci }
spec: ${spec}
`;
const templates = (template: string) => `{ templates: [{ name: a, steps: [] }, { name: b, ${template} }] }`;

export default {
  check: 'pasted-parameter',
  passing: [
    {
      name: 'G16: a variable',
      yaml: object(
        'WorkflowTemplate',
        templates(
          `container: { command: [cosign], args: ["$(DIGEST)"], env: [{ name: DIGEST, value: "{{workflow.parameters.digest}}" }] }`,
        ),
      ),
    },
    { name: 'a name of the run', yaml: object('Workflow', templates('container: { args: ["{{workflow.name}}"] }')) },
    { name: 'other groups', yaml: object('Workflow', '{}').replace('argoproj.io', 'example.com') },
  ],
  failing: [
    {
      name: 'G16: a payload that becomes a command',
      yaml: [
        object('Workflow', templates(`container: { args: ["deploy {{ inputs.parameters.image }}"] }`)),
        object('WorkflowTemplate', templates(`script: { source: "echo {{workflow.parameters.image}}" }`)),
        object(
          'CronWorkflow',
          `{ workflowSpec: ${templates(`containerSet: { containers: [{ command: ["{{=inputs.parameters.c}}"] }] }`)} }`,
        ),
      ].join('---'),
      finds: [
        'Workflow ci/deploy spec.templates[1].container.args[0]: {{ inputs.parameters.image }} is pasted into a command',
        'WorkflowTemplate ci/deploy spec.templates[1].script.source: {{workflow.parameters.image}} is pasted into a command',
        'CronWorkflow ci/deploy spec.workflowSpec.templates[1].containerSet.containers[0].command[0]: {{=inputs.parameters.c}} is pasted into a command',
      ],
    },
  ],
} satisfies CheckCases;
