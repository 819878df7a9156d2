import type { CheckCases } from '../check-cases';

function service(ports: string, spec = 'selector: { app: api }'): string {
  return `
apiVersion: v1
kind: Service
metadata: { name: s, namespace: a }
spec: { ${spec}, ports: [${ports}] }
---
`;
}

function pod(name: string, containers: string): string {
  return `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: a, labels: { app: api } }
spec: { ${containers} }
---
`;
}

const HTTP = pod('p', 'containers: [{ name: main, ports: [{ name: http, containerPort: 8000 }] }]');

export default {
  check: 'service-target-port',
  passing: [
    { name: 'D15: a number that the pod declares', yaml: service('{ port: 80, targetPort: 8000 }') + HTTP },
    { name: 'D24: no targetPort, and the same number', yaml: service('{ port: 8000 }') + HTTP },
    { name: 'a name', yaml: service('{ port: 80, targetPort: http }') + HTTP },
    {
      name: 'a name on another container',
      yaml:
        service('{ port: 80, targetPort: http }') +
        pod('p', 'containers: [{ name: main }, { name: proxy, ports: [{ name: http, containerPort: 1 }] }]'),
    },
    {
      name: 'a native sidecar',
      yaml:
        service('{ port: 80, targetPort: http }') +
        pod('p', 'initContainers: [{ restartPolicy: Always, ports: [{ name: http, containerPort: 1 }] }]'),
    },
    {
      name: 'a pod that declares nothing may listen anywhere',
      yaml: service('{ port: 80, targetPort: 9 }') + pod('p', 'containers: [{ name: main }]'),
    },
    {
      name: 'UDP',
      yaml:
        service('{ port: 53, protocol: UDP, targetPort: dns }') +
        pod('p', 'containers: [{ ports: [{ name: dns, containerPort: 53, protocol: UDP }] }]'),
    },
    {
      name: 'selects nothing, has no selector, is the name of a host',
      yaml:
        service('{ port: 1, targetPort: x }') +
        service('{ port: 1, targetPort: x }', 'selector: null') +
        service('{ port: 1, targetPort: x }', 'type: ExternalName, selector: { app: api }'),
    },
  ],
  failing: [
    {
      name: 'D15: no targetPort, and a number that the pod does not have',
      yaml: service('{ port: 80 }') + HTTP,
      finds: ['Service a/s spec.ports[0].port: TCP port 80 is no port of Pod a/p, which has 8000/TCP "http"'],
    },
    {
      name: 'a name that no container has',
      yaml: service('{ port: 80, targetPort: web }') + HTTP,
      finds: ['Service a/s spec.ports[0].targetPort: TCP port "web" is no port of Pod a/p, which has 8000/TCP "http"'],
    },
    {
      name: 'a name in a pod that declares nothing',
      yaml: service('{ port: 80, targetPort: web }') + pod('p', 'containers: [{ name: main }]'),
      finds: ['Service a/s spec.ports[0].targetPort: TCP port "web" is no port of Pod a/p, which declares no ports'],
    },
    {
      name: 'the other protocol',
      yaml: service('{ port: 80, protocol: UDP, targetPort: http }') + HTTP,
      finds: ['Service a/s spec.ports[0].targetPort: UDP port "http" is no port of Pod a/p, which has 8000/TCP "http"'],
    },
    {
      name: 'an init container that has ended',
      yaml:
        service('{ port: 80, targetPort: http }') +
        pod('p', 'initContainers: [{ ports: [{ name: http, containerPort: 1 }] }]'),
      finds: ['Service a/s spec.ports[0].targetPort: TCP port "http" is no port of Pod a/p, which declares no ports'],
    },
    {
      name: 'two of three pods',
      yaml:
        service('{ port: 80, targetPort: 8000 }') +
        HTTP +
        pod('q', 'containers: [{ ports: [{ containerPort: 1 }] }]') +
        pod('r', 'containers: [{ ports: [{ containerPort: 2 }] }]'),
      finds: ['Service a/s spec.ports[0].targetPort: TCP port 8000 is no port of Pod a/q and 1 more, which has 1/TCP'],
    },
  ],
} satisfies CheckCases;
