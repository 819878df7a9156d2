import type { AddOnNamespace } from './add-on';
import { ADD_ON_NAMESPACES } from './add-on-namespaces';

/**
 * What lives on the cluster and is rendered elsewhere, as stubs with just what our objects refer to: K3s' own parts, and
 * the pods of Cilium and Argo CD, and those of charts of others, which the bootstrap and operators make.
 */
interface Stub {
  readonly [field: string]: unknown;
}

function pod(namespace: string, name: string, labels: Record<string, string>, ports: Record<string, number>): Stub {
  const containerPorts = Object.entries(ports).map(([port, containerPort]) => ({ name: port, containerPort }));
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels },
    spec: { containers: [{ name, ports: containerPorts }] },
  };
}

/** A pod in the network of its node. */
function onNodes(stub: Stub): Stub {
  return { ...stub, spec: { ...(stub.spec as object), hostNetwork: true } };
}

function service(
  namespace: string,
  name: string,
  selector: Record<string, string>,
  ports: { name: string; port: number; targetPort: number }[],
): Stub {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec: { selector, ports } };
}

/** A Service that others find by its labels. */
function labelledService(
  namespace: string,
  name: string,
  labels: Record<string, string>,
  selector: Record<string, string>,
  ports: { name: string; port: number; targetPort: number }[],
): Stub {
  return { ...service(namespace, name, selector, ports), metadata: { name, namespace, labels } };
}

function argocd(name: string, ports: Record<string, number>): Stub {
  return pod('argocd', name, { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': 'argocd' }, ports);
}

/** The same pod on each node of its namespace. */
function onEachNode({ metadata, spec }: any): Stub {
  const selector = { matchLabels: metadata.labels };
  return { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata, spec: { selector, template: { metadata, spec } } };
}

/** One pod for all that charts make in a namespace, with the ports that its policy names; of agents, one on each node. */
function addOn({ name, webhooks = [], internal = [], serves, metrics, privileged, account }: AddOnNamespace): Stub {
  const ports = new Set([...webhooks, ...internal, ...[serves, metrics].filter(port => port !== undefined)]);
  const named = [...ports].map(port => [`port-${port}`, port]);
  const stub: any = pod(name, name, { 'app.kubernetes.io/name': name }, Object.fromEntries(named));
  if (account !== undefined) stub.spec.serviceAccountName = account;
  return privileged === undefined ? stub : onEachNode(stub);
}

export const EXTERNALS: Stub[] = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'kube-system' } },
  pod('kube-system', 'coredns', { 'k8s-app': 'kube-dns' }, { dns: 53 }),
  pod('kube-system', 'hubble-ui', { 'k8s-app': 'hubble-ui' }, { http: 8081 }),
  service('kube-system', 'hubble-ui', { 'k8s-app': 'hubble-ui' }, [{ name: 'http', port: 80, targetPort: 8081 }]),
  onNodes(pod('kube-system', 'cilium', { 'k8s-app': 'cilium' }, { 'hubble-metrics': 9965 })),
  labelledService('kube-system', 'hubble-metrics', { 'k8s-app': 'hubble' }, { 'k8s-app': 'cilium' }, [
    { name: 'hubble-metrics', port: 9965, targetPort: 9965 },
  ]),
  // K3s runs metrics-server; autoscaling on CPU and memory needs it.
  { apiVersion: 'apiregistration.k8s.io/v1', kind: 'APIService', metadata: { name: 'v1beta1.metrics.k8s.io' } },
  // The chart of prometheus-adapter brings it; autoscaling on the use of GPUs needs it.
  { apiVersion: 'apiregistration.k8s.io/v1', kind: 'APIService', metadata: { name: 'v1beta1.custom.metrics.k8s.io' } },
  // The GPU operator makes both.
  onEachNode(pod('gpu-operator', 'nvidia-dcgm-exporter', { app: 'nvidia-dcgm-exporter' }, { metrics: 9400 })),
  labelledService(
    'gpu-operator',
    'nvidia-dcgm-exporter',
    { app: 'nvidia-dcgm-exporter' },
    { app: 'nvidia-dcgm-exporter' },
    [{ name: 'gpu-metrics', port: 9400, targetPort: 9400 }],
  ),
  { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'GatewayClass', metadata: { name: 'cilium' } },
  { apiVersion: 'external-secrets.io/v1', kind: 'ClusterSecretStore', metadata: { name: 'vault' } },
  argocd('argocd-application-controller', { metrics: 8082 }),
  argocd('argocd-applicationset-controller', { webhook: 7000, metrics: 8080 }),
  argocd('argocd-redis', { redis: 6379 }),
  argocd('argocd-repo-server', { server: 8081, metrics: 8084 }),
  argocd('argocd-server', { server: 8080, metrics: 8083 }),
  service('argocd', 'argocd-server', { 'app.kubernetes.io/name': 'argocd-server' }, [
    { name: 'http', port: 80, targetPort: 8080 },
    { name: 'https', port: 443, targetPort: 8080 },
  ]),
  // Run by data-platform: a database has backups and a failover of its own, and no seed gives it a manifest (seed rows B19, E24).
  pod('database', 'postgresql', { app: 'postgresql' }, { postgresql: 5432 }),
  service('database', 'postgresql', { app: 'postgresql' }, [{ name: 'postgresql', port: 5432, targetPort: 5432 }]),
  ...ADD_ON_NAMESPACES.map(addOn),
  pod('harbor', 'harbor-core', { 'app.kubernetes.io/name': 'harbor', component: 'core' }, { http: 8080 }),
  pod('harbor', 'harbor-nginx', { 'app.kubernetes.io/name': 'harbor', component: 'nginx' }, { http: 8080 }),
  service('harbor', 'harbor', { component: 'nginx' }, [{ name: 'http', port: 80, targetPort: 8080 }]),
  service('tempo', 'tempo', { 'app.kubernetes.io/name': 'tempo' }, [{ name: 'otlp', port: 4317, targetPort: 4317 }]),
  service('loki', 'loki', { 'app.kubernetes.io/name': 'loki' }, [{ name: 'http', port: 3100, targetPort: 3100 }]),
];
