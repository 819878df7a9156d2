import type { CheckCases } from '../check-cases';

function pod(containers: string): string {
  return `
apiVersion: v1
kind: Pod
metadata: { name: p, namespace: a }
spec: { ${containers} }
`;
}

function main(rest: string): string {
  return pod(`containers: [{ name: main, ports: [{ name: http, containerPort: 8000 }], ${rest} }]`);
}

export default {
  check: 'probe-port',
  passing: [
    {
      name: 'D05: the number and the name of the port',
      yaml: main(
        'livenessProbe: { httpGet: { path: /, port: 8000 } }, readinessProbe: { httpGet: { port: http } }, startupProbe: { tcpSocket: { port: http } }',
      ),
    },
    {
      name: 'a container that declares nothing',
      yaml: pod('containers: [{ livenessProbe: { httpGet: { port: 1 } } }]'),
    },
    {
      name: 'a port of a sidecar',
      yaml: pod(
        'containers: [{ ports: [{ containerPort: 1 }], livenessProbe: { httpGet: { port: 15020 } } }], initContainers: [{ restartPolicy: Always, ports: [{ containerPort: 15020 }] }]',
      ),
    },
    {
      name: 'no port is asked',
      yaml: main('livenessProbe: { exec: { command: ["true"] } }, lifecycle: { preStop: { sleep: { seconds: 5 } } }'),
    },
    { name: 'another host is asked', yaml: main('livenessProbe: { httpGet: { host: example.com, port: 1 } }') },
    { name: 'gRPC', yaml: main('livenessProbe: { grpc: { port: 8000 } }') },
    { name: 'another group', yaml: main('livenessProbe: { grpc: { port: 1 } }').replace('v1', 'example.com/v1') },
  ],
  failing: [
    {
      name: 'D05: another number',
      yaml: main('livenessProbe: { httpGet: { port: 8080 } }'),
      finds: [
        'Pod a/p spec.containers[0].livenessProbe.httpGet.port: port 8080 is not declared; container "main" declares 8000 "http"',
      ],
    },
    {
      name: 'another name',
      yaml: main('readinessProbe: { httpGet: { port: web } }, startupProbe: { tcpSocket: { port: "8000" } }'),
      finds: [
        'Pod a/p spec.containers[0].readinessProbe.httpGet.port: port "web" is not declared; container "main" declares 8000 "http"',
        'Pod a/p spec.containers[0].startupProbe.tcpSocket.port: port "8000" is not declared; container "main" declares 8000 "http"',
      ],
    },
    {
      name: 'a name that only another container has',
      yaml: pod(
        'containers: [{ name: main, livenessProbe: { httpGet: { port: http } } }, { name: b, ports: [{ name: http, containerPort: 1 }] }]',
      ),
      finds: [
        'Pod a/p spec.containers[0].livenessProbe.httpGet.port: port "http" is not declared; container "main" declares no ports',
      ],
    },
    {
      name: 'hooks, and gRPC',
      yaml: main(
        'lifecycle: { postStart: { httpGet: { port: 1 } }, preStop: { tcpSocket: { port: 2 } } }, livenessProbe: { grpc: { port: 3 } }',
      ),
      finds: [
        'Pod a/p spec.containers[0].livenessProbe.grpc.port: port 3 is not declared; container "main" declares 8000 "http"',
        'Pod a/p spec.containers[0].lifecycle.postStart.httpGet.port: port 1 is not declared; container "main" declares 8000 "http"',
        'Pod a/p spec.containers[0].lifecycle.preStop.tcpSocket.port: port 2 is not declared; container "main" declares 8000 "http"',
      ],
    },
    {
      name: 'a sidecar',
      yaml: pod(
        'initContainers: [{ name: s, restartPolicy: Always, ports: [{ containerPort: 1 }], readinessProbe: { httpGet: { port: 2 } } }]',
      ),
      finds: [
        'Pod a/p spec.initContainers[0].readinessProbe.httpGet.port: port 2 is not declared; container "s" declares 1',
      ],
    },
  ],
} satisfies CheckCases;
