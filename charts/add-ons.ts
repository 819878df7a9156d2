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
import { ML_ADD_ONS } from './add-ons-ml';
import { TRUST_ADD_ONS } from './add-ons-trust';
import { ARGO_CD } from './argocd-release';
import { BACKUPS, GITLAB } from './site';

/**
 * What others publish, and the platform delivers as charts of exact versions: its values, and each kind that it may bring.
 * With these values every pod meets the restricted standard, which its namespace enforces.
 */
export const ADD_ONS: readonly AddOn[] = [
  {
    chart: 'external-secrets',
    namespace: 'external-secrets',
    purpose: 'Secrets of the store become Secrets of namespaces (seed rows H21, D17)',
    kinds: {
      ...SECRET,
      '': ['Secret', 'Service', 'ServiceAccount'],
      'admissionregistration.k8s.io': ['ValidatingWebhookConfiguration'],
    },
    defines: ['*.external-secrets.io'],
    values: () => ({
      // Nobody pushes a Secret into the store, or copies one to many namespaces.
      processClusterExternalSecret: false,
      processClusterPushSecret: false,
      processPushSecret: false,
      resources: resources('50m', '128Mi'),
      webhook: { resources: resources('50m', '64Mi') },
      certController: { resources: resources('50m', '128Mi') },
    }),
  },
  {
    chart: 'kyverno',
    namespace: 'kyverno',
    purpose: 'Images are verified before they run (seed rows H20, I05)',
    kinds: {
      ...OPERATOR,
      batch: ['Job'],
      policy: ['PodDisruptionBudget'],
    },
    defines: ['*.kyverno.io', '*.openreports.io', '*.wgpolicyk8s.io'],
    values: ({ replicas }) => ({
      // Three are the least that elect a leader among themselves and survive the loss of one.
      admissionController: { replicas: replicas < 3 ? 1 : 3 },
      webhooksCleanup: { enabled: false },
      test: { enabled: false },
    }),
  },
  {
    chart: 'cert-manager',
    namespace: 'cert-manager',
    purpose: 'Certificates of webhooks (seed row K10)',
    kinds: { ...OPERATOR, ...WEBHOOKS, '': ['Service', 'ServiceAccount'] },
    defines: ['*.cert-manager.io'],
    values: () => ({
      crds: { enabled: true, keep: true },
      // Its leases would otherwise be in kube-system.
      global: { leaderElection: { namespace: 'cert-manager' } },
      startupapicheck: { enabled: false },
      resources: resources('50m', '128Mi'),
      webhook: { resources: resources('50m', '64Mi') },
      cainjector: { resources: resources('50m', '128Mi') },
    }),
  },
  {
    chart: 'prometheus-operator-crds',
    namespace: 'ml-monitoring',
    purpose: 'The kinds ServiceMonitor and PrometheusRule (seed row K07)',
    kinds: {},
    defines: ['*.monitoring.coreos.com'],
  },
  {
    chart: 'kube-prometheus-stack',
    namespace: 'prometheus-operator',
    purpose: 'The Prometheus operator, and nothing else of the stack (seed row K07)',
    after: ['prometheus-operator-crds'],
    kinds: { ...CLUSTER_RBAC, '': ['Service', 'ServiceAccount'], apps: ['Deployment'] },
    values: () => ({
      // Prometheus, Grafana, the Alertmanager and kube-state-metrics are charts of our own, and judged.
      ...Object.fromEntries(
        [
          'alertmanager',
          'crds',
          'grafana',
          'kubeStateMetrics',
          'kubernetesServiceMonitors',
          'nodeExporter',
          'prometheus',
        ].map(part => [part, { enabled: false }]),
      ),
      defaultRules: { create: false },
      prometheusOperator: {
        admissionWebhooks: { enabled: false },
        tls: { enabled: false },
        kubeletService: { enabled: false },
        serviceMonitor: { selfMonitor: false },
        // Whoever may write a Prometheus elsewhere gets no pods for it.
        alertmanagerInstanceNamespaces: ['ml-monitoring'],
        prometheusInstanceNamespaces: ['ml-monitoring'],
        thanosRulerInstanceNamespaces: ['ml-monitoring'],
        resources: resources('100m', '256Mi'),
      },
    }),
  },
  {
    chart: 'loki',
    namespace: 'loki',
    purpose: 'Keeps logs for 90 days (seed rows M02, M03)',
    kinds: { '': OPERATOR[''], apps: ['StatefulSet'] },
    values: () => ({
      deploymentMode: 'Monolithic',
      loki: {
        auth_enabled: false,
        commonConfig: { replication_factor: 1 },
        storage: { type: 'filesystem', bucketNames: { chunks: 'chunks', ruler: 'ruler', admin: 'admin' } },
        schemaConfig: {
          configs: [
            {
              from: '2026-01-01',
              store: 'tsdb',
              object_store: 'filesystem',
              schema: 'v13',
              index: { prefix: 'index_', period: '24h' },
            },
          ],
        },
        limits_config: { retention_period: '2160h' },
        // Without a compactor that deletes, the retention is only a word.
        compactor: { retention_enabled: true, delete_request_store: 'filesystem' },
      },
      singleBinary: {
        replicas: 1,
        persistence: { size: '50Gi' },
        resources: resources('500m', '1Gi', { cpu: '1', memory: '2Gi' }),
      },
      // Only its rules, which are not read from objects here, would need a right: to read every Secret.
      rbac: { namespaced: true },
      sidecar: { rules: { enabled: false } },
      gateway: { enabled: false },
      lokiCanary: { enabled: false },
      test: { enabled: false },
      chunksCache: { enabled: false },
      resultsCache: { enabled: false },
      read: { replicas: 0 },
      write: { replicas: 0 },
      backend: { replicas: 0 },
    }),
  },
  {
    chart: 'tempo',
    namespace: 'tempo',
    purpose: 'Keeps traces for two weeks (seed row J22)',
    kinds: { '': OPERATOR[''], apps: ['StatefulSet'] },
    values: () => ({
      tempo: {
        reportingEnabled: false,
        retention: '336h',
        receivers: { otlp: { protocols: { grpc: { endpoint: '0.0.0.0:4317' } } } },
        resources: resources('250m', '1Gi', { cpu: '1', memory: '2Gi' }),
        securityContext: RESTRICTED_CONTAINER,
      },
      securityContext: { ...RESTRICTED_POD, runAsUser: 10001, runAsGroup: 10001, fsGroup: 10001 },
      persistence: { enabled: true, size: '20Gi' },
    }),
  },
  {
    chart: 'trivy-operator',
    namespace: 'ml-security',
    purpose: 'Scans what runs, again and again (seed row H14)',
    kinds: { ...SECRET, 'aquasecurity.github.io': ['ClusterComplianceReport'] },
    defines: ['*.aquasecurity.github.io'],
    values: () => ({
      operator: {
        // Both would read the nodes themselves, for which this namespace has no right.
        infraAssessmentScannerEnabled: false,
        clusterComplianceEnabled: false,
        // Two jobs of 500m fit the quota of ml-security beside the operator.
        scanJobsConcurrentLimit: 2,
      },
      podSecurityContext: RESTRICTED_POD,
      resources: resources('250m', '512Mi'),
      // Without its own list of checks from elsewhere, and with the site's copy of what is known to be vulnerable.
      trivy: {
        dbRegistry: GITLAB.registry,
        dbRepository: 'ml-security/mirror/trivy-db',
        existingSecret: true,
        javaDbRegistry: GITLAB.registry,
        javaDbRepository: 'ml-security/mirror/trivy-java-db',
        useEmbeddedRegoPolicies: 'true',
      },
      trivyOperator: { scanJobPodTemplatePodSecurityContext: RESTRICTED_POD },
    }),
  },
  {
    chart: 'velero',
    namespace: 'velero',
    purpose: 'Backs up namespaces and their volumes (seed row K10)',
    kinds: {
      ...OPERATOR,
      'rbac.authorization.k8s.io': ['ClusterRoleBinding', 'Role', 'RoleBinding'],
      'velero.io': ['BackupStorageLocation'],
    },
    defines: ['*.velero.io'],
    values: () => ({
      // Snapshots of the storage class. The agent that copies files instead would read every volume of its node as root.
      deployNodeAgent: false,
      upgradeCRDs: false,
      credentials: { existingSecret: 'velero-credentials' },
      configuration: {
        features: 'EnableCSI',
        backupStorageLocation: [
          {
            name: 'default',
            default: true,
            provider: 'aws',
            bucket: BACKUPS.bucket,
            config: { region: 'build', s3ForcePathStyle: 'true', s3Url: `https://${BACKUPS.hostname.name}` },
          },
        ],
        volumeSnapshotLocation: [],
      },
      initContainers: [
        {
          name: 'velero-plugin-for-aws',
          image: 'velero/velero-plugin-for-aws:v1.14.2',
          securityContext: RESTRICTED_CONTAINER,
          volumeMounts: [{ mountPath: '/target', name: 'plugins' }],
        },
      ],
      podSecurityContext: RESTRICTED_POD,
      containerSecurityContext: RESTRICTED_CONTAINER,
      resources: resources('250m', '256Mi'),
    }),
  },
  ...TRUST_ADD_ONS,
  ARGO_CD,
  ...ML_ADD_ONS,
];
