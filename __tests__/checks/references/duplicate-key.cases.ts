import type { CheckCases } from '../check-cases';

const POD = `
apiVersion: v1
kind: Pod
metadata: { name: a, namespace: a }
spec:
  hostNetwork: true
  containers: []
`;

export default {
  check: 'duplicate-key',
  passing: [{ name: 'every key once', yaml: '', files: { 'pod.yaml': POD } }],
  failing: [
    {
      name: 'a key whose last value is harmless',
      yaml: '',
      files: { 'pod.yaml': `${POD}  hostNetwork: false\n` },
      finds: ['Pod a/a spec.hostNetwork: is written again in line 8; the last one holds'],
    },
    {
      name: 'two keys, of JSON',
      yaml: '',
      files: {
        'role.json':
          '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"a",\n"name":"b","labels":{"x.io/y":"1","x.io/y":"2"}}}',
      },
      finds: [
        'Secret b metadata.name: is written again in line 2; the last one holds',
        'Secret b metadata.labels[x.io/y]: is written again in line 2; the last one holds',
      ],
    },
  ],
} satisfies CheckCases;
