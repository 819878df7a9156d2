import type { CheckCases } from '../check-cases';
import {
  application,
  ML_PRODUCTION_PROJECT,
  project,
  ROOT_APPLICATION,
  ROOT_FILE,
  rootProject,
  SERVER,
} from './argo-yaml';

function kinds(lists: string): string {
  return project(`{ destinations: [{ server: ${SERVER}, namespace: a }], ${lists} }`);
}

export default {
  check: 'tenant-kinds',
  passing: [
    {
      name: 'kinds of the list',
      yaml: kinds(
        'namespaceResourceWhitelist: [{ group: apps, kind: Deployment }, { group: "", kind: Service }, { group: gateway.networking.k8s.io, kind: HTTPRoute }]',
      ),
    },
    {
      name: 'every kind of a group that has none for the platform',
      yaml: kinds('namespaceResourceWhitelist: [{ group: apps, kind: "*" }]'),
    },
    {
      name: "the platform's project",
      yaml: kinds(
        'namespaceResourceWhitelist: [{ group: "*", kind: "*" }], clusterResourceWhitelist: [{ group: "", kind: Namespace }]',
      ),
    },
    {
      name: "the platform's project, which delivers to two tenants",
      yaml: [
        kinds('clusterResourceWhitelist: [{ group: "", kind: Namespace }]').replace(
          'namespace: a }',
          "namespace: '*' }",
        ),
        '{ apiVersion: v1, kind: Namespace, metadata: { name: a, labels: { tenant: a } } }',
        '{ apiVersion: v1, kind: Namespace, metadata: { name: b, labels: { tenant: b } } }',
      ].join('\n---\n'),
    },
    {
      name: "the platform's project, which delivers to a tenant and to a namespace that is rendered elsewhere",
      yaml: [
        kinds('clusterResourceWhitelist: [{ group: "", kind: Namespace }]').replace(
          'namespace: a }',
          `namespace: a }, { server: ${SERVER}, namespace: kube-system }`,
        ),
        '{ apiVersion: v1, kind: Namespace, metadata: { name: a, labels: { tenant: a } } }',
      ].join('\n---\n'),
    },
    {
      name: "H21: a project that says that it is the platform's, for a chart that brings Secrets",
      yaml: kinds('namespaceResourceWhitelist: [{ group: "", kind: Secret }]').replace(
        'namespace: argocd',
        'namespace: argocd, annotations: { fortress.cdk8s.io/project: platform }',
      ),
    },
    {
      name: 'what a blacklist takes away',
      yaml: kinds(
        'namespaceResourceWhitelist: [{ group: rbac.authorization.k8s.io, kind: Role }], namespaceResourceBlacklist: [{ group: rbac.authorization.k8s.io, kind: "*" }]',
      ),
    },
    { name: 'seed row G05: NetworkPolicy, which somebody has thought about', yaml: ML_PRODUCTION_PROJECT },
    { name: 'what Argo CD starts from', yaml: ROOT_APPLICATION, files: { [ROOT_FILE]: rootProject() } },
    { name: 'nothing', yaml: kinds('namespaceResourceWhitelist: []') },
    { name: 'a project that delivers nowhere', yaml: project('{}') },
  ],
  failing: [
    {
      name: 'an annotation with another word',
      yaml: kinds('namespaceResourceWhitelist: [{ group: "", kind: Secret }]').replace(
        'namespace: argocd',
        'namespace: argocd, annotations: { fortress.cdk8s.io/project: team }',
      ),
      finds: [
        'AppProject argocd/team spec.namespaceResourceWhitelist[0]: allows Secret, which is not for tenants to deliver',
      ],
    },
    {
      name: 'the word of the platform for a project that delivers to a tenant',
      yaml: [
        kinds('namespaceResourceWhitelist: [{ group: "", kind: Secret }]').replace(
          'namespace: argocd',
          'namespace: argocd, annotations: { fortress.cdk8s.io/project: platform }',
        ),
        '{ apiVersion: v1, kind: Namespace, metadata: { name: a, labels: { tenant: a } } }',
      ].join('\n---\n'),
      finds: [
        'AppProject argocd/team spec.namespaceResourceWhitelist[0]: allows Secret, which is not for tenants to deliver',
      ],
    },
    {
      name: 'seed row G06: kinds of the cluster, in a project that delivers to one tenant and nowhere else',
      yaml: [
        kinds(
          'namespaceResourceWhitelist: [{ group: "", kind: Secret }], clusterResourceWhitelist: [{ group: "", kind: Namespace }, { group: rbac.authorization.k8s.io, kind: "Cluster*" }]',
        ),
        '{ apiVersion: v1, kind: Namespace, metadata: { name: a, labels: { tenant: a } } }',
      ].join('\n---\n'),
      finds: [
        'AppProject argocd/team spec.namespaceResourceWhitelist[0]: allows Secret, which is not for tenants to deliver',
        'AppProject argocd/team spec.clusterResourceWhitelist[0]: allows Namespace of the cluster, which is not for tenants to deliver',
        'AppProject argocd/team spec.clusterResourceWhitelist[1]: allows rbac.authorization.k8s.io/Cluster* of the cluster, which is not for tenants to deliver',
      ],
    },
    {
      name: 'RBAC, quota, secrets of a store, Applications',
      yaml: kinds(
        'namespaceResourceWhitelist: [{ group: rbac.authorization.k8s.io, kind: RoleBinding }, { group: "", kind: ResourceQuota }, { group: external-secrets.io, kind: ExternalSecret }, { group: argoproj.io, kind: Application }]',
      ),
      finds: [
        'AppProject argocd/team spec.namespaceResourceWhitelist[0]: allows rbac.authorization.k8s.io/RoleBinding, which is not for tenants to deliver',
        'AppProject argocd/team spec.namespaceResourceWhitelist[1]: allows ResourceQuota, which is not for tenants to deliver',
        'AppProject argocd/team spec.namespaceResourceWhitelist[2]: allows external-secrets.io/ExternalSecret, which is not for tenants to deliver',
        'AppProject argocd/team spec.namespaceResourceWhitelist[3]: allows argoproj.io/Application, which is not for tenants to deliver',
      ],
    },
    {
      name: 'projects and Applications in a project that another one delivers',
      yaml: application('platform', '', { path: 'dist/prod/root', project: 'platform' }),
      files: { [ROOT_FILE]: rootProject() },
      finds: [
        'AppProject argocd/root spec.namespaceResourceWhitelist[0]: allows argoproj.io/Application, which is not for tenants to deliver',
        'AppProject argocd/root spec.namespaceResourceWhitelist[1]: allows argoproj.io/AppProject, which is not for tenants to deliver',
      ],
    },
    {
      name: 'a project that delivers itself, into more than the namespace of Argo CD',
      yaml: ROOT_APPLICATION,
      files: { [ROOT_FILE]: rootProject('AppProject', 'tenant-a') },
      finds: [
        'AppProject argocd/root spec.namespaceResourceWhitelist[0]: allows argoproj.io/Application, which is not for tenants to deliver',
        'AppProject argocd/root spec.namespaceResourceWhitelist[1]: allows argoproj.io/AppProject, which is not for tenants to deliver',
      ],
    },
    {
      name: 'a project that delivers itself, and more than projects and Applications',
      yaml: ROOT_APPLICATION,
      files: { [ROOT_FILE]: rootProject('Sensor') },
      finds: [
        'AppProject argocd/root spec.namespaceResourceWhitelist[0]: allows argoproj.io/Application, which is not for tenants to deliver',
        'AppProject argocd/root spec.namespaceResourceWhitelist[1]: allows argoproj.io/Sensor, which is not for tenants to deliver',
      ],
    },
    {
      name: 'a kind that is on no list',
      yaml: kinds('namespaceResourceWhitelist: [{ group: apps, kind: DaemonSet }]'),
      finds: [
        'AppProject argocd/team spec.namespaceResourceWhitelist[0]: allows apps/DaemonSet, which is not for tenants to deliver',
      ],
    },
    {
      name: 'every kind',
      yaml: kinds('namespaceResourceWhitelist: [{ group: "*", kind: "*" }]'),
      finds: [
        'AppProject argocd/team spec.namespaceResourceWhitelist[0]: allows LimitRange, ResourceQuota, Secret and 11 more, which are not for tenants to deliver',
      ],
    },
    {
      name: 'kinds by a wildcard',
      yaml: kinds('namespaceResourceWhitelist: [{ group: "*", kind: "Role*" }, { group: "", kind: "*" }]'),
      finds: [
        'AppProject argocd/team spec.namespaceResourceWhitelist[0]: allows rbac.authorization.k8s.io/Role, rbac.authorization.k8s.io/RoleBinding, which are not for tenants to deliver',
        'AppProject argocd/team spec.namespaceResourceWhitelist[1]: allows LimitRange, ResourceQuota, Secret, which are not for tenants to deliver',
      ],
    },
    {
      name: 'no whitelist is every kind',
      yaml: kinds('namespaceResourceBlacklist: [{ group: rbac.authorization.k8s.io, kind: "*" }]'),
      finds: [
        'AppProject argocd/team spec.namespaceResourceWhitelist: without it every kind is allowed, such as LimitRange, ResourceQuota, Secret and 9 more',
      ],
    },
  ],
} satisfies CheckCases;
