import type { CheckCases } from '../check-cases';
import { all, namespace, pod, policy } from './policy-yaml';

const STORE = all(
  namespace('a'),
  namespace('minio'),
  pod('{ app: minio }', 'minio', 'minio', '{ containers: [{ name: c, ports: [{ containerPort: 9000 }] }] }'),
  `
apiVersion: v1
kind: Service
metadata: { name: minio, namespace: minio }
spec: { selector: { app: minio }, ports: [{ port: 80, targetPort: 9000 }] }
`,
);
const READER = pod(
  '{ app: api }',
  'api',
  'a',
  '{ containers: [{ name: c, env: [{ name: STORE, value: "http://minio.minio.svc" }] }] }',
);
const CLOSED = policy('{ endpointSelector: {}, egress: [{}] }', 'closed');
const OPEN = policy(
  '{ endpointSelector: {}, egress: [{ toEndpoints: [{ matchLabels: { "k8s:io.kubernetes.pod.namespace": minio } }], toPorts: [{ ports: [{ port: "9000", protocol: TCP }] }] }] }',
  'open',
);
const ROUTE = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: gw, namespace: minio }
spec: { gatewayClassName: cilium, listeners: [{ name: http, port: 80, protocol: HTTP }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: r, namespace: minio }
spec: { parentRefs: [{ name: gw }], rules: [{ backendRefs: [{ name: minio, port: 80 }] }] }
`;
const LOCKED = policy('{ endpointSelector: {}, ingress: [{}] }', 'locked').replace('namespace: a', 'namespace: minio');

export default {
  check: 'implied-flow',
  passing: [
    { name: 'no policy', yaml: all(STORE, READER) },
    { name: 'a rule for what is addressed', yaml: all(STORE, READER, CLOSED, OPEN) },
    {
      name: 'a Service that is not known here',
      yaml: all(STORE, READER, CLOSED).replace('kind: Service', 'kind: Other'),
    },
    { name: 'a route that is let through', yaml: all(STORE, ROUTE) },
    {
      name: 'a route that is let through by the entity',
      yaml: all(STORE, ROUTE, LOCKED.replace('ingress: [{}]', 'ingress: [{ fromEntities: [ingress] }]')),
    },
  ],
  failing: [
    {
      name: 'an address that egress stops',
      yaml: all(STORE, READER, CLOSED),
      finds: [
        'Pod a/api spec.containers[0].env[0].value: minio.minio.svc:80 is minio/minio 9000/TCP, and egress is stopped by CiliumNetworkPolicy a/closed spec',
      ],
    },
    {
      name: 'seed row E27: a store that lets nobody in',
      yaml: all(STORE, READER, LOCKED),
      finds: [
        'Pod a/api spec.containers[0].env[0].value: minio.minio.svc:80 is minio/minio 9000/TCP, and ingress is stopped by CiliumNetworkPolicy minio/locked spec',
      ],
    },
    {
      name: 'the port of the Service allowed, and not that of the pod',
      yaml: all(STORE, READER, CLOSED, OPEN.replace('"9000"', '"80"')),
      finds: [
        'Pod a/api spec.containers[0].env[0].value: minio.minio.svc:80 is minio/minio 9000/TCP, and egress is stopped by CiliumNetworkPolicy a/closed spec',
      ],
    },
    {
      name: 'a route to a pod that is closed to the gateway',
      yaml: all(STORE, ROUTE, LOCKED),
      finds: [
        'HTTPRoute minio/r spec.rules[0].backendRefs[0]: leads to minio/minio 9000/TCP, and ingress is stopped by CiliumNetworkPolicy minio/locked spec',
      ],
    },
  ],
} satisfies CheckCases;
