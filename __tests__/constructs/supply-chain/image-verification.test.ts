import { generateKeyPairSync } from 'node:crypto';
import { ApiObject, App, Chart } from 'cdk8s';
import { ImageSigner, ImageVerification, type ImageVerificationProps, Site } from '../../../lib';
import { imageVerified } from '../../../lib/checks/supply-chain/image-verified';
import { Judgement } from '../../../lib/evidence/judgement';
import { Manifest } from '../../../lib/manifests/manifest';
import { ManifestSet } from '../../../lib/manifests/manifest-set';
import { SITE, SITE_PROPS } from '../../values/example-site';
import { verdictOf } from '../crd-schema';
import { renderOne } from '../example-tenant';

const PEM = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString();
const SIGNER = ImageSigner.publicKey(PEM);
const BUILD = { issuer: 'https://gitlab.build.server', subject: 'team/app//.gitlab-ci.yml@refs/heads/main' };
const AIR_GAPPED = Site.of({ ...SITE_PROPS, airGapped: true });

const policy = (props: Partial<ImageVerificationProps> = {}) =>
  renderOne(chart => new ImageVerification(chart, 'signed-images', { site: SITE, signer: SIGNER, ...props }));

test('denies, fails closed, requires a signature and a digest, and changes nothing (row H20)', () => {
  const rendered = policy();
  expect(rendered).toMatchObject({
    apiVersion: 'policies.kyverno.io/v1',
    kind: 'ImageValidatingPolicy',
    metadata: { name: 'signed-images' },
    spec: {
      failurePolicy: 'Fail',
      validationActions: ['Deny'],
      validationConfigurations: { required: true, verifyDigest: true, mutateDigest: false },
      matchImageReferences: [{ glob: 'registry.example.com:5050/*' }],
    },
  });
  expect(rendered.spec).not.toHaveProperty('credentials');
});

test.each<[string, Partial<ImageVerificationProps>, object]>([
  ['a key', {}, { key: { data: PEM }, ctlog: { insecureIgnoreTlog: true } }],
  [
    'a key of a service',
    { signer: ImageSigner.kmsKey('awskms:///alias/images') },
    { key: { kms: 'awskms:///alias/images' }, ctlog: { insecureIgnoreTlog: true } },
  ],
  ['a build', { signer: ImageSigner.keyless(BUILD) }, { keyless: { identities: [BUILD] } }],
])('is what the API server takes, and enforces, for %s', (_, props, cosign) => {
  const rendered = policy(props);
  expect(rendered.spec.attestors).toEqual([{ name: 'signer', cosign }]);
  expect(verdictOf(rendered)).toEqual({ violations: [], unwrittenDefaults: [] });
  const spec = {
    containers: [{ name: 'api', image: 'registry.example.com:5050/team/api:1' }],
    initContainers: [{ name: 'init', image: 'registry.example.com:5050/init' }],
    ephemeralContainers: [{ name: 'debug', image: 'registry.example.com:5050/debug' }],
    volumes: [{ name: 'model', image: { reference: 'registry.example.com:5050/model' } }],
  };
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'api', namespace: 'a' }, spec };
  const all = new ManifestSet([rendered, pod].map(object => new Manifest(object)));
  expect(Judgement.of(all, [imageVerified]).findings).toEqual([]);
});

test('asks for the attestation of a scan, if it is told to (row I02)', () => {
  expect(policy().spec.attestations).toBeUndefined();
  const rendered = policy({ requireScan: true });
  expect(rendered.spec.attestations).toEqual([
    { name: 'scan', intoto: { type: 'https://cosign.sigstore.dev/attestation/vuln/v1' } },
  ]);
  expect(rendered.spec.validations).toHaveLength(2);
  expect(rendered.spec.validations[1].expression).toContain(
    'verifyAttestationSignatures(image, attestations.scan, [attestors.signer]) > 0',
  );
  expect(verdictOf(rendered)).toEqual({ violations: [], unwrittenDefaults: [] });
});

test('name and pull secrets are props', () => {
  expect(policy({ name: 'trust', pullSecrets: ['registry-pull'] })).toMatchObject({
    metadata: { name: 'trust' },
    spec: { credentials: { secrets: ['registry-pull'] } },
  });
  expect(() => policy({ pullSecrets: ['Pull'] })).toThrow(/^pull secret must be a DNS subdomain .* got "Pull"$/);
});

test('is its object, to whoever patches it', () => {
  const construct = new ImageVerification(new Chart(new App(), 'test'), 'id', { site: SITE, signer: SIGNER });
  expect(ApiObject.of(construct)).toBe(construct.apiObject);
});

test('an air gap needs a key (rows I06, N08)', () => {
  expect(() => policy({ site: AIR_GAPPED })).not.toThrow();
  expect(() => policy({ site: AIR_GAPPED, signer: ImageSigner.keyless(BUILD) })).toThrow(
    new Error('an air-gapped site does not reach Sigstore; call ImageSigner.publicKey() or ImageSigner.kmsKey()'),
  );
});

test('a site without registries has no images to verify', () => {
  expect(() => policy({ site: Site.of({ ...SITE_PROPS, registries: [] }) })).toThrow(
    new Error('registries of the site must be at least one, got []'),
  );
});
