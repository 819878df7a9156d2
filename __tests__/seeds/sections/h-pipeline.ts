import { application, object, REPOSITORY } from '../objects';
import type { SeedRow } from '../row';

export const SECTION_H: readonly SeedRow[] = [
  {
    id: 'H01',
    asks: 'the GitLab machine',
    objects: [
      { kind: 'Site', namespace: '', name: '', fields: { spec: { addresses: { '192.168.32.126': 'GitLab' } } } },
    ],
  },
  {
    id: 'H02',
    asks: 'firewall table',
    artifacts: [
      {
        file: 'artifacts/prod/ufw-gitlab.sh',
        lines: ['port 443', 'port 22', 'port 5050', 'to 192.168.32.128 port 6443'],
      },
    ],
    tests: ['__tests__/artifacts/firewall-script.test.ts'],
  },
  {
    id: 'H03',
    asks: 'ufw',
    artifacts: [
      {
        file: 'artifacts/prod/ufw-gitlab.sh',
        lines: [
          'ufw default deny incoming',
          'ufw default deny outgoing',
          'proto udp from any to any port 53',
          'proto tcp from any to any port 53',
        ],
      },
    ],
    tests: ['__tests__/artifacts/firewall-script.test.ts'],
  },
  {
    id: 'H04',
    asks: 'two repositories',
    objects: [application('ml-model', { spec: { source: { repoURL: REPOSITORY } } })],
    outside: 'two repositories of the tunnel: one repository holds the platform, and the agent is configured beside it',
  },
  {
    id: 'H05',
    asks: 'configuration of the agent',
    checks: ['placeholder'],
    artifacts: [
      {
        file: 'artifacts/prod/gitlab-agent-config.yaml',
        lines: ['id: ml-security/production-models', 'protected_branches_only: true', 'ci_job: {}'],
      },
    ],
    tests: ['__tests__/artifacts/gitlab-agent-config.test.ts'],
  },
  {
    id: 'H06',
    asks: 'the agent by Helm',
    checks: ['placeholder'],
    objects: [
      object('Deployment', 'gitlab-agent-mlsecops-agent', 'mlsecops-agent'),
      object('ExternalSecret', 'gitlab-agent-mlsecops-agent', 'mlsecops-agent-token'),
    ],
    tests: ['__tests__/charts/gitlab-agent.test.ts'],
  },
  {
    id: 'H07',
    asks: 'rights of the agent',
    checks: ['cluster-admin-binding'],
    objects: [
      object('Role', 'gitlab-agent-mlsecops-agent', 'mlsecops-agent'),
      object('RoleBinding', 'gitlab-agent-mlsecops-agent', 'mlsecops-agent'),
    ],
    tests: ['__tests__/charts/gitlab-agent.test.ts'],
  },
  {
    id: 'H08',
    asks: 'a host in CoreDNS',
    objects: [
      object('ConfigMap', 'kube-system', 'coredns-custom', {
        data: { 'gitlab.build.server.server': expect.stringContaining('192.168.32.126 gitlab.build.server') },
      }),
    ],
  },
  {
    id: 'H09',
    asks: 'four gates',
    artifacts: [
      {
        file: 'artifacts/prod/gitlab-ci.yml',
        lines: [
          'gate-1-source',
          'gate-2-scan',
          'gate-3-signature',
          'gate-4-deployment',
          'gitleaks git',
          'bandit --recursive',
          'syft scan',
          'cosign sign',
        ],
      },
    ],
    tests: ['__tests__/artifacts/pipeline/gate-jobs.test.ts', '__tests__/artifacts/pipeline/gitlab-pipeline.test.ts'],
  },
  {
    id: 'H10',
    asks: '.gitlab-ci.yml',
    artifacts: [
      { file: 'artifacts/prod/gitlab-ci.yml', lines: ['cosign:', '@sha256:', 'npm run synth', 'fortress verify'] },
    ],
    tests: ['__tests__/artifacts/pipeline/gate-jobs.test.ts'],
  },
  {
    id: 'H11',
    asks: 'threshold of the scan',
    artifacts: [{ file: 'artifacts/prod/gitlab-ci.yml', lines: ['--severity CRITICAL,HIGH --exit-code 1'] }],
    tests: ['__tests__/artifacts/pipeline/gate-jobs.test.ts'],
  },
  {
    id: 'H12',
    asks: 'image and SARIF as artifacts',
    artifacts: [
      { file: 'artifacts/prod/gitlab-ci.yml', lines: ['image.tar', 'container_scanning:', 'fortress.sarif'] },
    ],
    tests: ['__tests__/artifacts/pipeline/gitlab-pipeline.test.ts'],
  },
  {
    id: 'H13',
    asks: 'scan of manifests',
    artifacts: [
      {
        file: 'artifacts/prod/gitlab-ci.yml',
        lines: ['npx fortress verify dist/prod', 'trivy config --skip-check-update'],
      },
      { file: 'artifacts/prod/github-workflow.yml', lines: ['trivy config --skip-check-update'] },
    ],
    tests: ['__tests__/artifacts/pipeline/gate-jobs.test.ts'],
  },
  {
    id: 'H14',
    asks: 'Trivy Operator',
    objects: [
      application('trivy-operator', {
        spec: {
          source: { chart: 'trivy-operator', targetRevision: expect.any(String) },
          destination: { namespace: 'ml-security' },
        },
      }),
    ],
  },
  {
    id: 'H15',
    asks: 'an old image is stopped',
    tests: ['__tests__/artifacts/pipeline/gate-jobs.test.ts', '__tests__/artifacts/pipeline/gitlab-pipeline.test.ts'],
  },
  {
    id: 'H16',
    asks: 'more scanners',
    artifacts: [
      { file: 'artifacts/prod/gitlab-ci.yml', lines: ['hadolint --failure-threshold', 'bandit --recursive'] },
    ],
    outside: 'Snyk and Grype, for one scanner decides',
  },
  {
    id: 'H17',
    asks: 'runners of their own',
    artifacts: [{ file: 'artifacts/prod/gitlab-ci.yml', lines: ['tags:\n    - build'] }],
    tests: ['__tests__/artifacts/pipeline/gitlab-pipeline.test.ts'],
  },
  {
    id: 'H18',
    asks: 'webhooks from GitLab only',
    artifacts: [{ file: 'artifacts/prod/ufw-k3s-master.sh', lines: ['192.168.32.126'] }],
    tests: ['__tests__/charts/artifacts.test.ts'],
  },
  {
    id: 'H19',
    asks: 'the private registry',
    checks: ['image-pull-secret', 'image-registry'],
    objects: [
      ...['tenant-a', 'tenant-b', 'ml-production'].map(owner =>
        object('ExternalSecret', owner, 'registry-credentials'),
      ),
    ],
  },
  {
    id: 'H20',
    asks: 'signed images',
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
    id: 'H21',
    asks: 'Vault and Harbor',
    objects: [
      application('external-secrets', {
        spec: {
          source: { chart: 'external-secrets', targetRevision: expect.any(String) },
          destination: { namespace: 'external-secrets' },
        },
      }),
      ...['harbor', 'vault'].map(name =>
        application(name, {
          spec: {
            source: { chart: name, targetRevision: expect.any(String) },
            destination: { namespace: name },
          },
        }),
      ),
      object('CiliumNetworkPolicy', 'vault', 'vault-pods'),
      object('HTTPRoute', 'ml-ingress-gateway', 'harbor-route'),
    ],
    tests: ['__tests__/charts/add-ons.test.ts'],
  },
  {
    id: 'H22',
    asks: 'air gap',
    objects: [
      {
        kind: 'Site',
        namespace: '',
        name: '',
        fields: { spec: { airGapped: true, registries: ['gitlab.build.server:5050'] } },
      },
    ],
    tests: ['__tests__/charts/decisions.test.ts', '__tests__/charts/air-gap.test.ts'],
  },
  { id: 'H23', asks: 'k3sup', outside: 'another way to install K3s, which passes flags where the one here has a file' },
];
