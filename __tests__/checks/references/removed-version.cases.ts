import type { CheckCases } from '../check-cases';

function object(apiVersion: string, kind: string): string {
  return `{ apiVersion: ${apiVersion}, kind: ${kind}, metadata: { name: o, namespace: a } }\n---\n`;
}

export default {
  check: 'removed-version',
  passing: [
    {
      name: 'what is served',
      yaml:
        object('batch/v1', 'CronJob') +
        object('networking.k8s.io/v1beta1', 'IPAddress') +
        object('storage.k8s.io/v1beta1', 'VolumeAttributesClass'),
    },
    { name: 'kinds of others', yaml: object('example.com/v1beta1', 'CronJob') + object('batch/v1beta1x', 'CronJob') },
    {
      name: 'on a cluster that serves it still',
      yaml: object('batch/v1beta1', 'CronJob'),
      site: 'apiVersion: fortress.cdk8s.io/v1\nkind: Site\nspec: { versions: { kubernetes: v1.24.17 } }',
    },
  ],
  failing: [
    {
      name: 'versions that were removed',
      yaml:
        object('extensions/v1beta1', 'Ingress') +
        object('batch/v1beta1', 'CronJob') +
        object('apps/v1beta2', 'Deployment') +
        object('policy/v1beta1', 'PodSecurityPolicy'),
      finds: [
        'Ingress a/o apiVersion: Kubernetes serves no Ingress of "extensions/v1beta1" since 1.22',
        'CronJob a/o apiVersion: Kubernetes serves no CronJob of "batch/v1beta1" since 1.25',
        'Deployment a/o apiVersion: Kubernetes serves no Deployment of "apps/v1beta2" since 1.16',
        'PodSecurityPolicy a/o apiVersion: Kubernetes serves no PodSecurityPolicy of "policy/v1beta1" since 1.25',
      ],
    },
    {
      name: 'on a cluster that does not serve it any more',
      yaml: object('batch/v1beta1', 'CronJob'),
      site: 'apiVersion: fortress.cdk8s.io/v1\nkind: Site\nspec: { versions: { kubernetes: 1.25.0 } }',
      finds: ['CronJob a/o apiVersion: Kubernetes serves no CronJob of "batch/v1beta1" since 1.25'],
    },
  ],
} satisfies CheckCases;
