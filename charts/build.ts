import { AuditBucket, type BuildTools, Image } from '../lib';
import catalog from './build-tools.json';

function tool(name: keyof typeof catalog): Image {
  const { repository, digest } = catalog[name];
  return Image.of(`${repository}@${digest}`);
}

/** What builds run in: copies in the site's own registry (seed rows H10, H22). Their digests are examples, as those of images.json. */
export const BUILD_TOOLS: BuildTools = {
  aws: tool('aws-cli'),
  bandit: tool('bandit'),
  buildah: tool('buildah'),
  cosign: tool('cosign'),
  gitleaks: tool('gitleaks'),
  hadolint: tool('hadolint'),
  node: tool('node'),
  skopeo: tool('skopeo'),
  syft: tool('syft'),
  trivy: tool('trivy'),
};

/** References of the tools that nobody has mirrored yet. */
export const EXAMPLE_TOOLS: string[] = Object.values(catalog)
  .filter(({ example }) => example)
  .map(({ repository, digest }) => `${repository}@${digest}`);

/** Where jobs get their secrets, each with its own token (seed rows H09, I10). */
export const BUILD_VAULT = { url: 'https://vault.build.server:8200', role: 'production-models' };

/** The vulnerabilities that Trivy knows: a copy that the build server brings up to date. */
export const VULNERABILITY_DATABASE = 'gitlab.build.server:5050/ml-security/mirror/trivy-db:2';

/** A bucket of its own; the seed's was that of Terraform's state, which cannot be locked (seed rows I07, I08). Account and app are examples. */
export const AUDIT_BUCKET = AuditBucket.of({
  name: 'ml-platform-audit',
  path: 'builds',
  region: 'eu-central-1',
  roleArn: 'arn:aws:iam::123456789012:role/ml-platform-audit',
});

/** The builds that may add records: of the branch that is reviewed, and no other. */
export const AUDITED_BUILDS = [
  {
    issuer: 'https://gitlab.build.server',
    subject: 'project_path:ml-security/production-models:ref_type:branch:ref:main',
  },
  {
    issuer: 'https://token.actions.githubusercontent.com',
    subject: 'repo:ml-security/production-models:ref:refs/heads/main',
  },
];

/** The GitHub App that commits digests, where the repository is on GitHub. */
export const DEPLOY_APP_ID = '123456';
