import type { CheckCases } from '../check-cases';
import { container, D04, deployment } from './seed-pods';

function probed(liveness: string, readiness: string): string {
  return container(
    `ports: [{ name: http, containerPort: 8000 }], livenessProbe: { ${liveness} }, readinessProbe: { ${readiness} }`,
  );
}

function object(apiVersion: string, kind: string, spec: string): string {
  return `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: o, namespace: a }
spec: ${spec}
---
`;
}

const POD = '{ containers: [{ name: main }] }';

export default {
  check: 'probes',
  passing: [
    {
      name: 'D07, D22: two paths',
      yaml: probed('httpGet: { path: /health, port: 8000 }', 'httpGet: { path: /ready, port: 8000 }'),
    },
    {
      name: 'two ports, two kinds, two commands, two services, two hosts, two headers',
      yaml:
        probed('tcpSocket: { port: 1 }', 'tcpSocket: { port: 2 }') +
        probed('tcpSocket: { port: 1 }', 'httpGet: { port: 1 }') +
        probed('exec: { command: [a] }', 'exec: { command: [b] }') +
        probed('grpc: { port: 1 }', 'grpc: { port: 1, service: ready }') +
        probed('httpGet: { port: 1, host: a }', 'httpGet: { port: 1 }') +
        probed('httpGet: { port: 1, httpHeaders: [{ name: Host, value: a }] }', 'httpGet: { port: 1 }'),
    },
    {
      name: 'startup may ask what liveness asks',
      yaml: container(
        'livenessProbe: { tcpSocket: { port: 1 } }, startupProbe: { tcpSocket: { port: 1 } }, readinessProbe: { httpGet: { port: 1 } }',
      ),
    },
    {
      name: 'what comes to an end',
      yaml:
        object('batch/v1', 'Job', `{ template: { spec: ${POD} } }`) +
        object('batch/v1', 'CronJob', `{ jobTemplate: { spec: { template: { spec: ${POD} } } } }`) +
        object('v1', 'Pod', '{ restartPolicy: Never, containers: [{ name: main }] }'),
    },
    {
      name: 'init containers and ephemeral ones',
      yaml: deployment('initContainers: [{ name: init }], ephemeralContainers: [{ name: debug }]'),
    },
    { name: 'a kind without pods', yaml: container('').replace('apps/v1', 'example.com/v1') },
  ],
  failing: [
    {
      name: 'D04, D07: the Deployment of the pipeline',
      yaml: D04,
      finds: [
        'Deployment ml-production/ml-model-deployment spec.template.spec.containers[0].livenessProbe: container "model" has no livenessProbe',
        'Deployment ml-production/ml-model-deployment spec.template.spec.containers[0].readinessProbe: container "model" has no readinessProbe',
      ],
    },
    {
      name: 'D14: one endpoint for both, at another pace',
      yaml: probed(
        'httpGet: { path: /health, port: 8000 }, initialDelaySeconds: 30, periodSeconds: 10',
        'httpGet: { path: /health, port: 8000 }, initialDelaySeconds: 5, periodSeconds: 5',
      ),
      finds: [
        'Deployment a/w spec.template.spec.containers[0].livenessProbe: liveness and readiness of container "main" are the same probe: httpGet {"path":"/health","port":8000,"scheme":"HTTP"}',
      ],
    },
    {
      name: 'the same by other words',
      yaml:
        probed('httpGet: { port: http }', 'httpGet: { path: /, port: 8000, scheme: HTTP }') +
        probed('grpc: { port: 1, service: "" }', 'grpc: { port: 1 }') +
        probed('tcpSocket: { port: http }', 'tcpSocket: { port: 8000 }') +
        probed('exec: { command: [a] }', 'exec: { command: [a] }'),
      finds: [
        'Deployment a/w spec.template.spec.containers[0].livenessProbe: liveness and readiness of container "main" are the same probe: httpGet {"path":"/","port":8000,"scheme":"HTTP"}',
        'Deployment a/w spec.template.spec.containers[0].livenessProbe: liveness and readiness of container "main" are the same probe: grpc {"port":1}',
        'Deployment a/w spec.template.spec.containers[0].livenessProbe: liveness and readiness of container "main" are the same probe: tcpSocket {"port":8000}',
        'Deployment a/w spec.template.spec.containers[0].livenessProbe: liveness and readiness of container "main" are the same probe: exec {"command":["a"]}',
      ],
    },
    {
      name: 'one of the two',
      yaml:
        container('livenessProbe: { tcpSocket: { port: 1 } }') +
        container('readinessProbe: { tcpSocket: { port: 1 } }'),
      finds: [
        'Deployment a/w spec.template.spec.containers[0].readinessProbe: container "main" has no readinessProbe',
        'Deployment a/w spec.template.spec.containers[0].livenessProbe: container "main" has no livenessProbe',
      ],
    },
    {
      name: 'probes that ask nothing',
      yaml: container('livenessProbe: {}, readinessProbe: { httpGet: null }'),
      finds: [
        'Deployment a/w spec.template.spec.containers[0].livenessProbe: container "main" has no livenessProbe',
        'Deployment a/w spec.template.spec.containers[0].readinessProbe: container "main" has no readinessProbe',
      ],
    },
    {
      name: 'a sidecar, a DaemonSet, a Pod',
      yaml:
        deployment(
          'initContainers: [{ name: log, restartPolicy: Always, livenessProbe: { tcpSocket: { port: 1 } } }]',
          'DaemonSet',
        ) + object('v1', 'Pod', POD),
      finds: [
        'Pod a/o spec.containers[0].livenessProbe: container "main" has no livenessProbe',
        'Pod a/o spec.containers[0].readinessProbe: container "main" has no readinessProbe',
        'DaemonSet a/w spec.template.spec.initContainers[0].readinessProbe: container "log" has no readinessProbe',
      ],
    },
  ],
} satisfies CheckCases;
