import type { CheckCases } from '../check-cases';

const NAMES = 'cpu: 250m, memory: 512Mi';

function deployment(containers: string, rest = ''): string {
  return `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ml-api, namespace: a }
spec: { template: { spec: { ${rest} containers: [${containers}] } } }
---
`;
}

function scaler(
  metrics: string,
  target = 'apiVersion: apps/v1, kind: Deployment, name: ml-api',
  name = 'ml-api-hpa',
): string {
  return `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: ${name}, namespace: a }
spec: { scaleTargetRef: { ${target} }, minReplicas: 3, maxReplicas: 10, metrics: [${metrics}] }
---
`;
}

function use(resource: string): string {
  return `{ type: Resource, resource: { name: ${resource}, target: { type: Utilization, averageUtilization: 80 } } }`;
}

function useOf(container: string): string {
  return `{ type: ContainerResource, containerResource: { name: cpu, container: ${container}, target: { type: Utilization, averageUtilization: 50 } } }`;
}

export default {
  check: 'autoscaler-target',
  passing: [
    {
      name: 'D18: requests for what is measured',
      yaml:
        deployment(`{ name: main, resources: { requests: { ${NAMES} } } }`) + scaler(`${use('cpu')}, ${use('memory')}`),
    },
    {
      name: 'limits stand in for requests',
      yaml: deployment('{ name: main, resources: { limits: { cpu: 1 } } }') + scaler(use('cpu')),
    },
    {
      name: 'requests that a LimitRange fills in',
      yaml:
        deployment('{ name: main }') +
        scaler(use('cpu')) +
        'apiVersion: v1\nkind: LimitRange\nmetadata: { name: l, namespace: a }\nspec: { limits: [{ type: Container, defaultRequest: { cpu: 1 } }] }\n',
    },
    {
      name: 'requests of the pod as a whole',
      yaml: deployment('{ name: main }', 'resources: { requests: { cpu: 1 } },') + scaler(use('cpu')),
    },
    {
      name: 'an init container is not measured',
      yaml:
        deployment('{ name: main, resources: { requests: { cpu: 1 } } }', 'initContainers: [{ name: init }],') +
        scaler(use('cpu')),
    },
    {
      name: 'an amount instead of a share',
      yaml:
        deployment('{ name: main }') +
        scaler('{ type: Resource, resource: { name: memory, target: { type: AverageValue, averageValue: 1Gi } } }'),
    },
    {
      name: 'one container, with a request',
      yaml: deployment('{ name: main, resources: { requests: { cpu: 1 } } }, { name: other }') + scaler(useOf('main')),
    },
    {
      name: 'the metric of somebody else',
      yaml: deployment('{ name: main }') + scaler('{ type: Pods, pods: { metric: { name: queue } } }'),
    },
    { name: 'no such target: that is another check', yaml: scaler(use('cpu')) },
    {
      name: 'a target that is no pod',
      yaml:
        scaler(use('cpu'), 'apiVersion: example.com/v1, kind: Thing, name: t') +
        'apiVersion: example.com/v1\nkind: Thing\nmetadata: { name: t, namespace: a }\n',
    },
    { name: 'another group', yaml: scaler(use('cpu')).replace('autoscaling/v2', 'example.com/v1') },
  ],
  failing: [
    {
      name: 'D09: no requests',
      yaml:
        deployment('{ name: main }, { name: log, resources: { requests: { cpu: 1 } } }') +
        scaler(`${use('cpu')}, ${use('memory')}`),
      finds: [
        'HorizontalPodAutoscaler a/ml-api-hpa spec.metrics[0].resource: use of cpu is measured, but containers "main" of Deployment a/ml-api request none',
        'HorizontalPodAutoscaler a/ml-api-hpa spec.metrics[1].resource: use of memory is measured, but containers "main", "log" of Deployment a/ml-api request none',
      ],
    },
    {
      name: 'a sidecar without requests',
      yaml:
        deployment(
          '{ name: main, resources: { requests: { cpu: 1 } } }',
          'initContainers: [{ name: mesh, restartPolicy: Always }],',
        ) + scaler(use('cpu')),
      finds: [
        'HorizontalPodAutoscaler a/ml-api-hpa spec.metrics[0].resource: use of cpu is measured, but containers "mesh" of Deployment a/ml-api request none',
      ],
    },
    {
      name: 'no metric is the use of CPU',
      yaml: deployment('{ name: main }') + scaler(''),
      finds: [
        'HorizontalPodAutoscaler a/ml-api-hpa spec.metrics: use of cpu is measured, but containers "main" of Deployment a/ml-api request none',
      ],
    },
    {
      name: 'a container that is not there, and one without a request',
      yaml: deployment('{ name: main }') + scaler(`${useOf('web')}, ${useOf('main')}`),
      finds: [
        'HorizontalPodAutoscaler a/ml-api-hpa spec.metrics[0].containerResource: Deployment a/ml-api has no container "web"',
        'HorizontalPodAutoscaler a/ml-api-hpa spec.metrics[1].containerResource: use of cpu is measured, but containers "main" of Deployment a/ml-api request none',
      ],
    },
    {
      name: 'two for one',
      yaml:
        scaler(use('cpu')) +
        scaler(use('memory'), undefined, 'second') +
        'apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: { name: third, namespace: a }\nspec: { scaleTargetRef: { name: ml-api } }\n',
      finds: [
        'HorizontalPodAutoscaler a/ml-api-hpa spec.scaleTargetRef: the target is also scaled by HorizontalPodAutoscaler a/second, ScaledObject a/third',
        'HorizontalPodAutoscaler a/second spec.scaleTargetRef: the target is also scaled by HorizontalPodAutoscaler a/ml-api-hpa, ScaledObject a/third',
      ],
    },
    {
      name: 'what cannot be scaled',
      yaml:
        scaler(use('cpu'), 'apiVersion: apps/v1, kind: DaemonSet, name: d') +
        'apiVersion: apps/v1\nkind: DaemonSet\nmetadata: { name: d, namespace: a }\n',
      finds: ['HorizontalPodAutoscaler a/ml-api-hpa spec.scaleTargetRef.kind: a DaemonSet cannot be scaled'],
    },
  ],
} satisfies CheckCases;
