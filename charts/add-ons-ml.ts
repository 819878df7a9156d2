import {
  type AddOn,
  CLUSTER_RBAC,
  OPERATOR,
  RESTRICTED_CONTAINER,
  RESTRICTED_POD,
  resources,
  SECRET,
  WEBHOOKS,
} from './add-on';
import { ADAPTER, gpuUseRule } from './gpu-metrics';
import { JETSTREAM } from './jet-stream';
import { GPU_POOL, gpuNodes } from './site';

/** By name: other kinds of the group are those of Argo CD itself. */
const WORKFLOW_KINDS = [
  'clusterworkflowtemplates',
  'cronworkflows',
  'workflowartifactgctasks',
  'workfloweventbindings',
  'workflows',
  'workflowtaskresults',
  'workflowtasksets',
  'workflowtemplates',
];

/** Add-ons for training, pipelines and serving. */
export const ML_ADD_ONS: readonly AddOn[] = [
  {
    chart: 'argo-workflows',
    namespace: 'argo-workflows',
    purpose: 'Runs pipelines (seed row G16)',
    kinds: { ...OPERATOR, ...CLUSTER_RBAC, '': ['ConfigMap', 'ServiceAccount'] },
    defines: WORKFLOW_KINDS.map(kind => `${kind}.argoproj.io`),
    values: () => ({
      // The full definitions are read from the Internet by a job.
      crds: { full: false },
      server: { enabled: false },
      workflow: { serviceAccount: { create: false }, rbac: { create: false } },
      executor: { securityContext: RESTRICTED_CONTAINER },
      controller: {
        podSecurityContext: RESTRICTED_POD,
        resources: resources('100m', '256Mi'),
        workflowDefaults: { spec: { securityContext: RESTRICTED_POD } },
      },
    }),
  },
  {
    chart: 'argo-events',
    namespace: 'argo-events',
    purpose: 'Starts pipelines when something happens (seed row G16)',
    kinds: { ...OPERATOR, ...CLUSTER_RBAC, '': ['ConfigMap', 'ServiceAccount'] },
    defines: ['eventbus', 'eventsources', 'sensors'].map(kind => `${kind}.argoproj.io`),
    values: () => ({
      // An EventBus names a version; which images that means is said here alone.
      configs: { jetstream: { versions: [JETSTREAM] } },
      controller: {
        containerSecurityContext: { ...RESTRICTED_CONTAINER, ...RESTRICTED_POD },
        resources: resources('100m', '256Mi'),
      },
    }),
  },
  {
    chart: 'gpu-operator',
    namespace: 'gpu-operator',
    purpose: 'Driver and device plugin of GPU nodes (seed rows A16, L08)',
    kinds: {
      ...OPERATOR,
      '': ['ConfigMap', 'ServiceAccount'],
      apps: ['DaemonSet', 'Deployment'],
      batch: ['Job'],
      'nvidia.com': ['ClusterPolicy'],
    },
    defines: ['*.nfd.k8s-sigs.io', '*.nvidia.com'],
    values: ({ site }) => {
      // The namespace admits the tolerations of the site's GPU nodes, each by its value, and no other.
      const tolerations = gpuNodes(site).taints.map(({ key, value, effect }) => {
        return { key, operator: 'Equal', value, effect };
      });
      // Controllers stay off the nodes with proprietary data.
      const controller = { tolerations, nodeSelector: GPU_POOL.nodeSelector };
      return {
        daemonsets: { tolerations },
        operator: controller,
        mig: { strategy: 'mixed' },
        'node-feature-discovery': { master: controller, worker: { tolerations }, gc: controller },
      };
    },
  },
  {
    chart: 'prometheus-adapter',
    namespace: 'prometheus-adapter',
    purpose: 'Tells autoscalers how GPUs are used (seed row K13)',
    after: ['cert-manager'],
    kinds: {
      '': ['ConfigMap', 'Service'],
      apps: ['Deployment'],
      'apiregistration.k8s.io': ['APIService'],
      'cert-manager.io': ['Certificate', 'Issuer'],
    },
    values: () => ({
      certManager: { enabled: true },
      // Its rights stand in charts/gpu-metrics.ts.
      rbac: { create: false },
      serviceAccount: { create: false, name: ADAPTER.account },
      prometheus: { url: 'http://prometheus.ml-monitoring.svc.cluster.local' },
      rules: { default: false, custom: [gpuUseRule()] },
      resources: resources('100m', '256Mi'),
    }),
  },
  {
    chart: 'kueue',
    namespace: 'kueue-system',
    purpose: 'Queues training jobs for GPUs (seed rows C14, C19)',
    kinds: { ...SECRET, ...WEBHOOKS, 'apiregistration.k8s.io': ['APIService'] },
    defines: ['*.kueue.x-k8s.io'],
    // It would let the API of pending workloads read a ConfigMap of kube-system; nobody here asks that API.
    values: () => ({ enableVisibilityAuthReaderRoleBinding: false }),
  },
  {
    chart: 'kserve-crd',
    namespace: 'kserve',
    purpose: 'The kind InferenceService (seed row D33)',
    kinds: {},
    defines: ['*.serving.kserve.io'],
  },
  {
    chart: 'kserve-resources',
    namespace: 'kserve',
    purpose: 'Serves models (seed row D33)',
    after: ['cert-manager', 'kserve-crd'],
    kinds: {
      ...SECRET,
      ...WEBHOOKS,
      'cert-manager.io': ['Certificate', 'Issuer'],
      'serving.kserve.io': ['ClusterStorageContainer'],
    },
    values: () => ({
      kserve: {
        // Plain Deployments, without Knative and its mesh. Routes are ours: with callers, listeners, policies, and judged.
        controller: {
          deploymentMode: 'Standard',
          gateway: { disableIngressCreation: true, disableIstioVirtualHost: true },
        },
        // What it injects into pods of restricted namespaces has to be restricted, too.
        storage: { containerSecurityContext: { ...RESTRICTED_CONTAINER, ...RESTRICTED_POD, runAsUser: 1000 } },
      },
    }),
  },
];
