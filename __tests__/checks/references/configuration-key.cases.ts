import type { CheckCases } from '../check-cases';

function configMap(rest: string): string {
  return `
apiVersion: v1
kind: ConfigMap
metadata: { name: c, namespace: a }
${rest}
`;
}

export default {
  check: 'configuration-key',
  passing: [
    {
      name: 'file names',
      yaml: configMap(
        'data: { prometheus.yml: "", model_alerts.yml: "", .hidden: "", A-b: "" }\nbinaryData: { x: "" }',
      ),
    },
    { name: 'none', yaml: configMap('data: null') },
    { name: 'another group', yaml: configMap('data: { a/b: "" }').replace('v1', 'example.com/v1') },
  ],
  failing: [
    {
      name: 'J05: the alert rules of Prometheus in a folder',
      yaml: configMap('data: { prometheus.yml: "rule_files: [rules/*.yml]", rules/model_alerts.yml: "groups: []" }'),
      finds: ['ConfigMap a/c data: "rules/model_alerts.yml" is no valid key'],
    },
    {
      name: 'names that lead elsewhere',
      yaml: configMap('data: { ".": "", "..": "", "..data": "", "": "", "a b": "" }'),
      finds: [
        'ConfigMap a/c data: "." is no valid key',
        'ConfigMap a/c data: ".." is no valid key',
        'ConfigMap a/c data: "..data" is no valid key',
        'ConfigMap a/c data: "" is no valid key',
        'ConfigMap a/c data: "a b" is no valid key',
      ],
    },
    {
      name: 'a Secret',
      yaml: configMap('stringData: { a/b: "" }').replace('ConfigMap', 'Secret'),
      finds: ['Secret a/c stringData: "a/b" is no valid key'],
    },
  ],
} satisfies CheckCases;
