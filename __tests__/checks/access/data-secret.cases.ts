import type { CheckCases } from '../check-cases';
import { namespace, ofClass, TEAM, workload } from '../class-yaml';

const external = (name: string, place: string, spec: string, labels = '') => `
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: ${name}, namespace: ${place}, labels: { ${labels} } }
spec: { secretStoreRef: { kind: ClusterSecretStore, name: vault }, ${spec} }
---
`;
const entry = (key: string) => `data: [{ secretKey: k, remoteRef: { key: ${key} } }]`;
const SOURCES = external('sources', 'vision-data', entry('teams/vision/sources'));
const rights = (place: string, role: string, subject: string) => `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: b, namespace: ${place} }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: r }
subjects: [${subject}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: r, namespace: ${place} }
rules: [${role}]
---
`;
const READER = '{ kind: ServiceAccount, name: vision-inference, namespace: vision-inference }';
const SECRETS = '{ apiGroups: [""], resources: [secrets], resourceNames: [sources], verbs: [get] }';
/** One namespace for all classes: the labels of pods and Secrets tell them apart. */
const MIXED = namespace('a') + external('sources', 'a', entry('sources'), ofClass('data'));
const MOUNTED = 'volumes: [{ name: s, secret: { secretName: sources } }], containers: [{ name: main }]';

export default {
  check: 'data-secret',
  passing: [
    {
      name: 'each class has an entry of its own',
      yaml: TEAM + SOURCES + external('models', 'vision-inference', entry('teams/vision/models')),
    },
    { name: 'data itself, and training', yaml: MIXED + workload('w', 'a', MOUNTED, ofClass('data')) },
    {
      name: 'what only the kubelet uses',
      yaml:
        TEAM +
        ['vision-data', 'vision-inference']
          .map(place =>
            external(
              'pull',
              place,
              `target: { template: { type: kubernetes.io/dockerconfigjson } }, ${entry('registry')}`,
            ),
          )
          .join(''),
    },
    {
      name: 'a right to something else, and one for data',
      yaml: TEAM + rights('vision-data', '{ apiGroups: [""], resources: [pods], verbs: [get] }', READER),
    },
    {
      name: 'a right of data',
      yaml: TEAM + rights('vision-data', SECRETS, READER.replaceAll('vision-inference', 'vision-data')),
    },
    { name: 'a right where there are no data', yaml: TEAM + rights('vision-inference', SECRETS, READER) },
  ],
  failing: [
    {
      name: 'L03: an inference pod mounts it, and has it in its environment',
      yaml:
        MIXED +
        workload('w', 'a', MOUNTED, ofClass('inference')) +
        workload(
          'v',
          'a',
          'containers: [{ name: main, env: [{ name: K, valueFrom: { secretKeyRef: { name: sources, key: k } } }] }]',
          ofClass('inference'),
        ),
      finds: [
        'Deployment a/w spec.template.spec.volumes[0].secret.secretName: an inference pod gets Secret "sources" of data',
        'Deployment a/v spec.template.spec.containers[0].env[0].valueFrom.secretKeyRef.name: an inference pod gets Secret "sources" of data',
      ],
    },
    {
      name: 'L03: inference fetches the same entry of the store',
      yaml:
        TEAM +
        SOURCES +
        external('x', 'vision-inference', entry('teams/vision/sources')) +
        external('y', 'vision-inference', 'dataFrom: [{ extract: { key: teams/vision/sources } }]'),
      finds: [
        'ExternalSecret vision-inference/x spec.data[0].remoteRef.key: is the entry of ExternalSecret vision-data/sources, which is for data',
        'ExternalSecret vision-inference/y spec.dataFrom[0].extract.key: is the entry of ExternalSecret vision-data/sources, which is for data',
      ],
    },
    {
      name: 'L03: inference may read it through the API',
      yaml: TEAM + rights('vision-data', SECRETS, READER),
      finds: [
        'RoleBinding vision-data/b subjects[0]: ServiceAccount vision-inference/vision-inference of inference may read Secrets of data',
      ],
    },
    {
      name: 'L03: by a right that holds everywhere',
      yaml: `${TEAM}
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: b }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit }
subjects: [${READER}]
`,
      finds: [
        'ClusterRoleBinding b subjects[0]: ServiceAccount vision-inference/vision-inference of inference may read Secrets of data',
      ],
    },
  ],
} satisfies CheckCases;
