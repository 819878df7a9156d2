import { application, classifier, container, inference, mlApi, object, podSpec, TENANTS } from '../objects';
import type { SeedRow } from '../row';

export const SECTION_D: readonly SeedRow[] = [
  {
    id: 'D01',
    asks: 'security context of pods',
    objects: [
      classifier(
        podSpec({
          securityContext: {
            runAsNonRoot: true,
            runAsUser: 1000,
            fsGroup: 2000,
            seccompProfile: { type: 'RuntimeDefault' },
          },
        }),
      ),
    ],
  },
  {
    id: 'D02',
    asks: 'security context of containers',
    objects: [
      classifier(
        container({
          securityContext: {
            allowPrivilegeEscalation: false,
            capabilities: { drop: ['ALL'] },
            readOnlyRootFilesystem: true,
            runAsNonRoot: true,
          },
        }),
      ),
    ],
    checks: ['read-only-root-filesystem'],
  },
  {
    id: 'D03',
    asks: 'a bounded /tmp',
    objects: [
      classifier(
        podSpec({
          containers: [expect.objectContaining({ volumeMounts: [{ mountPath: '/tmp', name: 'tmp-volume' }] })],
          volumes: [{ name: 'tmp-volume', emptyDir: { sizeLimit: '64Mi' } }],
        }),
      ),
    ],
    checks: ['sized-empty-dir'],
  },
  {
    id: 'D04',
    asks: 'the production model',
    objects: [
      classifier({
        spec: {
          replicas: 1,
          selector: { matchLabels: { app: 'ml-classifier' } },
          template: {
            metadata: { labels: { app: 'ml-classifier' } },
            spec: {
              containers: [
                expect.objectContaining({
                  name: 'model',
                  ports: [{ containerPort: 8000, name: 'http' }],
                  image: expect.stringMatching(/^gitlab\.build\.server:5050\/.+@sha256:[0-9a-f]{64}$/),
                }),
              ],
              imagePullSecrets: [{ name: 'registry-credentials' }],
              serviceAccountName: 'ml-model-deployment',
            },
          },
        },
      }),
    ],
    checks: ['image-digest', 'probes', 'resources-set'],
  },
  {
    id: 'D05',
    asks: 'its page and its VERSION',
    objects: [
      classifier(
        container({
          env: [{ name: 'VERSION', value: '1.0' }],
          readinessProbe: expect.objectContaining({ httpGet: { path: '/', port: 8000, scheme: 'HTTP' } }),
        }),
      ),
    ],
  },
  {
    id: 'D06',
    asks: 'an image that runs as root',
    objects: [classifier(podSpec({ securityContext: expect.objectContaining({ runAsUser: 1000 }) }))],
    documents: [{ file: 'docs/decisions.md', text: 'D06' }],
  },
  {
    id: 'D07',
    asks: 'liveness and readiness',
    objects: [
      classifier(
        container({
          livenessProbe: expect.objectContaining({ tcpSocket: { port: 8000 } }),
          startupProbe: expect.objectContaining({ failureThreshold: 30 }),
        }),
      ),
    ],
    checks: ['probes'],
  },
  {
    id: 'D08',
    asks: 'rolling updates without a gap',
    objects: [
      classifier({ spec: { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } } }),
      ...TENANTS.map(tenant => ({
        kind: 'PodDisruptionBudget',
        namespace: tenant,
        name: `${tenant}-ml-inference`,
        fields: { spec: { maxUnavailable: 1, selector: { matchLabels: { app: 'ml-inference' } } } },
      })),
    ],
    tests: ['__tests__/constructs/workload/hardened-deployment.test.ts'],
  },
  { id: 'D09', asks: 'scaling on use or latency', tests: ['__tests__/constructs/workload/autoscaling.test.ts'] },
  {
    id: 'D10',
    asks: 'disk for images and models',
    objects: [
      classifier(
        container({
          resources: expect.objectContaining({ requests: expect.objectContaining({ 'ephemeral-storage': '4Gi' }) }),
        }),
      ),
    ],
  },
  {
    id: 'D11',
    asks: 'the ML API',
    checks: ['default-namespace', 'image-digest', 'placeholder', 'service-exposure'],
    objects: [
      mlApi({
        name: 'ml-api',
        ports: [{ containerPort: 8000, name: 'http' }],
        image: expect.stringMatching(/ml-training-deployment@sha256:/),
      }),
    ],
  },
  {
    id: 'D12',
    asks: 'its MLflow address from a ConfigMap',
    checks: ['missing-key'],
    objects: [
      mlApi({
        env: expect.arrayContaining([
          { name: 'MLFLOW_TRACKING_URI', valueFrom: { configMapKeyRef: { name: 'ml-config', key: 'mlflow_uri' } } },
        ]),
      }),
    ],
  },
  {
    id: 'D13',
    asks: 'its database URL from a Secret',
    checks: ['missing-key'],
    objects: [
      mlApi({
        env: expect.arrayContaining([{ name: 'DATABASE_URL_FILE', value: '/etc/ml-api/secrets/database_url' }]),
        volumeMounts: expect.arrayContaining([
          { name: 'ml-secrets', mountPath: '/etc/ml-api/secrets', readOnly: true },
        ]),
      }),
      object('ExternalSecret', 'ml-api', 'ml-secrets'),
    ],
  },
  {
    id: 'D14',
    asks: 'its probes, which asked one question twice',
    checks: ['probes'],
    objects: [
      mlApi({
        livenessProbe: expect.objectContaining({
          tcpSocket: { port: 8000 },
          initialDelaySeconds: 30,
          periodSeconds: 10,
        }),
        readinessProbe: expect.objectContaining({
          httpGet: { path: '/health', port: 8000, scheme: 'HTTP' },
          initialDelaySeconds: 5,
          periodSeconds: 5,
        }),
      }),
    ],
  },
  {
    id: 'D15',
    asks: 'its Service, a LoadBalancer',
    checks: ['selector-matches', 'service-target-port'],
    objects: [
      object('Service', 'ml-api', 'ml-api-service', {
        spec: {
          type: 'ClusterIP',
          selector: { app: 'ml-api' },
          ports: [{ name: 'http', port: 80, protocol: 'TCP', targetPort: 'http' }],
        },
      }),
      object('HTTPRoute', 'ml-api', 'ml-api'),
    ],
  },
  {
    id: 'D16',
    asks: 'its configuration',
    checks: ['service-address'],
    objects: [
      object('ConfigMap', 'ml-api', 'ml-config', {
        data: { mlflow_uri: 'http://mlflow-service:5000', model_registry: 'production', log_level: 'INFO' },
      }),
      object('Service', 'ml-api', 'mlflow-service', { spec: { ports: [expect.objectContaining({ port: 5000 })] } }),
    ],
  },
  {
    id: 'D17',
    asks: 'its Secret, as a template',
    checks: ['literal-credential', 'placeholder', 'secret-data'],
    objects: [
      object('ExternalSecret', 'ml-api', 'ml-secrets', {
        spec: { data: ['database_url', 'api_key'].map(secretKey => expect.objectContaining({ secretKey })) },
      }),
    ],
    absent: [object('Secret', 'ml-api', 'ml-secrets')],
  },
  {
    id: 'D18',
    asks: 'its autoscaler, 3 to 10',
    objects: [
      object('HorizontalPodAutoscaler', 'ml-api', 'ml-api-hpa', {
        spec: {
          minReplicas: 3,
          maxReplicas: 10,
          metrics: ['cpu', 'memory'].map(name => ({
            type: 'Resource',
            resource: { name, target: { type: 'Utilization', averageUtilization: 80 } },
          })),
        },
      }),
    ],
  },
  {
    id: 'D19',
    asks: 'a Helm chart of the platform',
    tests: ['__tests__/mixins/third-party.test.ts'],
    documents: [{ file: 'docs/adoption.md', text: 'Helm' }],
  },
  { id: 'D20', asks: 'base and overlays', checks: ['weaker-namespace', 'weaker-pod'] },
  {
    id: 'D21',
    asks: 'inference of each tenant',
    objects: TENANTS.map(tenant =>
      inference(tenant, {
        spec: {
          selector: { matchLabels: { app: 'ml-inference' } },
          template: { metadata: { labels: { app: 'ml-inference', tenant } } },
        },
      }),
    ),
  },
  {
    id: 'D22',
    asks: 'its endpoints',
    objects: TENANTS.flatMap(tenant => [
      inference(
        tenant,
        container({
          livenessProbe: expect.objectContaining({ httpGet: { path: '/health', port: 8000, scheme: 'HTTP' } }),
          readinessProbe: expect.objectContaining({ httpGet: { path: '/ready', port: 8000, scheme: 'HTTP' } }),
        }),
      ),
      {
        kind: 'HTTPRoute',
        namespace: tenant,
        name: `${tenant}-ml-inference`,
        fields: {
          spec: {
            rules: [
              expect.objectContaining({
                matches: [
                  { path: { type: 'PathPrefix', value: '/predict' } },
                  { path: { type: 'PathPrefix', value: '/health' } },
                ],
              }),
            ],
          },
        },
      },
    ]),
  },
  {
    id: 'D23',
    asks: 'its TENANT variable',
    objects: TENANTS.map(tenant =>
      inference(tenant, container({ env: expect.arrayContaining([{ name: 'TENANT', value: tenant }]) })),
    ),
  },
  {
    id: 'D24',
    asks: 'its Service',
    objects: TENANTS.map(tenant => ({
      kind: 'Service',
      namespace: tenant,
      name: `${tenant}-ml-inference-svc`,
      fields: { spec: { type: 'ClusterIP', ports: [expect.objectContaining({ port: 8000, protocol: 'TCP' })] } },
    })),
  },
  {
    id: 'D25',
    asks: 'its configuration',
    objects: TENANTS.map(tenant => ({ kind: 'ConfigMap', namespace: tenant, name: `${tenant}-ml-inference-config` })),
  },
  {
    id: 'D26',
    asks: 'MinIO',
    objects: [
      { kind: 'Deployment', namespace: 'minio', name: 'minio', fields: { spec: { replicas: 1 } } },
      { kind: 'Service', namespace: 'minio', name: 'minio', fields: { spec: { type: 'ClusterIP' } } },
      { kind: 'PersistentVolumeClaim', namespace: 'minio', name: 'minio-data' },
      { kind: 'ExternalSecret', namespace: 'minio', name: 'minio-credentials' },
    ],
    checks: ['service-exposure'],
  },
  {
    id: 'D27',
    asks: 'its autoscaler, 2 to 10',
    objects: TENANTS.map(tenant => ({
      kind: 'HorizontalPodAutoscaler',
      namespace: tenant,
      name: `${tenant}-ml-inference`,
      fields: {
        spec: {
          minReplicas: 2,
          maxReplicas: 10,
          metrics: [
            { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } } },
          ],
          behavior: { scaleUp: { stabilizationWindowSeconds: 0 }, scaleDown: { stabilizationWindowSeconds: 300 } },
        },
      },
    })),
  },
  {
    id: 'D28',
    asks: 'metrics-server',
    objects: [{ kind: 'APIService', namespace: '', name: 'v1beta1.metrics.k8s.io' }],
  },
  { id: 'D29', asks: 'the knobs of a tenant', tests: ['__tests__/constructs/tenancy/tenant-namespace.test.ts'] },
  {
    id: 'D30',
    asks: 'the Django service',
    objects: [{ kind: 'Deployment', namespace: 'ml-platform-prod', name: 'ml-platform' }],
    tests: ['__tests__/charts/ml-platform.test.ts'],
  },
  {
    id: 'D31',
    asks: 'its allowed hosts',
    checks: ['allowed-hosts'],
    tests: ['__tests__/charts/ml-platform.test.ts'],
  },
  {
    id: 'D32',
    asks: 'replicas and debug mode of each environment',
    checks: ['debug-mode', 'disruption-budget'],
    tests: ['__tests__/charts/environments.test.ts', '__tests__/charts/ml-platform.test.ts'],
  },
  {
    id: 'D33',
    asks: 'canary deployment of models',
    tests: [
      '__tests__/constructs/workload/kserve-inference-service.test.ts',
      '__tests__/constructs/routing/gateway-route-canary.test.ts',
    ],
    objects: [
      object('InferenceService', 'ml-production', 'scoring', {
        spec: { canary: [expect.objectContaining({ trafficPercent: 10 })] },
      }),
      {
        ...object('InferenceService', 'ml-development', 'scoring', {
          spec: { canary: [expect.objectContaining({ trafficPercent: 50 })] },
        }),
        environment: 'dev',
      },
      object('HTTPRoute', 'ml-production', 'scoring-route', {
        spec: {
          rules: [
            {
              backendRefs: [
                expect.objectContaining({ name: 'scoring-predictor', weight: 90 }),
                expect.objectContaining({ name: 'scoring-v2-predictor', weight: 10 }),
              ],
            },
          ],
        },
      }),
      application('kserve-resources', {
        spec: {
          source: { chart: 'kserve-resources', targetRevision: expect.any(String) },
          destination: { namespace: 'kserve' },
        },
      }),
    ],
  },
  {
    id: 'D34',
    asks: 'who reads model weights',
    objects: TENANTS.map(tenant => ({
      kind: 'ExternalSecret',
      namespace: tenant,
      name: `${tenant}-ml-inference-credentials`,
      fields: {
        spec: {
          data: expect.arrayContaining([
            expect.objectContaining({
              remoteRef: expect.objectContaining({ key: `tenants/${tenant}/model-store-read-only` }),
            }),
          ]),
        },
      },
    })),
  },
];
