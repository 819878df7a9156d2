/** An object of the reference platform that settles a row, and the fields that do. */
export interface RowObject {
  readonly kind: string;
  /** Empty for cluster-scoped kinds. */
  readonly namespace: string;
  readonly name: string;
  /** Fields as rendered; lists are matched whole. */
  readonly fields?: object;
}

/** How a row of the seeds is settled: at least one of the ways. */
export interface SeedRow {
  readonly id: string;
  readonly objects?: readonly RowObject[];
  /** Objects that must not be rendered. */
  readonly absent?: readonly RowObject[];
  /** A file under `artifacts/`, and lines that stand in it. */
  readonly artifact?: { readonly file: string; readonly lines: readonly string[] };
  /** Ids of the checks that catch the raw form, each with a failing case that names the row. */
  readonly checks?: readonly string[];
  /** A test file that names the row. */
  readonly test?: string;
  /** A document or source file, and a text that stands in it. */
  readonly document?: { readonly file: string; readonly text: string };
}

const namespace = (name: string, labels: object = {}, annotations?: object): RowObject => ({
  kind: 'Namespace',
  namespace: '',
  name,
  fields: {
    metadata: {
      labels: {
        'pod-security.kubernetes.io/enforce': 'restricted',
        'pod-security.kubernetes.io/audit': 'restricted',
        'pod-security.kubernetes.io/warn': 'restricted',
        'pod-security.kubernetes.io/enforce-version': 'v1.36',
        ...labels,
      },
      ...(annotations ? { annotations } : {}),
    },
  },
});

const podSpec = (spec: object) => ({ spec: { template: { spec } } });
const toleration = (value: string) => [{ key: 'dedicated', operator: 'Equal', value, effect: 'NoSchedule' }];
const classifier = (fields: object): RowObject => ({
  kind: 'Deployment',
  namespace: 'ml-production',
  name: 'ml-model-deployment',
  fields,
});
const container = (fields: object) => podSpec({ containers: [expect.objectContaining(fields)] });
const inference = (tenant: string, fields: object): RowObject => ({
  kind: 'Deployment',
  namespace: tenant,
  name: `${tenant}-ml-inference`,
  fields,
});
const TENANTS = ['tenant-a', 'tenant-b'];
const node = (name: string, fields: object): RowObject => ({ kind: 'Node', namespace: '', name, fields });
const dnsRule = (...names: object[]) =>
  expect.objectContaining({
    toEndpoints: [{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'kube-system', 'k8s:k8s-app': 'kube-dns' } }],
    toPorts: [
      {
        ports: [
          { port: '53', protocol: 'UDP' },
          { port: '53', protocol: 'TCP' },
        ],
        rules: { dns: names },
      },
    ],
  });
const fromGateway = (port: string) => ({
  ingress: [{ fromEntities: ['ingress'], toPorts: [{ ports: [{ port, protocol: 'TCP' }] }] }],
});
const httpsListener = (hostname: string, owner: string) =>
  expect.objectContaining({
    hostname,
    port: 443,
    protocol: 'HTTPS',
    allowedRoutes: {
      kinds: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' }],
      namespaces: { from: 'Selector', selector: { matchLabels: { 'kubernetes.io/metadata.name': owner } } },
    },
  });
const gateway = (fields: object): RowObject => ({
  kind: 'Gateway',
  namespace: 'ml-ingress-gateway',
  name: 'prod-gateway',
  fields,
});
const project = (name: string, fields: object): RowObject => ({
  kind: 'AppProject',
  namespace: 'argocd',
  name,
  fields,
});
const application = (name: string, fields: object): RowObject => ({
  kind: 'Application',
  namespace: 'argocd',
  name,
  fields,
});
const REPOSITORY = 'https://gitlab.build.server/ml-security/production-models.git';

