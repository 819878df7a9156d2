import type { CheckCases } from '../check-cases';
import { all, clusterPolicy, namespace, pod, policy } from './policy-yaml';

const TENANTS = [
  namespace('a', '{ tenant: red }'),
  namespace('b', '{ tenant: blue }'),
  pod('{ app: api }', 'api', 'a', '{ containers: [{ name: c, ports: [{ containerPort: 8000 }] }] }'),
  pod('{ app: api }', 'api', 'b', '{ containers: [{ name: c, ports: [{ containerPort: 8000 }] }] }'),
];

function defaultDeny(of: string): string {
  return `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: default-deny, namespace: ${of} }
spec: { podSelector: {}, policyTypes: [Ingress, Egress] }
`;
}

/** Seed 003's isolation: each tenant denies by default, and lets in who is in its own namespace. */
const ISOLATED = [
  ...TENANTS,
  defaultDeny('a'),
  defaultDeny('b'),
  policy('{ endpointSelector: {}, ingress: [{ fromEndpoints: [{}] }], egress: [{ toEndpoints: [{}] }] }'),
  policy('{ endpointSelector: {}, ingress: [{ fromEndpoints: [{}] }], egress: [{ toEndpoints: [{}] }] }').replace(
    'namespace: a',
    'namespace: b',
  ),
];

/** Seed 000's policy for a GitLab server, as far as it is about pods of the cluster. */
const GLOBAL_ALLOW = clusterPolicy(
  `{ description: "Allow GitLab Egress AND Host PC Ingress for ArgoCD", endpointSelector: {},
     ingress: [{ fromCIDR: [192.168.32.0/24], toPorts: [{ ports: [{ port: "443", protocol: TCP }] }] }, { fromEntities: [cluster, host] }],
     egress: [{ toEntities: [world], toPorts: [{ ports: [{ port: "80", protocol: TCP }] }] }, { toEntities: [cluster, host] }] }`,
  'global-allow-gitlab-vm',
);

