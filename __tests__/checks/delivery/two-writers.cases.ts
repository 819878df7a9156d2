import type { CheckCases } from '../check-cases';
import { all, application, SERVER } from './argo-yaml';

function configMap(metadata = 'name: o, namespace: a'): string {
  return `
apiVersion: v1
kind: ConfigMap
metadata: { ${metadata} }
`;
}

const RECURSIVE = 'path: k8s, directory: { recurse: true }';

export default {
  check: 'two-writers',
  passing: [
    { name: 'one Application', yaml: application('app'), files: { 'dist/prod/app/o.yaml': configMap() } },
    {
      name: 'two folders',
      yaml: all(application('one'), application('two')),
      files: { 'dist/prod/one/o.yaml': configMap(), 'dist/prod/two/o.yaml': configMap('name: other, namespace: a') },
    },
    {
      name: 'one folder, two clusters',
      yaml: all(
        application('one'),
        application('two', '', { path: 'dist/prod/one' }).replace(SERVER, 'https://other:6443'),
      ),
      files: { 'dist/prod/one/o.yaml': configMap() },
    },
    {
      name: 'one folder, two namespaces, for an object that names none',
      yaml: all(application('one'), application('two', '', { path: 'dist/prod/one', namespace: 'b' })),
      files: { 'dist/prod/one/o.yaml': configMap('name: o') },
    },
    {
      name: 'folders beside each other, one read with all that is in it',
      yaml: all(
        application('one').replace('path: dist/prod/one', 'path: dist/prod/one, directory: { recurse: true }'),
        application('two'),
      ),
    },
    {
      name: 'a folder around another, without recurse',
      yaml: all(application('root', '', { path: 'k8s' }), application('tenant', '', { path: 'k8s/tenant' })),
    },
    {
      name: 'a folder of another repository',
      yaml: all(
        application('root').replace('path: dist/prod/root', RECURSIVE).replace('git.example.com', 'git.example.org'),
        application('tenant', '', { path: 'k8s/tenant' }),
      ),
    },
    { name: 'objects that no Application delivers', yaml: all(configMap(), configMap()) },
  ],
  failing: [
    {
      name: 'seed row G11: two that deliver one folder',
      yaml: all(application('ml-model', '', { path: 'k8s' }), application('deploy-to-k3s', '', { path: 'k8s' })),
      files: { 'k8s/deployment.yaml': configMap() },
      finds: ['ConfigMap a/o: is delivered by Applications "deploy-to-k3s" and "ml-model"'],
    },
    {
      name: 'one object in two folders',
      yaml: all(application('one'), application('two')),
      files: { 'dist/prod/one/o.yaml': configMap(), 'dist/prod/two/o.yaml': configMap('name: o') },
      finds: [
        'ConfigMap a/o: is delivered by Applications "one" and "two"',
        'ConfigMap o: is delivered by Applications "one" and "two"',
      ],
    },
    {
      name: 'a folder that is read with all that is in it, around another',
      yaml: all(
        application('root').replace('path: dist/prod/root', RECURSIVE),
        application('tenant', '', { path: 'k8s/teams/tenant' }),
      ),
      files: { 'k8s/teams/tenant/o.yaml': configMap() },
      finds: [
        'Application argocd/tenant spec.source.path: folder "k8s/teams/tenant" is also read by Application "root", which reads "k8s" with all that is in it',
        'ConfigMap a/o: is delivered by Applications "root" and "tenant"',
      ],
    },
    {
      name: 'a cluster-scoped object',
      yaml: all(application('one'), application('two', '', { namespace: 'b' })),
      files: {
        'dist/prod/one/o.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: { name: team }\n',
        'dist/prod/two/o.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: { name: team }\n',
      },
      finds: [
        'Namespace team: is delivered by Applications "one" and "two"',
        'Namespace team: is delivered by Applications "one" and "two"',
      ],
    },
  ],
} satisfies CheckCases;
