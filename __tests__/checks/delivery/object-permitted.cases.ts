import type { CheckCases } from '../check-cases';
import { all, application, project, SERVER } from './argo-yaml';

const IN_A = `destinations: [{ server: ${SERVER}, namespace: a }]`;

function object(apiVersion: string, kind: string, metadata = 'name: o, namespace: a'): string {
  return `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { ${metadata} }
`;
}

function delivered(spec: string, ...objects: string[]) {
  return {
    yaml: all(project(`{ ${IN_A}, ${spec} }`), application('app')),
    files: { 'dist/prod/app/objects.yaml': all(...objects) },
  };
}

const WHITELIST = 'namespaceResourceWhitelist: [{ group: apps, kind: Deployment }, { group: "", kind: "Config*" }]';

export default {
  check: 'object-permitted',
  passing: [
    {
      name: 'a kind of the whitelist',
      ...delivered(WHITELIST, object('apps/v1', 'Deployment'), object('v1', 'ConfigMap')),
    },
    {
      name: 'every kind in namespaces, without a whitelist',
      ...delivered('description: d', object('rbac.authorization.k8s.io/v1', 'Role')),
    },
    {
      name: 'a cluster-scoped kind by name',
      ...delivered(
        'clusterResourceWhitelist: [{ group: "", kind: Namespace, name: "team-*" }]',
        object('v1', 'Namespace', 'name: team-a'),
      ),
    },
    {
      name: 'without a namespace, that of the Application',
      ...delivered(WHITELIST, object('apps/v1', 'Deployment', 'name: o')),
    },
    {
      name: 'a file beside the folder of the Application',
      yaml: all(project(`{ ${IN_A}, namespaceResourceWhitelist: [] }`), application('app')),
      files: {
        'dist/prod/other/objects.yaml': object('v1', 'Pod'),
        'dist/prod/app/deep/objects.yaml': object('v1', 'Pod'),
        'dist/prod/app/notes.txt': object('v1', 'Pod'),
      },
    },
    {
      name: 'an excluded file',
      yaml: all(
        project(`{ ${IN_A}, namespaceResourceWhitelist: [] }`),
        application('app').replace('path: dist/prod/app', 'path: dist/prod/app, directory: { exclude: "test-*" }'),
      ),
      files: { 'dist/prod/app/test-pod.yaml': object('v1', 'Pod') },
    },
    {
      name: 'the folder of a chart holds no plain objects',
      yaml: all(
        project(`{ ${IN_A}, namespaceResourceWhitelist: [] }`),
        application('app').replace('path: dist/prod/app', 'path: dist/prod/app, helm: {}'),
      ),
      files: { 'dist/prod/app/pod.yaml': object('v1', 'Pod') },
    },
    {
      name: 'no project: another check says so',
      yaml: application('app'),
      files: { 'dist/prod/app/objects.yaml': object('v1', 'Pod') },
    },
  ],
  failing: [
    {
      name: 'seed row G05: the kinds of the whitelist, and what is missing from it',
      ...delivered(
        'namespaceResourceWhitelist: [{ group: apps, kind: Deployment }, { group: "", kind: Service }, { group: "", kind: ConfigMap }, { group: networking.k8s.io, kind: NetworkPolicy }]',
        object('apps/v1', 'Deployment'),
        object('v1', 'ServiceAccount'),
        object('autoscaling/v2', 'HorizontalPodAutoscaler'),
        object('cilium.io/v2', 'CiliumNetworkPolicy'),
      ),
      finds: [
        'ServiceAccount a/o kind: project "team" of Application "app" does not allow ServiceAccount',
        'HorizontalPodAutoscaler a/o kind: project "team" of Application "app" does not allow autoscaling/HorizontalPodAutoscaler',
        'CiliumNetworkPolicy a/o kind: project "team" of Application "app" does not allow cilium.io/CiliumNetworkPolicy',
      ],
    },
    {
      name: 'seed row G06: a cluster-scoped kind',
      ...delivered('clusterResourceBlacklist: [{ group: "*", kind: "*" }]', object('v1', 'Namespace', 'name: a')),
      finds: ['Namespace a kind: project "team" of Application "app" does not allow cluster-scoped Namespace'],
    },
    {
      name: 'an empty whitelist allows nothing',
      ...delivered('namespaceResourceWhitelist: []', object('v1', 'ConfigMap')),
      finds: ['ConfigMap a/o kind: project "team" of Application "app" does not allow ConfigMap'],
    },
    {
      name: 'a blacklist',
      ...delivered(
        'namespaceResourceBlacklist: [{ group: "*", kind: "Role*" }]',
        object('rbac.authorization.k8s.io/v1', 'RoleBinding'),
      ),
      finds: [
        'RoleBinding a/o kind: project "team" of Application "app" does not allow rbac.authorization.k8s.io/RoleBinding',
      ],
    },
    {
      name: 'a cluster-scoped kind of another name',
      ...delivered(
        'clusterResourceWhitelist: [{ group: "", kind: Namespace, name: "team-*" }]',
        object('v1', 'Namespace', 'name: kube-system'),
      ),
      finds: [
        'Namespace kube-system kind: project "team" of Application "app" does not allow cluster-scoped Namespace',
      ],
    },
    {
      name: 'seed row G07: another namespace than that of the destination',
      ...delivered(WHITELIST, object('v1', 'ConfigMap', 'name: o, namespace: argocd')),
      finds: [
        'ConfigMap argocd/o metadata.namespace: project "team" of Application "app" does not allow namespace "argocd"',
      ],
    },
    {
      name: 'the same kind of another group',
      ...delivered(WHITELIST, object('extensions/v1beta1', 'Deployment')),
      finds: ['Deployment a/o kind: project "team" of Application "app" does not allow extensions/Deployment'],
    },
    {
      name: 'read with all that is in the folder',
      yaml: all(
        project(`{ ${IN_A}, namespaceResourceWhitelist: [] }`),
        application('app').replace(
          'path: dist/prod/app',
          'path: ./dist/prod/app/, directory: { recurse: true, include: "*.yaml" }',
        ),
      ),
      files: { '/home/ci/dist/prod/app/deep/objects.yaml': object('v1', 'Pod') },
      finds: ['Pod a/o kind: project "team" of Application "app" does not allow Pod'],
    },
    {
      name: 'two Applications',
      yaml: all(
        project(`{ ${IN_A}, namespaceResourceWhitelist: [] }`),
        application('app'),
        application('twin', '', { path: 'dist/prod/app' }),
      ),
      files: { 'dist/prod/app/objects.yaml': object('v1', 'Pod') },
      finds: [
        'Pod a/o kind: project "team" of Application "app" does not allow Pod',
        'Pod a/o kind: project "team" of Application "twin" does not allow Pod',
      ],
    },
  ],
} satisfies CheckCases;
