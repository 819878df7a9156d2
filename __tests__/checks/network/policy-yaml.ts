/** YAML of the objects that the cases of network checks have in common. */

/** A Cilium policy of namespace `a` with this spec, in flow style. */
export function policy(spec: string, name = 'p'): string {
  return `
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: ${name}, namespace: a }
spec: ${spec}
`;
}

/** A Cilium policy of the whole cluster. */
export function clusterPolicy(spec: string, name = 'cp'): string {
  return `
apiVersion: cilium.io/v2
kind: CiliumClusterwideNetworkPolicy
metadata: { name: ${name} }
spec: ${spec}
`;
}

/** A NetworkPolicy of namespace `a`. */
export function networkPolicy(spec: string, name = 'np'): string {
  return `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: a }
spec: ${spec}
`;
}

/** A pod with these labels. */
export function pod(labels: string, name = 'api', namespace = 'a', spec = '{}'): string {
  return `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: ${namespace}, labels: ${labels} }
spec: ${spec}
`;
}

export function namespace(name: string, labels = '{}'): string {
  return `
apiVersion: v1
kind: Namespace
metadata: { name: ${name}, labels: ${labels} }
`;
}

/** Documents as one text. */
export function all(...documents: string[]): string {
  return documents.join('---\n');
}

/** The peer and ports of DNS, in flow style. */
export const DNS_PEER =
  'toEndpoints: [{ matchLabels: { "k8s:io.kubernetes.pod.namespace": kube-system, "k8s:k8s-app": kube-dns } }]';

/** A DNS rule for these names, over UDP and TCP. */
export function dnsRule(names: string): string {
  return `{ ${DNS_PEER}, toPorts: [{ ports: [{ port: "53", protocol: UDP }, { port: "53", protocol: TCP }], rules: { dns: [${names}] } }] }`;
}

/**
 * The policy `global-allow-gitlab-vm` of seed 000, as it stands there (rows E06 to E14).
 */
export const GLOBAL_ALLOW_GITLAB_VM = `
apiVersion: cilium.io/v2
kind: CiliumClusterwideNetworkPolicy
metadata:
  name: global-allow-gitlab-vm
spec:
  description: Allow GitLab Egress AND Host PC Ingress for ArgoCD
  endpointSelector: {}
  ingress:
    - fromCIDR: [192.168.32.0/24]
      toPorts: [{ ports: [{ port: "443", protocol: TCP }, { port: "80", protocol: TCP }] }]
    - fromEntities: [cluster, host]
  egress:
    - toEndpoints: [{ matchLabels: { "k8s:io.kubernetes.pod.namespace": kube-system, "k8s:k8s-app": kube-dns } }]
      toPorts:
        - ports: [{ port: "53", protocol: UDP }, { port: "53", protocol: TCP }]
          rules: { dns: [{ matchPattern: "*" }] }
    - toEntities: [world]
      toPorts: [{ ports: [{ port: "80", protocol: TCP }, { port: "443", protocol: TCP }] }]
    - toCIDR: [192.168.32.126/32]
      toPorts:
        - ports: [{ port: "5050", protocol: TCP }, { port: "8150", protocol: TCP }, { port: "12000", protocol: TCP }]
    - toEntities: [cluster, host]
    - toEndpoints: [{ matchLabels: { "k8s:io.kubernetes.pod.namespace": kube-system, k8s-app: kube-dns } }]
      toPorts:
        - ports: [{ port: "53", protocol: UDP }]
          rules: { dns: [{ matchPattern: "*" }] }
    - toCIDR: [10.43.0.10/32]
      toPorts: [{ ports: [{ port: "53", protocol: ANY }] }]
    - toFQDNs: [{ matchName: gitlab.build.server }]
      toPorts: [{ ports: [{ port: "443", protocol: TCP }, { port: "80", protocol: TCP }] }]
`;

/** The policy `allow-agent-dns` of seed 000, as it stands there (row E15). */
export const ALLOW_AGENT_DNS = `
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: allow-agent-dns, namespace: gitlab-agent-mlsecops-agent }
spec:
  endpointSelector: { matchLabels: { app.kubernetes.io/name: gitlab-agent } }
  egress:
    - toEndpoints: [{ matchLabels: { "k8s:io.kubernetes.pod.namespace": kube-system, "k8s:k8s-app": kube-dns } }]
      toPorts:
        - ports: [{ port: "53", protocol: UDP }]
          rules: { dns: [{ matchPattern: "*" }] }
    - toEntities: [world]
      toPorts: [{ ports: [{ port: "443", protocol: TCP }, { port: "80", protocol: TCP }] }]
`;

/** The policy of seed 002, as it stands there (row E24). */
export const ML_API_NETWORK_POLICY = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ml-api-network-policy }
spec:
  podSelector: { matchLabels: { app: ml-api } }
  policyTypes: [Ingress, Egress]
  ingress:
    - from: [{ namespaceSelector: { matchLabels: { name: monitoring } } }]
      ports: [{ protocol: TCP, port: 8000 }]
  egress:
    - to: [{ namespaceSelector: { matchLabels: { name: database } } }]
      ports: [{ protocol: TCP, port: 5432 }]
`;
