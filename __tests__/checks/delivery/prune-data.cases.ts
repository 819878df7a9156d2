import type { CheckCases } from '../check-cases';
import { application } from './argo-yaml';

function claim(annotations = '{}'): string {
  return `
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data, namespace: a, annotations: ${annotations} }
`;
}

function set(policy: string, annotations = '{}'): string {
  return `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db, namespace: a, annotations: ${annotations} }
spec: { volumeClaimTemplates: [{ metadata: { name: data } }], persistentVolumeClaimRetentionPolicy: ${policy} }
`;
}

const NAMESPACE = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: a }\n';
const PRUNES = application('app', '  syncPolicy: { automated: { prune: true } }');
const KEPT = '{ argocd.argoproj.io/sync-options: "Delete=false, Prune=false" }';
const FILE = 'dist/prod/app/data.yaml';

export default {
  check: 'prune-data',
  passing: [
    { name: 'kept', yaml: PRUNES, files: { [FILE]: `${claim(KEPT)}---\n${set('{ whenDeleted: Delete }', KEPT)}` } },
    {
      name: 'pruned once somebody has confirmed it',
      yaml: PRUNES,
      files: { [FILE]: claim('{ argocd.argoproj.io/sync-options: Prune=confirm }') },
    },
    {
      name: 'no prune',
      yaml: application('app', '  syncPolicy: { automated: { selfHeal: true } }'),
      files: { [FILE]: claim() },
    },
    {
      name: 'automated, and switched off',
      yaml: application('app', '  syncPolicy: { automated: { enabled: false, prune: true } }'),
      files: { [FILE]: claim() },
    },
    {
      name: 'kept by an option of the Application',
      yaml: application('app', '  syncPolicy: { automated: { prune: true }, syncOptions: [Prune=false] }'),
      files: { [FILE]: claim() },
    },
    { name: 'a StatefulSet whose claims stay', yaml: PRUNES, files: { [FILE]: set('{ whenScaled: Delete }') } },
    { name: 'a namespace without claims', yaml: PRUNES, files: { [FILE]: NAMESPACE } },
    { name: 'delivered by nobody', yaml: claim() },
  ],
  failing: [
    {
      name: 'seed row G09: a claim',
      yaml: PRUNES,
      files: { [FILE]: claim() },
      finds: [
        'PersistentVolumeClaim a/data metadata.annotations[argocd.argoproj.io/sync-options]: Application "app" prunes it by itself, and with it its volume',
      ],
    },
    {
      name: 'another option',
      yaml: PRUNES,
      files: { [FILE]: claim('{ argocd.argoproj.io/sync-options: Delete=false }') },
      finds: [
        'PersistentVolumeClaim a/data metadata.annotations[argocd.argoproj.io/sync-options]: Application "app" prunes it by itself, and with it its volume',
      ],
    },
    {
      name: 'the annotation is asked first',
      yaml: application('app', '  syncPolicy: { automated: { prune: true }, syncOptions: [Prune=false] }'),
      files: { [FILE]: claim('{ argocd.argoproj.io/sync-options: Prune=true }') },
      finds: [
        'PersistentVolumeClaim a/data metadata.annotations[argocd.argoproj.io/sync-options]: Application "app" prunes it by itself, and with it its volume',
      ],
    },
    {
      name: 'a StatefulSet whose claims go with it',
      yaml: PRUNES,
      files: { [FILE]: set('{ whenDeleted: Delete }') },
      finds: [
        'StatefulSet a/db metadata.annotations[argocd.argoproj.io/sync-options]: Application "app" prunes it by itself, and with it the claims of its pods',
      ],
    },
    {
      name: 'a kind, with all objects of all tenants',
      yaml: PRUNES,
      files: {
        [FILE]:
          'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: widgets.example.com }\n',
      },
      finds: [
        'CustomResourceDefinition widgets.example.com metadata.annotations[argocd.argoproj.io/sync-options]: Application "app" prunes it by itself, and with it every object of its kind',
      ],
    },
    {
      name: 'a namespace with claims, delivered or not',
      yaml: `${PRUNES}---\n${set('{}')}`,
      files: { [FILE]: NAMESPACE },
      finds: [
        'Namespace a metadata.annotations[argocd.argoproj.io/sync-options]: Application "app" prunes it by itself, and with it the claims in it',
      ],
    },
  ],
} satisfies CheckCases;
