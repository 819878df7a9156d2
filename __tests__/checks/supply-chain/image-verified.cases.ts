import { MOUNTED_IMAGES } from '../../../lib/notation/mounted-images';
import type { CheckCases } from '../check-cases';
import { CLASSIFIER, deployment, running } from './pod-yaml';

const KEY = '{ name: key, cosign: { key: { kms: "hashivault://images" } } }';
const RULES =
  '[{ apiGroups: [""], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [pods, pods/ephemeralcontainers] }]';
const IMAGE = 'registry.example.com:5050/team/api:1';
const AT = `Deployment a/api spec.template.spec.containers[0].image: "${IMAGE}" of container "api"`;

interface Parts {
  readonly kind?: string;
  readonly namespace?: string;
  readonly globs?: string;
  readonly attestors?: string;
  readonly rules?: string;
  /** More of matchConstraints. */
  readonly constraints?: string;
  /** More of the spec. */
  readonly spec?: string;
}

function policy(parts: Parts = {}): string {
  const { kind = 'ImageValidatingPolicy', namespace, constraints = '', spec = '' } = parts;
  return `---
apiVersion: policies.kyverno.io/v1
kind: ${kind}
metadata: { name: signed${namespace === undefined ? '' : `, namespace: ${namespace}`} }
spec:
  matchImageReferences: ${parts.globs ?? '[{ glob: "registry.example.com:5050/*" }]'}
  matchConstraints: { resourceRules: ${parts.rules ?? RULES}${constraints} }
  attestors: [${parts.attestors ?? KEY}]
  validations: [{ expression: "images.containers.all(i, verifyImageSignatures(i, [attestors.key]) > 0)" }]
${spec}
---
`;
}

const NAMESPACE = `
apiVersion: v1
kind: Namespace
metadata: { name: a, labels: { tier: prod } }
---
`;

const EXCEPTION = `
apiVersion: policies.kyverno.io/v1
kind: PolicyException
metadata: { name: lenient, namespace: kyverno }
spec: { policyRefs: [{ name: signed, kind: ImageValidatingPolicy }], matchConditions: [{ name: a, expression: "true" }] }
`;

const keyless = (identity: string) => `{ name: ci, cosign: { keyless: { identities: [${identity}] } } }`;
const EXACT = '{ issuer: "https://git.example.com", subject: "team/app@main" }';
const AIR_GAP = `
apiVersion: fortress.cdk8s.io/v1
kind: Site
spec: { airGapped: true }
`;

const REGISTRIES = `
apiVersion: fortress.cdk8s.io/v1
kind: Site
spec: { registries: ['registry.example.com:5050'] }
`;

function lenient(name: string, parts: Parts, gap: string) {
  return {
    name,
    yaml: policy(parts) + running(IMAGE),
    finds: [`${AT} is not surely verified: ImageValidatingPolicy signed: ${gap}`],
  };
}

