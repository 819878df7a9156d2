import type { CheckCases } from '../check-cases';

const claim = (spec: string, annotations = '{}') => `
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data, namespace: a, annotations: ${annotations} }
spec: ${spec}
`;
const statefulSet = (claimSpec: string, volumes = '[]') => `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db, namespace: a }
spec:
  template: { spec: { volumes: ${volumes}, containers: [{ name: c }] } }
  volumeClaimTemplates: [{ metadata: { name: data }, spec: ${claimSpec} }]
`;
const SITE = '{ apiVersion: fortress.cdk8s.io/v1, kind: Site, spec: { storageClasses: [local-path, fast] } }';
const KNOWN = 'the site has local-path, fast';

export default {
  check: 'storage-class',
  passing: [
    { name: 'one of the site', yaml: claim('{ storageClassName: fast }'), site: SITE },
    { name: 'where the site does not say', yaml: claim('{}') },
    { name: 'a volume that was made by hand', yaml: claim('{ storageClassName: "" }'), site: SITE },
    { name: 'a volume that is named', yaml: claim('{ volumeName: disk-1 }'), site: SITE },
    {
      name: 'a class that is rendered',
      yaml: `${claim('{ storageClassName: own }')}---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: own }
`,
      site: SITE,
    },
    {
      name: 'by the annotation of old',
      yaml: claim('{}', `{ volume.beta.kubernetes.io/storage-class: fast }`),
      site: SITE,
    },
  ],
  failing: [
    {
      name: 'D26: a claim that leaves it to the cluster',
      yaml: claim('{ resources: { requests: { storage: 50Gi } } }'),
      site: SITE,
      finds: [`PersistentVolumeClaim a/data spec.storageClassName: no StorageClass is named; ${KNOWN}`],
    },
    {
      name: 'a class of another cluster',
      yaml: claim('{ storageClassName: gp3 }'),
      site: SITE,
      finds: [`PersistentVolumeClaim a/data spec.storageClassName: there is no StorageClass "gp3"; ${KNOWN}`],
    },
    {
      name: 'in templates',
      yaml: statefulSet(
        '{ storageClassName: gp3 }',
        '[{ name: v, emptyDir: {} }, { name: w, ephemeral: { volumeClaimTemplate: { spec: {} } } }]',
      ),
      site: SITE,
      finds: [
        `StatefulSet a/db spec.volumeClaimTemplates[0].spec.storageClassName: there is no StorageClass "gp3"; ${KNOWN}`,
        `StatefulSet a/db spec.template.spec.volumes[1].ephemeral.volumeClaimTemplate.spec.storageClassName: no StorageClass is named; ${KNOWN}`,
      ],
    },
  ],
} satisfies CheckCases;
