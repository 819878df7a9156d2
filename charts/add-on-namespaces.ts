import type { AddOnNamespace } from './add-on';

/** Init containers of some charts ask for less than a container of ours may. */
const SMALL = { min: { cpu: '5m', memory: '16Mi' } };

/** The namespaces of add-ons, beside those that a seed names. Quotas hold a rolling update of everything in them. */
export const ADD_ON_NAMESPACES: readonly AddOnNamespace[] = [
  {
    name: 'external-secrets',
    quota: { cpu: '500m', memory: '1Gi', limitsCpu: '4', limitsMemory: '2Gi', pods: 6 },
    webhooks: [10250],
    metrics: 8080,
    readsStore: true,
    uses: ['vault'],
  },
  {
    name: 'kyverno',
    quota: { cpu: '2', memory: '2Gi', limitsCpu: '8', limitsMemory: '6Gi', pods: 12 },
    limits: SMALL,
    webhooks: [9443],
    metrics: 8000,
    readsRegistry: true,
  },
  {
    name: 'cert-manager',
    quota: { cpu: '500m', memory: '1Gi', limitsCpu: '3', limitsMemory: '3Gi', pods: 6 },
    webhooks: [10250],
    metrics: 9402,
  },
  {
    name: 'prometheus-operator',
    quota: { cpu: '500m', memory: '1Gi', limitsCpu: '2', limitsMemory: '2Gi', pods: 4 },
    metrics: 8080,
  },
  {
    name: 'prometheus-adapter',
    quota: { cpu: '500m', memory: '1Gi', limitsCpu: '2', limitsMemory: '2Gi', pods: 4 },
    webhooks: [6443],
    account: 'prometheus-adapter',
    asksPrometheus: true,
  },
  {
    name: 'loki',
    quota: { cpu: '1', memory: '4Gi', limitsCpu: '4', limitsMemory: '8Gi', pods: 4, storage: '100Gi' },
    limits: { max: { cpu: '2', memory: '4Gi' } },
    internal: [3100, 7946, 9095],
    serves: 3100,
    metrics: 3100,
    callsApiServer: false,
  },
  {
    name: 'tempo',
    quota: { cpu: '1', memory: '2Gi', limitsCpu: '2', limitsMemory: '4Gi', pods: 3, storage: '40Gi' },
    serves: 4317,
    metrics: 3200,
    callsApiServer: false,
  },
  {
    name: 'velero',
    quota: { cpu: '1', memory: '1Gi', limitsCpu: '2', limitsMemory: '2Gi', pods: 4 },
    metrics: 8085,
    backsUp: true,
    secrets: { 'velero-credentials': ['cloud'] },
  },
  {
    name: 'vault',
    quota: { cpu: '1', memory: '2Gi', limitsCpu: '4', limitsMemory: '4Gi', pods: 4, storage: '30Gi' },
    holdsData: true,
    internal: [8200, 8201],
    serves: 8200,
    readsStore: true,
    secrets: { 'vault-tls': ['ca.crt', 'tls.crt', 'tls.key'], 'vault-seal': ['token'] },
  },
  {
    name: 'harbor',
    quota: { cpu: '1500m', memory: '4Gi', limitsCpu: '8', limitsMemory: '4Gi', pods: 10, storage: '120Gi' },
    holdsData: true,
    internal: [5000, 6379, 8080],
    callsApiServer: false,
    readsRegistry: true,
    secrets: {
      'harbor-admin': ['HARBOR_ADMIN_PASSWORD'],
      'harbor-database': ['password'],
      'harbor-keys': ['CSRF_KEY', 'JOBSERVICE_SECRET', 'REGISTRY_HTTP_SECRET', 'secret', 'secretKey'],
      'harbor-registry-user': ['REGISTRY_HTPASSWD', 'REGISTRY_PASSWD'],
      'harbor-token': ['tls.crt', 'tls.key'],
    },
  },
  {
    name: 'argo-workflows',
    quota: { cpu: '500m', memory: '1Gi', limitsCpu: '2', limitsMemory: '2Gi', pods: 4 },
    metrics: 9090,
  },
  {
    name: 'argo-events',
    quota: { cpu: '500m', memory: '1Gi', limitsCpu: '2', limitsMemory: '2Gi', pods: 4 },
    metrics: 7777,
  },
  {
    name: 'kueue-system',
    quota: { cpu: '1500m', memory: '1536Mi', limitsCpu: '6', limitsMemory: '3Gi', pods: 4 },
    webhooks: [9443, 8082],
    metrics: 8443,
  },
  {
    name: 'kserve',
    quota: { cpu: '500m', memory: '2Gi', limitsCpu: '2', limitsMemory: '3Gi', pods: 4 },
    webhooks: [9443],
    metrics: 8443,
  },
  {
    name: 'gpu-operator',
    privileged: 'loads the driver into the kernel, and hands the devices of the node to containers',
    quota: { cpu: '16', memory: '32Gi', limitsCpu: '32', limitsMemory: '64Gi', pods: 60 },
    limits: SMALL,
    metrics: 9400,
  },
];