export default {
  check: 'image-verified',
  passing: [
    { name: 'a policy over the registry', yaml: policy() + running(IMAGE) },
    { name: 'a policy of the site', site: policy(), yaml: running(IMAGE) },
    { name: 'a policy over every image', yaml: policy({ globs: '[]' }) + running('nginx') },
    {
      name: 'a policy of the namespace',
      yaml: policy({ kind: 'NamespacedImageValidatingPolicy', namespace: 'a' }) + running(IMAGE),
    },
    {
      name: 'a policy over the namespace',
      yaml:
        NAMESPACE + policy({ constraints: ', namespaceSelector: { matchLabels: { tier: prod } }' }) + running(IMAGE),
    },
    {
      name: 'one of two policies enforces',
      yaml:
        policy({ spec: '  validationActions: [Audit]' }) +
        policy().replace('name: signed', 'name: other') +
        running(IMAGE),
    },
    {
      name: 'rules in their widest form',
      yaml:
        policy({ rules: '[{ apiGroups: ["*"], apiVersions: ["*"], operations: ["*"], resources: ["*/*"] }]' }) +
        running(IMAGE),
    },
    { name: 'an exact identity', yaml: policy({ attestors: keyless(EXACT) }) + running(IMAGE) },
    {
      name: 'Sigstore of one’s own in an air gap',
      site: AIR_GAP,
      yaml:
        policy({ attestors: keyless(EXACT).replace('{ keyless', '{ tuf: { mirror: "https://tuf.local" }, keyless') }) +
        running(IMAGE),
    },
    {
      name: 'an exception for some images, which exempts no pod',
      yaml: `${policy()}${EXCEPTION.replace('spec: {', 'spec: { images: [x],')}---\n${running(IMAGE)}`,
    },
    {
      name: 'an image that a volume mounts, seen by an extractor',
      yaml: `${policy({ spec: `  images: [{ name: volumes, expression: "${MOUNTED_IMAGES}" }]` })}${deployment(
        `{ volumes: [{ name: model, image: { reference: "${IMAGE}" } }] }`,
      )}`,
    },
    { name: 'a namespace without pods', site: REGISTRIES, yaml: NAMESPACE },
    { name: 'no policy, and no registries are known', yaml: running(IMAGE) },
    { name: 'what is no image reference', yaml: policy() + running('') },
  ],
  failing: [
    {
      name: 'seed row H20: no policy at all is said once for each namespace',
      site: REGISTRIES,
      yaml: `${NAMESPACE}${running(IMAGE)}---\n${running(IMAGE).replace('name: api,', 'name: other,')}`,
      finds: ['Namespace a: no ImageValidatingPolicy verifies the images of pods in namespace "a"'],
    },
    {
      name: 'seed row D04: an image of another registry',
      yaml: policy() + running(CLASSIFIER),
      finds: [
        `Deployment a/api spec.template.spec.containers[0].image: "${CLASSIFIER}" of container "api" is matched by no ImageValidatingPolicy`,
      ],
    },
    {
      name: 'FIELD 12: one sidecar, an ephemeral container and a volume are not matched',
      yaml:
        policy() +
        deployment(
          `{ initContainers: [{ name: mesh, image: mesh }], containers: [{ name: c, image: "${IMAGE}" }], ephemeralContainers: [{ name: sh, image: busybox }], volumes: [{ name: model, image: { reference: "${IMAGE}" } }] }`,
        ),
      finds: [
        'Deployment a/api spec.template.spec.initContainers[0].image: "mesh" of container "mesh" is matched by no ImageValidatingPolicy',
        'Deployment a/api spec.template.spec.ephemeralContainers[0].image: "busybox" of container "sh" is matched by no ImageValidatingPolicy',
        `Deployment a/api spec.template.spec.volumes[0].image.reference: "${IMAGE}" of volume "model" is matched by no ImageValidatingPolicy`,
      ],
    },
    {
      name: 'a glob is held against the reference as it is written',
      yaml: policy({ globs: '[{ glob: "docker.io/*" }]' }) + running('nginx'),
      finds: [
        'Deployment a/api spec.template.spec.containers[0].image: "nginx" of container "api" is matched by no ImageValidatingPolicy',
      ],
    },
    {
      name: 'CEL in place of a glob is not understood',
      yaml: policy({ globs: '[{ expression: "true" }]' }) + running(IMAGE),
      finds: [`${AT} is matched by no ImageValidatingPolicy`],
    },
    {
      name: 'a policy of another namespace',
      yaml: policy({ kind: 'NamespacedImageValidatingPolicy', namespace: 'b' }) + running(IMAGE),
      finds: [`${AT} is matched by no ImageValidatingPolicy`],
    },
    {
      name: 'a policy that leaves out the namespace',
      yaml: policy({ constraints: ', namespaceSelector: { matchLabels: { tier: prod } }' }) + running(IMAGE),
      finds: [`${AT} is matched by no ImageValidatingPolicy`],
    },
    lenient(
      'audit',
      { spec: '  validationActions: [Audit, Warn]' },
      'validationActions ["Audit","Warn"] refuse nothing',
    ),
    lenient(
      'it fails open',
      { spec: '  failurePolicy: Ignore' },
      'failurePolicy "Ignore" lets pods pass while Kyverno does not answer',
    ),
    lenient(
      'admission is off',
      { spec: '  evaluation: { admission: { enabled: false } }' },
      'evaluation.admission is not enabled',
    ),
    lenient(
      'it is about JSON',
      { spec: '  evaluation: { mode: JSON }' },
      'evaluation.mode "JSON" is not asked about pods',
    ),
    lenient(
      'no signature is required',
      { spec: '  validationConfigurations: { required: false }' },
      'validationConfigurations.required is false: an image may pass that nobody has signed',
    ),
    lenient(
      'a condition',
      { spec: '  matchConditions: [{ name: x, expression: "true" }]' },
      'matchConditions may leave out pods',
    ),
    lenient(
      'only new pods',
      { rules: RULES.replace(', UPDATE', '') },
      'matchConstraints leave out UPDATE of pods; matchConstraints leave out UPDATE of pods/ephemeralcontainers',
    ),
    lenient(
      'only pods of one name',
      { rules: RULES.replace('[{', '[{ resourceNames: [api],') },
      'matchConstraints leave out CREATE of pods; matchConstraints leave out UPDATE of pods; matchConstraints leave out UPDATE of pods/ephemeralcontainers',
    ),
    lenient(
      'no ephemeral containers',
      { rules: RULES.replace(', pods/ephemeralcontainers', '') },
      'matchConstraints leave out UPDATE of pods/ephemeralcontainers',
    ),
    lenient(
      'pods that ask for it',
      { constraints: ', objectSelector: { matchLabels: { verify: "yes" } }' },
      'matchConstraints.objectSelector leaves out pods by labels that their authors choose',
    ),
    lenient(
      'exclusions',
      { constraints: ', excludeResourceRules: [{ resources: [pods] }]' },
      'matchConstraints.excludeResourceRules may leave out pods',
    ),
    lenient(
      'seed row I05: any subject',
      { attestors: keyless('{ issuer: "https://git.example.com", subjectRegExp: ".*" }') },
      'attestor "ci" takes a signature of any subject',
    ),
    lenient('any issuer', { attestors: keyless('{ subject: x }') }, 'attestor "ci" takes a signature of any issuer'),
    lenient('any identity', { attestors: keyless('') }, 'attestor "ci" takes a signature of any identity'),
    {
      name: 'seed rows I06, N08: keyless in an air gap',
      site: AIR_GAP,
      yaml: policy({ attestors: keyless(EXACT) }) + running(IMAGE),
      finds: [
        `${AT} is not surely verified: ImageValidatingPolicy signed: attestor "ci" asks Sigstore on the internet, which an air-gapped site does not reach`,
      ],
    },
    {
      name: 'an exception',
      yaml: `${policy()}${EXCEPTION}---\n${running(IMAGE)}`,
      finds: [
        `${AT} is not surely verified: ImageValidatingPolicy signed: PolicyException kyverno/lenient exempts pods`,
      ],
    },
  ],
} satisfies CheckCases;
