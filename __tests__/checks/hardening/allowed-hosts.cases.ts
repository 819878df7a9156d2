import type { CheckCases } from '../check-cases';

const pod = (value: string, probes = '', more = '') => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: a }
spec: { template: { spec: { containers: [{ name: main, env: [{ name: ALLOWED_HOSTS, ${value} }], ${probes} }] } } }
${more}`;
const asks = (host: string) =>
  `readinessProbe: { httpGet: { path: /health/, port: 8000, httpHeaders: [{ name: host, value: ${host} }] } }`;
const CONFIG = `---
apiVersion: v1
kind: ConfigMap
metadata: { name: c, namespace: a }
data: { hosts: "*" }`;
const DEBUG = '{ apiVersion: fortress.cdk8s.io/v1, kind: Site, spec: { debug: true } }';
const AT = 'Deployment a/web spec.template.spec.containers[0]';

export default {
  check: 'allowed-hosts',
  passing: [
    { name: 'D31: a probe that asks for a name on the list', yaml: pod('value: "a.example.com,b"', asks('b')) },
    { name: 'a name below a domain, with a port', yaml: pod('value: .example.com', asks('"a.example.com:8000"')) },
    { name: 'no HTTP probe', yaml: pod('value: a.example.com', 'livenessProbe: { tcpSocket: { port: 8000 } }') },
    { name: 'D31: every name, in development', yaml: pod('value: "*"', asks('x')), site: DEBUG },
    { name: 'a list that is not known here', yaml: pod('valueFrom: { secretKeyRef: { name: s, key: k } }', asks('x')) },
    {
      name: 'a server whose probes are its own matter',
      yaml: pod('value: x', 'readinessProbe: { httpGet: { port: 1 } }').replace('ALLOWED', 'MLFLOW_SERVER_ALLOWED'),
    },
  ],
  failing: [
    {
      name: 'D31: every name, in a value and in a ConfigMap',
      yaml: `${pod('value: "*"')}---${pod('valueFrom: { configMapKeyRef: { name: c, key: hosts } }', '', CONFIG)}`,
      finds: [
        `${AT}.env[0]: ALLOWED_HOSTS has "*": the server answers to every name`,
        `${AT}.env[0]: ALLOWED_HOSTS has "*": the server answers to every name`,
      ],
    },
    {
      name: 'D31: probes that are answered with 400',
      yaml: `${pod('value: a.example.com', 'startupProbe: { httpGet: { port: 8000 } }')}---${pod('value: ""', asks('b'))}`,
      finds: [
        `${AT}.startupProbe.httpGet.httpHeaders: asks for the address of the pod, to which the server does not answer: a.example.com`,
        `${AT}.readinessProbe.httpGet.httpHeaders: asks for "b", to which the server does not answer: it answers to no name`,
      ],
    },
  ],
} satisfies CheckCases;