const GATEWAY = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: gw, namespace: b }
spec: { gatewayClassName: cilium, listeners: [{ name: http, port: 80, protocol: HTTP }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: r, namespace: b }
spec: { parentRefs: [{ name: gw }], rules: [{ backendRefs: [{ name: s, port: 80 }] }] }
---
apiVersion: v1
kind: Service
metadata: { name: s, namespace: b }
spec: { selector: { app: api }, ports: [{ port: 80, targetPort: 8000 }] }
`;
const FROM_GATEWAY = policy('{ endpointSelector: {}, ingress: [{ fromEntities: [ingress] }] }', 'gw').replace(
  'namespace: a',
  'namespace: b',
);
const TO_GATEWAY = policy('{ endpointSelector: {}, egress: [{ toEntities: [ingress] }] }', 'out');

function unread(kind: string) {
  return {
    name: `a ${kind}, which is not read, and may open anything`,
    yaml: all(
      ...ISOLATED,
      `apiVersion: policy.networking.k8s.io/v1alpha1\nkind: ${kind}\nmetadata: { name: anp }\nspec: {}\n`,
    ),
    finds: [`${kind} anp: policies of this kind are not read: whether it lets tenants reach each other is not known`],
  };
}

export default {
  check: 'tenant-isolation',
  passing: [
    { name: 'seed 003: each tenant within its own namespace', yaml: all(...ISOLATED) },
    { name: 'one end denies by default', yaml: all(...TENANTS, defaultDeny('a')) },
    {
      name: 'a namespace that serves tenants',
      yaml: all(...TENANTS).replace(
        'tenant: blue }',
        'tenant: blue }, annotations: { fortress.cdk8s.io/serves: tenants }',
      ),
    },
    {
      name: 'two namespaces of one tenant',
      yaml: all(...TENANTS).replace('tenant: blue', 'tenant: red'),
    },
    {
      name: 'what the platform reaches, and what reaches the platform',
      yaml: all(
        ...ISOLATED,
        namespace('monitoring'),
        pod('{ app: prometheus }', 'prometheus', 'monitoring'),
        clusterPolicy(
          '{ endpointSelector: {}, ingress: [{ fromEndpoints: [{ matchLabels: { "k8s:io.kubernetes.pod.namespace": monitoring } }] }] }',
        ),
      ),
    },
    {
      name: 'both ends open, for different ports',
      yaml: all(
        ...ISOLATED,
        policy(
          '{ endpointSelector: {}, egress: [{ toEntities: [cluster], toPorts: [{ ports: [{ port: "443", protocol: TCP }] }] }] }',
          'out',
        ),
        policy(
          '{ endpointSelector: {}, ingress: [{ fromEntities: [cluster], toPorts: [{ ports: [{ port: "8000", protocol: TCP }] }] }] }',
          'in',
        ).replace('namespace: a', 'namespace: b'),
      ),
    },
    { name: 'a gateway that the other tenant does not reach', yaml: all(...ISOLATED, GATEWAY, FROM_GATEWAY) },
    {
      name: 'a rule for everybody, and a deny of the other tenant',
      yaml: all(
        ...ISOLATED,
        GLOBAL_ALLOW,
        clusterPolicy(
          '{ endpointSelector: { matchLabels: { "k8s:io.cilium.k8s.namespace.labels.tenant": red } }, ingressDeny: [{ fromEndpoints: [{ matchLabels: { "k8s:io.cilium.k8s.namespace.labels.tenant": blue } }] }], egressDeny: [{ toEndpoints: [{ matchLabels: { "k8s:io.cilium.k8s.namespace.labels.tenant": blue } }] }] }',
          'no-blue',
        ),
      ),
    },
  ],
  failing: [
    {
      name: "seed row E06: seed 000's rule for the whole cluster voids seed 003's isolation",
      yaml: all(...ISOLATED, GLOBAL_ALLOW),
      finds: [
        'CiliumClusterwideNetworkPolicy global-allow-gitlab-vm spec.egress[1]: b/api reaches a/api on 8000/TCP, of another tenant (2 such ways)',
        'CiliumClusterwideNetworkPolicy global-allow-gitlab-vm spec.ingress[1]: b/api reaches a/api on 8000/TCP, of another tenant (2 such ways)',
      ],
    },
    {
      name: 'no policy at all',
      yaml: all(...TENANTS),
      finds: [
        'Namespace a: no policy stops it: b/api reaches a/api on 8000/TCP, of another tenant (2 such ways)',
        'Namespace b: no policy stops it: b/api reaches a/api on 8000/TCP, of another tenant (2 such ways)',
      ],
    },
    {
      name: 'a port that nobody declares',
      yaml: all(
        ...ISOLATED,
        policy('{ endpointSelector: {}, egress: [{ toEntities: [cluster] }] }', 'out'),
        policy(
          '{ endpointSelector: {}, ingress: [{ fromEntities: [all], toPorts: [{ ports: [{ port: "9999", protocol: UDP }] }] }] }',
          'in',
        ).replace('namespace: a', 'namespace: b'),
      ),
      finds: [
        'CiliumNetworkPolicy a/out spec.egress[0]: a/api reaches b/api on 9999/UDP, of another tenant',
        'CiliumNetworkPolicy b/in spec.ingress[0]: a/api reaches b/api on 9999/UDP, of another tenant',
      ],
    },
    {
      name: 'by way of a gateway',
      yaml: all(...ISOLATED, GATEWAY, FROM_GATEWAY, TO_GATEWAY),
      finds: [
        'CiliumNetworkPolicy b/gw spec.ingress[0]: a/api reaches b/api on 8000/TCP through HTTPRoute b/r, of another tenant',
        'CiliumNetworkPolicy a/out spec.egress[0]: a/api reaches b/api on 8000/TCP through HTTPRoute b/r, of another tenant',
      ],
    },
    {
      name: 'rules that policyTypes leaves out, which Cilium enforces',
      yaml: all(
        ...TENANTS,
        defaultDeny('a'),
        `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: left-out, namespace: a }
spec: { podSelector: {}, policyTypes: [Egress], ingress: [{}] }
`,
      ),
      finds: [
        'Namespace b: no policy stops it: b/api reaches a/api on 8000/TCP, of another tenant',
        'NetworkPolicy a/left-out spec.ingress[0]: b/api reaches a/api on 8000/TCP, of another tenant',
      ],
    },
    ...['AdminNetworkPolicy', 'BaselineAdminNetworkPolicy', 'ClusterNetworkPolicy'].map(unread),
    {
      name: 'a pod in the network of its node',
      yaml: all(...ISOLATED, pod('{}', 'agent', 'b', '{ hostNetwork: true }')),
      finds: [
        'Namespace a: no policy stops it: b/agent reaches a/api on 8000/TCP, of another tenant',
        'Namespace b: no policy stops it: b/agent reaches a/api on 8000/TCP, of another tenant',
      ],
    },
  ],
} satisfies CheckCases;
