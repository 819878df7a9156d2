import { dnsRule, fromGateway, object, TENANTS } from '../objects';
import type { SeedRow } from '../row';

export const SECTION_E: readonly SeedRow[] = [
  {
    id: 'E01',
    asks: 'Cilium with Hubble',
    artifacts: [{ file: 'artifacts/prod/cilium-values.yaml', lines: ['hubble:\n  enabled: true', 'relay:', 'ui:'] }],
  },
  {
    id: 'E02',
    asks: 'values of Cilium',
    checks: ['cilium-feature'],
    artifacts: [
      {
        file: 'artifacts/prod/cilium-values.yaml',
        lines: [
          'kubeProxyReplacement: true',
          'k8sServiceHost: 192.168.32.128',
          'k8sServicePort: 6443',
          'gatewayAPI:',
          'l2announcements:',
          '- ens33',
        ],
      },
    ],
    tests: ['__tests__/artifacts/cilium-values.test.ts'],
  },
  {
    id: 'E03',
    asks: 'kinds of the Gateway API',
    checks: ['gateway-api-version'],
    objects: [
      { kind: 'Site', namespace: '', name: '', fields: { spec: { versions: { gatewayAPI: expect.any(String) } } } },
    ],
    documents: [{ file: 'README.md', text: 'gateway-api/releases/download' }],
  },
  {
    id: 'E04',
    asks: 'pool of addresses',
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
    asks: 'announcement of addresses',
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
    asks: 'one policy for all pods',
    absent: [{ kind: 'CiliumClusterwideNetworkPolicy', namespace: '', name: 'global-allow-gitlab-vm' }],
    checks: ['cluster-wide-allow'],
  },
  {
    id: 'E07',
    asks: 'entry from the local network',
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
    asks: 'entry from cluster and host',
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
    asks: 'DNS of any name',
    objects: TENANTS.map(tenant => ({
      kind: 'CiliumNetworkPolicy',
      namespace: tenant,
      name: 'allow-dns',
      fields: { spec: { egress: [dnsRule({ matchPattern: `**.${tenant}.svc.cluster.local` })] } },
    })),
  },
  { id: 'E10', asks: 'egress to the world', checks: ['fqdn-shadowed'] },
  {
    id: 'E11',
    asks: 'egress to the GitLab machine',
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
    documents: [{ file: 'docs/decisions.md', text: 'E11' }],
  },
  { id: 'E12', asks: 'rules that are there twice', checks: ['shadowed-rule'] },
  { id: 'E13', asks: 'a CIDR for a Service', checks: ['cidr-for-pods'] },
  {
    id: 'E14',
    asks: 'egress to GitLab by name',
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
    asks: 'policy of the agent',
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
    asks: 'what the agent resolves',
    objects: [{ kind: 'CiliumNetworkPolicy', namespace: 'gitlab-agent-mlsecops-agent', name: 'allow-agent-dns' }],
    checks: ['fqdn-without-dns'],
  },
  {
    id: 'E17',
    asks: 'whom the model talks to',
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
  {
    id: 'E18',
    asks: 'HTTP rules for an HTTPS host',
    checks: ['http-on-tls-port'],
    tests: ['__tests__/constructs/network/cilium-policy.test.ts'],
  },
  {
    id: 'E19',
    asks: 'default deny',
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
    id: 'E20',
    asks: 'status and connectivity of Cilium',
    artifacts: [{ file: 'artifacts/prod/runbook.md', lines: ['cilium connectivity test'] }],
  },
  {
    id: 'E21',
    asks: 'checksum and settings of Cilium',
    artifacts: [{ file: 'artifacts/prod/runbook.md', lines: ['sha256sum --check', 'kube-proxy-replacement'] }],
    tests: ['__tests__/artifacts/guides/guides.test.ts'],
  },
  {
    id: 'E22',
    asks: 'flows and drops in Hubble',
    objects: [
      object('ServiceMonitor', 'kube-system', 'hubble'),
      object('PrometheusRule', 'ml-monitoring', 'platform-alerts', {
        spec: {
          groups: [
            expect.objectContaining({
              rules: expect.arrayContaining([expect.objectContaining({ alert: 'PolicyDropsHigh' })]),
            }),
          ],
        },
      }),
      object('ConfigMap', 'ml-monitoring', 'dashboard-network-drops'),
    ],
    artifacts: [{ file: 'artifacts/prod/cilium-values.yaml', lines: ['- drop'] }],
  },
  { id: 'E23', asks: 'a test pod that is refused', checks: ['default-namespace'] },
  {
    id: 'E24',
    asks: 'policy of the ML API',
    checks: ['selector-matches', 'unmatched-peer'],
    objects: [
      object('NetworkPolicy', 'ml-api', 'ml-api-network-policy', {
        spec: { podSelector: { matchLabels: { app: 'ml-api' } }, policyTypes: ['Ingress', 'Egress'] },
      }),
      object('CiliumNetworkPolicy', 'ml-api', 'ml-api-from-gateway', { spec: fromGateway('8000') }),
      object('NetworkPolicy', 'database', 'database-clients'),
    ],
  },
  {
    id: 'E25',
    asks: 'security groups of a cloud',
    outside: 'the site has no cloud; what enters is bounded by the gateway, what leaves by names',
  },
  {
    id: 'E26',
    asks: 'address blocks of a cloud',
    outside: 'the site has no cloud; its own blocks are facts of the site',
  },
  {
    id: 'E27',
    asks: 'policy of a tenant',
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
    tests: ['__tests__/constructs/network/pod-network-policy.test.ts'],
  },
  {
    id: 'E28',
    asks: 'tenants that cannot reach each other',
    objects: TENANTS.map(tenant => ({ kind: 'NetworkPolicy', namespace: tenant, name: 'default-deny' })),
    checks: ['default-deny'],
  },
  {
    id: 'E29',
    asks: 'unnamed external APIs',
    objects: TENANTS.map(tenant => ({ kind: 'CiliumNetworkPolicy', namespace: tenant, name: 'allow-dns' })),
    documents: [{ file: 'docs/decisions.md', text: 'E29' }],
  },
  {
    id: 'E30',
    asks: 'training pods among themselves',
    checks: ['class-peers'],
    objects: [
      ...['graph-model-1', 'baseline-model-1'].map(app =>
        object('CiliumNetworkPolicy', 'fraud-training', `${app}-training`, {
          spec: {
            endpointSelector: { matchLabels: { app } },
            ingress: [expect.objectContaining({ fromEndpoints: [{ matchLabels: { app } }] })],
          },
        }),
      ),
    ],
    tests: ['__tests__/constructs/ml/training-job.test.ts'],
  },
  {
    id: 'E31',
    asks: 'inference from the gateway only',
    checks: ['class-peers'],
    objects: [object('CiliumNetworkPolicy', 'fraud-inference', 'fraud-model-lockdown', { spec: fromGateway('8000') })],
    tests: ['__tests__/constructs/ml/inference-lockdown.test.ts'],
  },
  {
    id: 'E32',
    asks: 'data pipelines and their sources',
    checks: ['class-peers'],
    objects: [
      object('CiliumNetworkPolicy', 'fraud-data', 'transactions-sources', {
        spec: {
          egress: expect.arrayContaining([
            expect.objectContaining({ toFQDNs: [{ matchName: 'payments.build.server' }] }),
          ]),
        },
      }),
      object('CiliumNetworkPolicy', 'fraud-data', 'transactions-sinks'),
    ],
    tests: ['__tests__/constructs/ml/data-job.test.ts'],
  },
  {
    id: 'E33',
    asks: 'an allow-list for egress',
    checks: ['approved-egress', 'class-peers'],
    objects: [
      object('CiliumNetworkPolicy', 'fraud-data', 'transactions-sources', {
        metadata: {
          annotations: {
            'fortress.cdk8s.io/approved-egress': expect.stringMatching(/^payments\.build\.server \(.+\): .+/),
          },
        },
      }),
    ],
  },
];