/** The rows of the seeds that the main job renders. */
export const SEED_ROWS: readonly SeedRow[] = [
  {
    id: 'A01',
    objects: ['master', 'worker-node-ml', 'worker-node-opssec', 'worker-node-build'].map(name =>
      node(name, { status: { allocatable: { cpu: expect.any(String), memory: expect.any(String) } } }),
    ),
    checks: ['pool-capacity'],
  },
  { id: 'A02', test: '__tests__/constructs/workload/hardened-deployment.test.ts' },
  { id: 'A03', objects: [node('worker-node-ml', { metadata: { labels: { workload: 'ml-production' } } })] },
  { id: 'A04', objects: [node('worker-node-opssec', { metadata: { labels: { workload: 'security-tools' } } })] },
  {
    id: 'A05',
    objects: [
      node('worker-node-build', {
        metadata: { labels: { workload: 'build-jobs' } },
        spec: { taints: [{ key: 'dedicated', value: 'build', effect: 'NoSchedule' }] },
      }),
    ],
    checks: ['untainted-pool'],
  },
  {
    id: 'A06',
    objects: [
      node('worker-node-ml', {
        metadata: { labels: { tier: 'ml-secure' } },
        spec: { taints: [{ key: 'dedicated', value: 'ml-production', effect: 'NoSchedule' }] },
      }),
    ],
  },
  {
    id: 'A07',
    objects: [
      node('worker-node-opssec', {
        metadata: { labels: { dedicated: 'infra' } },
        spec: { taints: [{ key: 'dedicated', value: 'infra', effect: 'NoSchedule' }] },
      }),
    ],
  },
  {
    id: 'A08',
    objects: [classifier(podSpec({ nodeSelector: { tier: 'ml-secure' }, tolerations: toleration('ml-production') }))],
  },
  {
    id: 'A09',
    objects: ['ml-monitoring', 'ml-security', 'argocd'].map(name =>
      namespace(
        name,
        {},
        {
          'scheduler.alpha.kubernetes.io/node-selector': 'dedicated=infra',
          'scheduler.alpha.kubernetes.io/defaultTolerations': JSON.stringify(toleration('infra')),
        },
      ),
    ),
  },
  {
    id: 'A10',
    objects: [
      namespace('ml-production', { tier: 'ml-secure' }),
      classifier(podSpec({ nodeSelector: { tier: 'ml-secure' } })),
    ],
    checks: ['pinned-to-pool'],
  },
  {
    id: 'A11',
    objects: [namespace('ml-production', {}, { 'scheduler.alpha.kubernetes.io/node-selector': 'tier=ml-secure' })],
    artifact: {
      file: 'artifacts/prod/k3s-config.yaml',
      lines: ['  - enable-admission-plugins=NodeRestriction,PodNodeSelector,PodTolerationRestriction'],
    },
    checks: ['pool-annotation'],
  },
  {
    id: 'A12',
    objects: TENANTS.map(name =>
      namespace(
        name,
        {},
        {
          'scheduler.alpha.kubernetes.io/tolerationsWhitelist': JSON.stringify([
            ...toleration('tenants'),
            { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute' },
            { key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute' },
            { key: 'node.kubernetes.io/memory-pressure', operator: 'Exists', effect: 'NoSchedule' },
          ]),
        },
      ),
    ),
    checks: ['foreign-toleration'],
  },
  {
    id: 'A13',
    artifact: {
      file: 'artifacts/prod/k3s-config.yaml',
      lines: [
        'write-kubeconfig-mode: "600"',
        'flannel-backend: none',
        'disable-network-policy: true',
        'disable-kube-proxy: true',
        '  - servicelb',
        '  - traefik',
      ],
    },
    test: '__tests__/artifacts/k3s-server-config.test.ts',
  },
  { id: 'B01', objects: [namespace('ml-production', { tier: 'ml-secure' })] },
  { id: 'B02', objects: [namespace('ml-monitoring')] },
  { id: 'B03', objects: [namespace('ml-security')] },
  {
    id: 'B04',
    absent: [{ kind: 'Namespace', namespace: '', name: 'ml-build' }],
    document: { file: 'docs/decisions.md', text: 'B04' },
  },
  { id: 'B05', objects: [namespace('ml-production')] },
  { id: 'B06', objects: [namespace('ml-ingress-gateway')], checks: ['dangling-reference'] },
  { id: 'B07', objects: [namespace('argocd')] },
  { id: 'B08', objects: [namespace('gitlab-agent-mlsecops-agent')] },
  { id: 'B09', objects: [namespace('ml-monitoring')], test: '__tests__/checks/pod-security/seed-pods.test.ts' },
  {
    id: 'B10',
    objects: [
      {
        kind: 'HTTPRoute',
        namespace: 'ml-ingress-gateway',
        name: 'hubble-ui-route',
        fields: {
          spec: {
            rules: [
              expect.objectContaining({
                backendRefs: [expect.objectContaining({ name: 'hubble-ui', namespace: 'kube-system' })],
              }),
            ],
          },
        },
      },
    ],
    document: { file: 'docs/decisions.md', text: 'B10' },
  },
  { id: 'B11', test: '__tests__/checks/pod-security/seed-pods.test.ts' },
  { id: 'B12', checks: ['cross-tenant-access'] },
  { id: 'B13', objects: [namespace('ml-security')], checks: ['cross-tenant-access'] },
  {
    id: 'B14',
    objects: [...TENANTS, 'minio'].map(name => namespace(name, { tenant: name })),
    test: '__tests__/charts/tenant-c.test.ts',
  },
  {
    id: 'B15',
    objects: [
      ...TENANTS.map(tenant => ({
        kind: 'HorizontalPodAutoscaler',
        namespace: tenant,
        name: `${tenant}-ml-inference`,
        fields: { spec: { minReplicas: 2 } },
      })),
      { kind: 'Deployment', namespace: 'minio', name: 'minio', fields: { spec: { replicas: 1 } } },
    ],
  },
  {
    id: 'B20',
    objects: ['platform', 'ml-model', 'minio', ...TENANTS].map(name =>
      application(name, { spec: { syncPolicy: { syncOptions: expect.arrayContaining(['CreateNamespace=false']) } } }),
    ),
    checks: ['create-namespace'],
  },
  {
    id: 'C01',
    objects: [
      {
        kind: 'ResourceQuota',
        namespace: 'ml-production',
        name: 'ml-namespace-quota',
        fields: {
          spec: {
            hard: {
              'requests.cpu': '4',
              'requests.memory': '8Gi',
              'limits.cpu': '6',
              'limits.memory': '12Gi',
              pods: '10',
            },
          },
        },
      },
    ],
  },
  ...(
    [
      ['C02', 'ml-production', 'ml-container-limits', ['1000m', '6Gi'], ['500m', '4Gi'], ['2000m', '8Gi']],
      ['C03', 'ml-monitoring', 'monitoring-limits', ['1000m', '3Gi'], ['500m', '2Gi'], ['2000m', '4Gi']],
      ['C04', 'ml-security', 'security-limits', ['500m', '1Gi'], ['250m', '512Mi'], ['1500m', '2Gi']],
    ] as const
  ).map(([id, owner, name, limit, request, max]) => {
    const amounts = ([cpu, memory]: readonly [string, string]) => ({ cpu, memory });
    return {
      id,
      objects: [
        {
          kind: 'LimitRange',
          namespace: owner,
          name,
          fields: {
            spec: {
              limits: [
                {
                  type: 'Container',
                  default: amounts(limit),
                  defaultRequest: amounts(request),
                  max: amounts(max),
                  min: { cpu: '100m', memory: '128Mi' },
                },
              ],
            },
          },
        },
      ],
      checks: id === 'C02' ? ['limit-range'] : ['quota-present'],
    };
  }),
  { id: 'C05', checks: ['quota-capacity'] },
  { id: 'C06', checks: ['resource-quota'] },
  { id: 'C07', checks: ['quota-capacity'] },
  { id: 'C08', checks: ['pool-capacity'] },
  {
    id: 'C09',
    objects: [
      classifier(
        container({
          resources: {
            limits: { cpu: '1000m', memory: '2Gi', 'ephemeral-storage': '4Gi' },
            requests: { cpu: '1000m', memory: '2Gi', 'ephemeral-storage': '4Gi' },
          },
        }),
      ),
    ],
  },
  {
    id: 'C16',
    objects: TENANTS.flatMap(tenant => [
      inference(
        tenant,
        container({
          resources: { limits: { cpu: '1000m', memory: '1Gi' }, requests: { cpu: '200m', memory: '256Mi' } },
        }),
      ),
      {
        kind: 'ResourceQuota',
        namespace: tenant,
        name: 'quota',
        fields: { spec: { hard: { 'limits.cpu': '11', 'limits.memory': '11Gi', pods: '11' } } },
      },
    ]),
    checks: ['resource-quota'],
  },
  {
    id: 'C17',
    objects: TENANTS.flatMap(tenant => [
      { kind: 'ResourceQuota', namespace: tenant, name: 'quota' },
      { kind: 'LimitRange', namespace: tenant, name: 'limits' },
    ]),
    checks: ['quota-present', 'limits-present'],
  },
  { id: 'C18', checks: ['limit-range'] },
  {
    id: 'D01',
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
    objects: [classifier(podSpec({ securityContext: expect.objectContaining({ runAsUser: 1000 }) }))],
    document: { file: 'docs/decisions.md', text: 'D06' },
  },
  {
    id: 'D07',
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
    objects: [
      classifier({ spec: { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } } }),
      ...TENANTS.map(tenant => ({
        kind: 'PodDisruptionBudget',
        namespace: tenant,
        name: `${tenant}-ml-inference`,
        fields: { spec: { maxUnavailable: 1, selector: { matchLabels: { app: 'ml-inference' } } } },
      })),
    ],
    test: '__tests__/constructs/workload/hardened-deployment.test.ts',
  },
  { id: 'D09', test: '__tests__/constructs/workload/autoscaling.test.ts' },
  {
    id: 'D10',
    objects: [
      classifier(
        container({
          resources: expect.objectContaining({ requests: expect.objectContaining({ 'ephemeral-storage': '4Gi' }) }),
        }),
      ),
    ],
  },
  {
    id: 'D21',
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
    objects: TENANTS.map(tenant =>
      inference(tenant, container({ env: expect.arrayContaining([{ name: 'TENANT', value: tenant }]) })),
    ),
  },
  {
    id: 'D24',
    objects: TENANTS.map(tenant => ({
      kind: 'Service',
      namespace: tenant,
      name: `${tenant}-ml-inference-svc`,
      fields: { spec: { type: 'ClusterIP', ports: [expect.objectContaining({ port: 8000, protocol: 'TCP' })] } },
    })),
  },
  {
    id: 'D25',
    objects: TENANTS.map(tenant => ({ kind: 'ConfigMap', namespace: tenant, name: `${tenant}-ml-inference-config` })),
  },
  {
    id: 'D26',
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
  { id: 'D28', objects: [{ kind: 'APIService', namespace: '', name: 'v1beta1.metrics.k8s.io' }] },
  { id: 'D29', test: '__tests__/constructs/tenancy/tenant-namespace.test.ts' },
  {
    id: 'D34',
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
  {
    id: 'E04',
    objects: [
      {
        kind: 'CiliumLoadBalancerIPPool',
        namespace: '',
        name: 'ingress-pool',
        fields: { apiVersion: 'cilium.io/v2', spec: { blocks: [{ cidr: '192.168.32.200/31' }] } },
      },
    ],
  },
  {
    id: 'E05',
    objects: [
      {
        kind: 'CiliumL2AnnouncementPolicy',
        namespace: '',
        name: 'l2-policy',
        fields: {
          apiVersion: 'cilium.io/v2alpha1',
          spec: {
            loadBalancerIPs: true,
            interfaces: ['^ens33'],
            nodeSelector: { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'Exists' }] },
          },
        },
      },
    ],
  },
  {
    id: 'E06',
    absent: [{ kind: 'CiliumClusterwideNetworkPolicy', namespace: '', name: 'global-allow-gitlab-vm' }],
    checks: ['cluster-wide-allow'],
  },
  {
    id: 'E07',
    objects: [
      {
        kind: 'CiliumClusterwideNetworkPolicy',
        namespace: '',
        name: 'gateway-from-lan',
        fields: {
          spec: {
            endpointSelector: { matchExpressions: [{ key: 'reserved:ingress', operator: 'Exists' }] },
            ingress: [
              {
                fromCIDR: ['192.168.32.0/24'],
                toPorts: [
                  {
                    ports: [
                      { port: '443', protocol: 'TCP' },
                      { port: '80', protocol: 'TCP' },
                    ],
                  },
                ],
              },
            ],
          },
        },
      },
    ],
  },
  {
    id: 'E08',
    objects: [...TENANTS, 'ml-production', 'minio', 'argocd'].map(owner => ({
      kind: 'CiliumNetworkPolicy',
      namespace: owner,
      name: 'default-deny',
      fields: { spec: { ingress: [{ fromEntities: ['host'] }] } },
    })),
    checks: ['cluster-wide-allow'],
  },
  {
    id: 'E09',
    objects: TENANTS.map(tenant => ({
      kind: 'CiliumNetworkPolicy',
      namespace: tenant,
      name: 'allow-dns',
      fields: { spec: { egress: [dnsRule({ matchPattern: `**.${tenant}.svc.cluster.local` })] } },
    })),
  },
  { id: 'E10', checks: ['fqdn-shadowed'] },
  {
    id: 'E11',
    objects: [
      {
        kind: 'CiliumNetworkPolicy',
        namespace: 'gitlab-agent-mlsecops-agent',
        name: 'allow-agent-dns',
        fields: {
          spec: {
            egress: expect.arrayContaining([
              {
                toFQDNs: [{ matchName: 'gitlab.build.server' }],
                toPorts: [{ ports: [{ port: '443', protocol: 'TCP' }] }],
              },
            ]),
          },
        },
      },
    ],
    document: { file: 'docs/decisions.md', text: 'E11' },
  },
  { id: 'E12', checks: ['shadowed-rule'] },
  { id: 'E13', checks: ['cidr-for-pods'] },
  {
    id: 'E14',
    objects: [
      {
        kind: 'CiliumNetworkPolicy',
        namespace: 'gitlab-agent-mlsecops-agent',
        name: 'allow-agent-dns',
        fields: { spec: { egress: expect.arrayContaining([dnsRule({ matchName: 'gitlab.build.server' })]) } },
      },
    ],
    checks: ['fqdn-without-dns'],
  },
  {
    id: 'E15',
    objects: [
      {
        kind: 'CiliumNetworkPolicy',
        namespace: 'gitlab-agent-mlsecops-agent',
        name: 'allow-agent-dns',
        fields: {
          spec: {
            endpointSelector: { matchLabels: { 'app.kubernetes.io/name': 'gitlab-agent' } },
            egress: expect.arrayContaining([
              { toEntities: ['kube-apiserver'], toPorts: [{ ports: [{ port: '6443', protocol: 'TCP' }] }] },
            ]),
          },
        },
      },
    ],
  },
  {
    id: 'E16',
    objects: [{ kind: 'CiliumNetworkPolicy', namespace: 'gitlab-agent-mlsecops-agent', name: 'allow-agent-dns' }],
    checks: ['fqdn-without-dns'],
  },
  {
    id: 'E17',
    objects: [
      {
        kind: 'CiliumNetworkPolicy',
        namespace: 'ml-production',
        name: 'classifier-from-gateway',
        fields: { spec: fromGateway('8000') },
      },
      { kind: 'CiliumNetworkPolicy', namespace: 'ml-production', name: 'default-deny' },
    ],
  },
  { id: 'E18', checks: ['http-on-tls-port'], test: '__tests__/constructs/network/cilium-policy.test.ts' },
  {
    id: 'E19',
    objects: [
      ...TENANTS,
      'minio',
      'ml-production',
      'ml-monitoring',
      'ml-security',
      'ml-ingress-gateway',
      'argocd',
      'gitlab-agent-mlsecops-agent',
    ].flatMap(owner => [
      {
        kind: 'NetworkPolicy',
        namespace: owner,
        name: 'default-deny',
        fields: { spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] } },
      },
      {
        kind: 'CiliumNetworkPolicy',
        namespace: owner,
        name: 'default-deny',
        fields: { spec: { endpointSelector: {}, egress: [{}] } },
      },
      { kind: 'CiliumNetworkPolicy', namespace: owner, name: 'allow-dns' },
    ]),
    checks: ['default-deny'],
  },
  {
    id: 'E27',
    objects: TENANTS.flatMap(tenant => [
      {
        kind: 'NetworkPolicy',
        namespace: tenant,
        name: `${tenant}-ml-inference-netpol`,
        fields: {
          spec: {
            podSelector: { matchLabels: { app: 'ml-inference' } },
            policyTypes: ['Ingress', 'Egress'],
            ingress: [expect.objectContaining({ from: expect.arrayContaining([{ podSelector: {} }]) })],
          },
        },
      },
      {
        kind: 'CiliumNetworkPolicy',
        namespace: tenant,
        name: `${tenant}-ml-inference-from-gateway`,
        fields: { spec: fromGateway('8000') },
      },
      { kind: 'CiliumNetworkPolicy', namespace: tenant, name: `${tenant}-ml-inference-model-store` },
    ]),
    test: '__tests__/constructs/network/pod-network-policy.test.ts',
  },
  {
    id: 'E28',
    objects: TENANTS.map(tenant => ({ kind: 'NetworkPolicy', namespace: tenant, name: 'default-deny' })),
    checks: ['default-deny'],
  },
  {
    id: 'E29',
    objects: TENANTS.map(tenant => ({ kind: 'CiliumNetworkPolicy', namespace: tenant, name: 'allow-dns' })),
    document: { file: 'docs/decisions.md', text: 'E29' },
  },
  {
    id: 'F01',
    objects: [
      gateway({
        metadata: {
          labels: {
            'app.kubernetes.io/component': 'ingress',
            'app.kubernetes.io/managed-by': 'cilium',
            'network/type': 'external',
          },
        },
        spec: { gatewayClassName: 'cilium' },
      }),
    ],
  },
  {
    id: 'F02',
    objects: [gateway({ spec: { addresses: [{ type: 'IPAddress', value: '192.168.32.201' }] } })],
    document: { file: 'docs/decisions.md', text: 'F02' },
  },
  {
    id: 'F03',
    objects: [
      gateway({
        spec: {
          listeners: expect.arrayContaining([
            expect.objectContaining({
              name: 'http',
              port: 80,
              protocol: 'HTTP',
              allowedRoutes: expect.objectContaining({ namespaces: { from: 'Same' } }),
            }),
            httpsListener('tenant-a.local', 'tenant-a'),
          ]),
        },
      }),
    ],
    checks: ['route-attaches'],
  },
  {
    id: 'F04',
    objects: [
      {
        kind: 'HTTPRoute',
        namespace: 'ml-ingress-gateway',
        name: 'hubble-ui-route',
        fields: {
          spec: {
            hostnames: ['hubble.local'],
            rules: [
              {
                backendRefs: [expect.objectContaining({ name: 'hubble-ui', namespace: 'kube-system', port: 80 })],
                matches: [{ path: { type: 'PathPrefix', value: '/' } }],
              },
            ],
          },
        },
      },
      { kind: 'CiliumClusterwideNetworkPolicy', namespace: '', name: 'gateway-from-lan' },
    ],
  },
  ...(
    [
      ['F05', 'kube-system', 'allow-ingress-to-hubble', 'hubble-ui'],
      ['F07', 'argocd', 'allow-ingress-to-argocd', 'argocd-server'],
    ] as const
  ).map(([id, owner, name, service]) => ({
    id,
    objects: [
      {
        kind: 'ReferenceGrant',
        namespace: owner,
        name,
        fields: {
          apiVersion: 'gateway.networking.k8s.io/v1',
          spec: {
            from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'ml-ingress-gateway' }],
            to: [{ group: '', kind: 'Service', name: service }],
          },
        },
      },
    ],
    checks: ['grant-without-name'],
  })),
  {
    id: 'F06',
    objects: [
      {
        kind: 'HTTPRoute',
        namespace: 'ml-ingress-gateway',
        name: 'argocd-ui-route',
        fields: {
          spec: {
            hostnames: ['argocd.local'],
            rules: [
              expect.objectContaining({
                backendRefs: [expect.objectContaining({ name: 'argocd-server', namespace: 'argocd', port: 80 })],
              }),
            ],
          },
        },
      },
      gateway({ spec: { listeners: expect.arrayContaining([httpsListener('argocd.local', 'ml-ingress-gateway')]) } }),
    ],
  },
  {
    id: 'F08',
    objects: [
      {
        kind: 'ConfigMap',
        namespace: 'argocd',
        name: 'argocd-cmd-params-cm',
        fields: { data: { 'server.insecure': 'true' } },
      },
      gateway({ spec: { listeners: expect.arrayContaining([httpsListener('argocd.local', 'ml-ingress-gateway')]) } }),
    ],
    checks: ['plain-http-listener'],
  },
  { id: 'F09', document: { file: 'docs/decisions.md', text: 'kubectl get gateway -n ml-ingress-gateway' } },
  {
    id: 'F10',
    objects: [
      {
        kind: 'HTTPRoute',
        namespace: 'ml-production',
        name: 'classifier',
        fields: { spec: { hostnames: ['classifier.local'] } },
      },
    ],
  },
  {
    id: 'F11',
    objects: [
      ...['argocd', 'hubble', 'classifier', ...TENANTS].flatMap(host => [
        {
          kind: 'ExternalSecret',
          namespace: 'ml-ingress-gateway',
          name: `${host}-local-tls`,
          fields: { spec: { target: { template: { type: 'kubernetes.io/tls' } } } },
        },
        {
          kind: 'HTTPRoute',
          namespace: 'ml-ingress-gateway',
          name: `${host}-local-redirect`,
          fields: {
            spec: {
              rules: [
                expect.objectContaining({
                  filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }],
                }),
              ],
            },
          },
        },
      ]),
    ],
    checks: ['plain-http-listener'],
  },
  {
    id: 'F18',
    objects: TENANTS.map(tenant => ({
      kind: 'CiliumNetworkPolicy',
      namespace: tenant,
      name: `${tenant}-ml-inference-from-gateway`,
      fields: { spec: fromGateway('8000') },
    })),
  },
  {
    id: 'F19',
    objects: [
      gateway({
        spec: { listeners: expect.arrayContaining(TENANTS.map(tenant => httpsListener(`${tenant}.local`, tenant))) },
      }),
    ],
    checks: ['hostname-ownership', 'hostless-route'],
    test: '__tests__/constructs/routing/shared-gateway.test.ts',
  },
  {
    id: 'G02',
    objects: [
      project('ml-production-project', { spec: { description: 'Secure project for Production ML Workloads' } }),
    ],
  },
  {
    id: 'G03',
    objects: [
      project('ml-production-project', { spec: { sourceRepos: [REPOSITORY] } }),
      application('ml-model', { spec: { source: { repoURL: REPOSITORY } } }),
    ],
    checks: ['application-source'],
  },
  {
    id: 'G04',
    objects: [
      project('ml-production-project', {
        spec: { destinations: [{ namespace: 'ml-production', server: 'https://kubernetes.default.svc' }] },
      }),
    ],
    checks: ['project-scope'],
  },
  {
    id: 'G05',
    objects: [
      project('ml-production-project', {
        spec: {
          namespaceResourceWhitelist: expect.arrayContaining([
            { group: 'apps', kind: 'Deployment' },
            { group: '', kind: 'Service' },
            { group: '', kind: 'ConfigMap' },
            { group: 'networking.k8s.io', kind: 'NetworkPolicy' },
          ]),
        },
      }),
    ],
    checks: ['object-permitted'],
  },
  {
    id: 'G06',
    objects: ['ml-production-project', 'minio-project', ...TENANTS.map(tenant => `${tenant}-project`)].map(name =>
      project(name, { spec: { clusterResourceBlacklist: [{ group: '*', kind: '*' }] } }),
    ),
  },
  {
    id: 'G07',
    objects: [
      project('platform', {
        spec: { namespaceResourceWhitelist: expect.arrayContaining([{ group: 'argoproj.io', kind: 'AppProject' }]) },
      }),
    ],
    checks: ['project-scope'],
  },
  {
    id: 'G08',
    objects: [
      application('ml-model', {
        spec: {
          project: 'ml-production-project',
          source: { path: 'dist/prod/ml-model' },
          destination: { namespace: 'ml-production', server: 'https://kubernetes.default.svc' },
        },
      }),
    ],
    checks: ['project-exists'],
  },
  {
    id: 'G09',
    objects: [
      ...['ml-model', ...TENANTS].map(name =>
        application(name, {
          spec: {
            syncPolicy: {
              automated: { enabled: true, prune: true, selfHeal: true },
              retry: expect.objectContaining({ limit: 5 }),
              syncOptions: expect.arrayContaining(['RespectIgnoreDifferences=true', 'ServerSideApply=true']),
            },
          },
        }),
      ),
      application('minio', { spec: { syncPolicy: { automated: { enabled: true, prune: false, selfHeal: true } } } }),
    ],
    checks: ['prune-data'],
  },
  {
    id: 'G14',
    objects: ['platform', 'ml-model', 'minio', ...TENANTS].map(name =>
      application(name, { metadata: { annotations: { 'argocd.argoproj.io/sync-wave': '1' } } }),
    ),
    test: '__tests__/synth/sync-waves.test.ts',
  },
  {
    id: 'H20',
    objects: [
      {
        kind: 'ImageValidatingPolicy',
        namespace: '',
        name: 'signed-images',
        fields: {
          spec: {
            failurePolicy: 'Fail',
            validationActions: ['Deny'],
            matchImageReferences: [{ glob: 'gitlab.build.server:5050/*' }],
            attestors: [{ name: 'signer', cosign: { key: { data: expect.stringContaining('PUBLIC KEY') } } }],
          },
        },
      },
    ],
    checks: ['image-verified'],
  },
  {
    id: 'K01',
    objects: TENANTS.flatMap(tenant => [
      {
        kind: 'ServiceAccount',
        namespace: tenant,
        name: `${tenant}-ml-inference-sa`,
        fields: { automountServiceAccountToken: false },
      },
      { kind: 'Role', namespace: tenant, name: `${tenant}-ml-inference` },
      {
        kind: 'RoleBinding',
        namespace: tenant,
        name: `${tenant}-ml-inference`,
        fields: {
          subjects: expect.arrayContaining([
            { kind: 'ServiceAccount', name: `${tenant}-ml-inference-sa`, namespace: tenant },
          ]),
        },
      },
    ]),
  },
  {
    id: 'K02',
    objects: TENANTS.map(tenant => ({
      kind: 'Role',
      namespace: tenant,
      name: `${tenant}-ml-inference`,
      fields: {
        rules: expect.arrayContaining([
          { apiGroups: [''], resources: ['pods', 'services', 'events'], verbs: ['get', 'list', 'watch'] },
        ]),
      },
    })),
    checks: ['cross-tenant-access'],
  },
  { id: 'K03', test: '__tests__/constructs/tenancy/tenant-namespace.test.ts' },
  {
    id: 'K12',
    objects: TENANTS.map(tenant =>
      inference(tenant, { spec: { template: { metadata: { labels: { app: 'ml-inference', tenant } } } } }),
    ),
  },
];
