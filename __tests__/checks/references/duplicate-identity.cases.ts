import type { CheckCases } from '../check-cases';

function object(apiVersion: string, kind: string, metadata: string): string {
  return `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { ${metadata} }
---
`;
}

export default {
  check: 'duplicate-identity',
  passing: [
    {
      name: 'the names of two tenants',
      yaml:
        object('apps/v1', 'Deployment', 'name: ml-api, namespace: tenant-a') +
        object('apps/v1', 'Deployment', 'name: ml-api, namespace: tenant-b'),
    },
    {
      name: 'one name for two kinds, and for two groups',
      yaml:
        object('v1', 'ConfigMap', 'name: x, namespace: a') +
        object('v1', 'Secret', 'name: x, namespace: a') +
        object('v1', 'Service', 'name: x, namespace: a') +
        object('serving.knative.dev/v1', 'Service', 'name: x, namespace: a'),
    },
    {
      name: 'names that the API server makes',
      yaml:
        object('batch/v1', 'Job', 'generateName: j-, namespace: a') +
        object('batch/v1', 'Job', 'generateName: j-, namespace: a'),
    },
    {
      name: 'what the site has too',
      yaml: object('v1', 'ConfigMap', 'name: x, namespace: a'),
      site: object('v1', 'ConfigMap', 'name: x, namespace: a'),
    },
  ],
  failing: [
    {
      name: 'the same thing twice',
      yaml: object('v1', 'ConfigMap', 'name: x, namespace: a') + object('v1', 'ConfigMap', 'name: x, namespace: a'),
      finds: ['ConfigMap a/x metadata.name: is rendered twice: by an unnamed source, and by an unnamed source'],
    },
    {
      name: 'three times, in two versions',
      yaml:
        object('autoscaling/v1', 'HorizontalPodAutoscaler', 'name: x, namespace: a') +
        object('autoscaling/v2', 'HorizontalPodAutoscaler', 'name: x, namespace: a') +
        object('autoscaling/v1', 'HorizontalPodAutoscaler', 'name: x, namespace: a'),
      finds: [
        'HorizontalPodAutoscaler a/x metadata.name: is rendered twice: by an unnamed source (as autoscaling/v1), and by an unnamed source',
        'HorizontalPodAutoscaler a/x metadata.name: is rendered twice: by an unnamed source, and by an unnamed source',
      ],
    },
    {
      name: 'a namespace that is written and one that is left out',
      yaml: object('v1', 'ConfigMap', 'name: x, namespace: default') + object('v1', 'ConfigMap', 'name: x'),
      finds: ['ConfigMap x metadata.name: is rendered twice: by an unnamed source, and by an unnamed source'],
    },
    {
      name: 'a namespace on a kind that has none',
      yaml: object('v1', 'Namespace', 'name: a') + object('v1', 'Namespace', 'name: a, namespace: b'),
      finds: ['Namespace b/a metadata.name: is rendered twice: by an unnamed source, and by an unnamed source'],
    },
  ],
} satisfies CheckCases;
