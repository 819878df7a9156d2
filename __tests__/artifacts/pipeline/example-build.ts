import {
  AuditBucket,
  type BuildPipelineProps,
  type BuildTools,
  Environment,
  Image,
  ImageSigner,
  ScanPolicy,
  Site,
} from '../../../lib';
import { SITE_PROPS } from '../../values/example-site';

const [REGISTRY] = SITE_PROPS.registries;
const tool = (name: string, digit: number) => {
  return Image.of(`${REGISTRY}/mirror/${name}@sha256:${String(digit).repeat(64)}`);
};

export const TOOLS: BuildTools = {
  aws: tool('aws', 0),
  bandit: tool('bandit', 1),
  buildah: tool('buildah', 2),
  cosign: tool('cosign', 3),
  gitleaks: tool('gitleaks', 4),
  hadolint: tool('hadolint', 5),
  node: tool('node', 6),
  skopeo: tool('skopeo', 7),
  syft: tool('syft', 8),
  trivy: tool('trivy', 9),
};

const KEY = `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEy4I5DygTjbkK+3HlYvXbzlOrE7/H
Uc4HTqoVUiEfVVu3ihLOmXd3dGJg0KVkZpTMC97P6hUpOiWwEFxH2lrP7w==
-----END PUBLIC KEY-----`;

export const BUCKET = AuditBucket.of({
  name: 'build-records',
  path: 'models',
  region: 'eu-central-1',
  roleArn: 'arn:aws:iam::123456789012:role/add-build-records',
});

/** An environment with a scan policy, and what else its site has. */
export function environment(scan: ScanPolicy, site: object = {}): Environment {
  return Environment.of('prod', Site.of({ ...SITE_PROPS, ...site }), { scan });
}

export const BUILD: BuildPipelineProps = {
  environment: environment(ScanPolicy.fail()),
  imageName: 'classifier',
  repository: `${REGISTRY}/models/classifier`,
  tools: TOOLS,
  signer: ImageSigner.publicKey(KEY),
  vault: { url: 'https://vault.example.com', role: 'models' },
  auditBucket: BUCKET,
};
