import { application, REPOSITORY } from '../objects';
import type { SeedRow } from '../row';

export const SECTION_H: readonly SeedRow[] = [
  {
    id: 'H01',
    asks: 'the GitLab machine',
    objects: [
      { kind: 'Site', namespace: '', name: '', fields: { spec: { addresses: { '192.168.32.126': 'GitLab' } } } },
    ],
  },
  { id: 'H02', asks: 'firewall table', missing: 'not looked at yet' },
  { id: 'H03', asks: 'ufw', missing: 'not looked at yet' },
  {
    id: 'H04',
    asks: 'two repositories',
    objects: [application('ml-model', { spec: { source: { repoURL: REPOSITORY } } })],
    outside: 'two repositories of the tunnel: one repository holds the platform, and the agent is configured beside it',
  },
  { id: 'H05', asks: 'configuration of the agent', checks: ['placeholder'], missing: 'not looked at yet' },
  { id: 'H06', asks: 'the agent by Helm', checks: ['placeholder'], missing: 'not looked at yet' },
  { id: 'H07', asks: 'rights of the agent', checks: ['cluster-admin-binding'], missing: 'not looked at yet' },
  { id: 'H08', asks: 'a host in CoreDNS', missing: 'not looked at yet' },
  { id: 'H09', asks: 'four gates', missing: 'not looked at yet' },
  { id: 'H10', asks: '.gitlab-ci.yml', missing: 'not looked at yet' },
  { id: 'H11', asks: 'threshold of the scan', missing: 'not looked at yet' },
  { id: 'H12', asks: 'image and SARIF as artifacts', missing: 'not looked at yet' },
  { id: 'H13', asks: 'scan of manifests', missing: 'not looked at yet' },
  { id: 'H14', asks: 'Trivy Operator', missing: 'not looked at yet' },
  { id: 'H15', asks: 'an old image is stopped', missing: 'not looked at yet' },
  { id: 'H16', asks: 'more scanners', missing: 'not looked at yet' },
  { id: 'H17', asks: 'runners of their own', missing: 'not looked at yet' },
  { id: 'H18', asks: 'webhooks from GitLab only', missing: 'not looked at yet' },
  {
    id: 'H19',
    asks: 'the private registry',
    checks: ['image-pull-secret', 'image-registry'],
    missing: 'not looked at yet',
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
  { id: 'H21', asks: 'Vault and Harbor', missing: 'not looked at yet' },
  { id: 'H22', asks: 'air gap', missing: 'not looked at yet' },
  { id: 'H23', asks: 'k3sup', outside: 'another way to install K3s; the README has one' },
];
