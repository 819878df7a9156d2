import type { CheckCases } from '../check-cases';

function object(apiVersion: string, kind: string, metadata: string, rest = ''): string {
  return `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { ${metadata} }
${rest}
---
`;
}

function definition(scope: string): string {
  return object(
    'apiextensions.k8s.io/v1',
    'CustomResourceDefinition',
    'name: things.example.com',
    `spec: { group: example.com, scope: ${scope}, names: { kind: Thing } }`,
  );
}

export default {
  check: 'default-namespace',
  passing: [
    { name: 'a namespace of its own', yaml: object('v1', 'ConfigMap', 'name: c, namespace: a') },
    {
      name: 'a kind without namespaces',
      yaml:
        object('v1', 'Namespace', 'name: default') + object('rbac.authorization.k8s.io/v1', 'ClusterRole', 'name: r'),
    },
    {
      name: 'a custom kind without namespaces',
      yaml: definition('Cluster') + object('example.com/v1', 'Thing', 'name: t'),
    },
    {
      name: 'a custom kind whose definition is elsewhere',
      yaml: object('example.com/v1', 'Thing', 'name: t'),
      site: definition('Cluster'),
    },
    {
      name: 'a custom kind of which nobody says whether it has namespaces',
      yaml: object('constraints.gatekeeper.sh/v1beta1', 'K8sRequiredLabels', 'name: ns-must-have-owner'),
    },
    {
      name: 'a kind of old without namespaces',
      yaml: object('policy/v1beta1', 'PodSecurityPolicy', 'name: restricted'),
    },
    { name: 'a list', yaml: object('v1', 'ConfigMapList', '', 'items: []') },
    { name: 'no object', yaml: 'a: b' },
  ],
  failing: [
    {
      name: 'J01, B19: a ServiceAccount in default, and a Role that says nothing',
      yaml:
        object('v1', 'ServiceAccount', 'name: ml-api-sa, namespace: default') +
        object('rbac.authorization.k8s.io/v1', 'Role', 'name: ml-api-role'),
      finds: [
        'ServiceAccount default/ml-api-sa metadata.namespace: the object is in namespace "default"',
        'Role ml-api-role metadata.namespace: the object names no namespace, and so goes wherever it is applied, by default to "default"',
      ],
    },
    {
      name: 'D11: the Deployment of the guide',
      yaml: object('apps/v1', 'Deployment', 'name: ml-api, labels: { app: ml-api }'),
      finds: [
        'Deployment ml-api metadata.namespace: the object names no namespace, and so goes wherever it is applied, by default to "default"',
      ],
    },
    {
      name: 'E23: a pod that somebody starts to try the network with',
      yaml: object('v1', 'Pod', 'name: debug, namespace: default', 'spec: { containers: [{ image: busybox }] }'),
      finds: ['Pod default/debug metadata.namespace: the object is in namespace "default"'],
    },
    {
      name: 'a custom kind with namespaces',
      yaml: definition('Namespaced') + object('example.com/v1', 'Thing', 'name: t'),
      finds: [
        'Thing t metadata.namespace: the object names no namespace, and so goes wherever it is applied, by default to "default"',
      ],
    },
    {
      name: 'custom kinds of groups that are known, and one that names default',
      yaml:
        object('external-secrets.io/v1', 'ExternalSecret', 'name: e') +
        object('networking.istio.io/v1', 'VirtualService', 'name: v') +
        object('example.com/v1', 'Thing', 'name: t, namespace: default'),
      finds: [
        'ExternalSecret e metadata.namespace: the object names no namespace, and so goes wherever it is applied, by default to "default"',
        'VirtualService v metadata.namespace: the object names no namespace, and so goes wherever it is applied, by default to "default"',
        'Thing default/t metadata.namespace: the object is in namespace "default"',
      ],
    },
    {
      name: 'a namespace that is none',
      yaml: object('v1', 'ConfigMap', 'name: c, namespace: 7'),
      finds: [
        'ConfigMap c metadata.namespace: the object names no namespace, and so goes wherever it is applied, by default to "default"',
      ],
    },
  ],
} satisfies CheckCases;
