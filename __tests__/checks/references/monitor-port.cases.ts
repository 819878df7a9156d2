import type { CheckCases } from '../check-cases';

const TARGETS = `
apiVersion: v1
kind: Service
metadata: { name: s, namespace: a, labels: { app: api } }
spec: { ports: [{ name: http, port: 80 }, { port: 81 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: p, namespace: a, labels: { app: api } }
spec: { containers: [{ ports: [{ name: metrics, containerPort: 9090 }, { containerPort: 8000 }] }] }
---
apiVersion: v1
kind: Pod
metadata: { name: q, namespace: a, labels: { app: silent } }
spec: { containers: [{ name: main }] }
---
`;

function monitor(kind: string, endpoints: string, app = 'api'): string {
  const field = kind === 'PodMonitor' ? 'podMetricsEndpoints' : 'endpoints';
  return `
apiVersion: monitoring.coreos.com/v1
kind: ${kind}
metadata: { name: m, namespace: a }
spec: { selector: { matchLabels: { app: ${app} } }, ${field}: [${endpoints}] }
`;
}

export default {
  check: 'monitor-port',
  passing: [
    {
      name: 'K04: the name of a port of the Service',
      yaml: TARGETS + monitor('ServiceMonitor', '{ port: http, interval: 30s }'),
    },
    {
      name: 'the name, and the number, of a port of the pod',
      yaml: TARGETS + monitor('PodMonitor', '{ port: metrics }, { portNumber: 8000 }'),
    },
    {
      name: 'a number of a pod that declares none',
      yaml: TARGETS + monitor('PodMonitor', '{ portNumber: 1 }', 'silent'),
    },
    {
      name: 'selects nothing: that is another check',
      yaml: [monitor('ServiceMonitor', '{ port: x }'), monitor('PodMonitor', '{ port: x }')].join('---'),
    },
    { name: 'a port of the container instead', yaml: TARGETS + monitor('ServiceMonitor', '{ targetPort: 9090 }') },
    {
      name: 'another group',
      yaml: TARGETS + monitor('ServiceMonitor', '{ port: x }').replace('monitoring.coreos.com', 'example.com'),
    },
  ],
  failing: [
    {
      name: 'a name that the Service does not have',
      yaml: TARGETS + monitor('ServiceMonitor', '{ port: http }, { port: metrics }'),
      finds: ['ServiceMonitor a/m spec.endpoints[1].port: no selected Service has a port "metrics"; there are http'],
    },
    {
      name: 'a name and a number that the pod does not have',
      yaml: TARGETS + monitor('PodMonitor', '{ port: http }, { portNumber: 80 }'),
      finds: [
        'PodMonitor a/m spec.podMetricsEndpoints[0].port: no selected pod has a port "http"; there are metrics',
        'PodMonitor a/m spec.podMetricsEndpoints[1].portNumber: no selected pod has a port 80; there are 8000, 9090',
      ],
    },
    {
      name: 'a name in a pod that declares none',
      yaml: TARGETS + monitor('PodMonitor', '{ port: http }', 'silent'),
      finds: [
        'PodMonitor a/m spec.podMetricsEndpoints[0].port: no selected pod has a port "http"; there are none with a name',
      ],
    },
  ],
} satisfies CheckCases;
