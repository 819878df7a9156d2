import type { CheckCases } from '../check-cases';

const CLAIM = `
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data, namespace: minio, labels: { app: minio } }
---
`;
const SET = `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: s, namespace: minio }
spec: { volumeClaimTemplates: [{ metadata: { name: data } }] }
---
`;
const schedule = (template: string, more = '') => `
apiVersion: velero.io/v1
kind: Schedule
metadata: { name: nightly, namespace: velero }
spec: { schedule: "17 2 * * *", template: { ${template} }, ${more} }
---
`;
const VELERO = `
apiVersion: fortress.cdk8s.io/v1
kind: Site
spec: { versions: { velero: 1.18.3 } }
`;
const NONE = 'PersistentVolumeClaim minio/data: no Schedule of Velero backs up the claim';

export default {
  check: 'backup-exists',
  passing: [
    { name: 'K10: a namespace', yaml: CLAIM + SET + schedule('includedNamespaces: [minio]') },
    {
      name: 'every namespace, by files',
      yaml: CLAIM + schedule('snapshotVolumes: false, defaultVolumesToFsBackup: true'),
    },
    {
      name: 'by pattern, resource and labels',
      yaml:
        CLAIM +
        schedule(
          'includedNamespaces: ["min*"], includedResources: [PVC], orLabelSelectors: [{ matchLabels: { app: x } }, { matchLabels: { app: minio } }]',
        ),
    },
    { name: 'who has no Velero backs up in another way', yaml: CLAIM + SET },
  ],
  failing: [
    {
      name: 'K10: Velero without a schedule',
      site: VELERO,
      yaml: CLAIM + SET,
      finds: [NONE, 'StatefulSet minio/s spec.volumeClaimTemplates[0]: no Schedule of Velero backs up the claim'],
    },
    { name: 'another namespace', yaml: CLAIM + schedule('includedNamespaces: [tenant-a]'), finds: [NONE] },
    { name: 'an excluded one', yaml: CLAIM + schedule('excludedNamespaces: [minio]'), finds: [NONE] },
    { name: 'other resources', yaml: CLAIM + schedule('includedResources: [deployments.apps]'), finds: [NONE] },
    {
      name: 'excluded resources',
      yaml: CLAIM + schedule('excludedNamespaceScopedResources: [persistentvolumeclaims]'),
      finds: [NONE],
    },
    { name: 'other labels', yaml: CLAIM + schedule('labelSelector: { matchLabels: { app: x } }'), finds: [NONE] },
    { name: 'a schedule that is paused', yaml: CLAIM + schedule('', 'paused: true'), finds: [NONE] },
    {
      name: 'the claim without its data',
      yaml: CLAIM + schedule('snapshotVolumes: false'),
      finds: [
        'PersistentVolumeClaim minio/data: Schedule velero/nightly backs up the claim, and nothing of what it holds',
      ],
    },
  ],
} satisfies CheckCases;
