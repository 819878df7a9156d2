import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import {
  ImageValidatingPolicy,
  type ImageValidatingPolicySpecAttestorsCosign,
  ImageValidatingPolicySpecFailurePolicy,
  ImageValidatingPolicySpecValidationActions,
} from '../../../imports/kyverno-policies.kyverno.io';
import { InvalidValue } from '../../notation/invalid-value';
import { MOUNTED_IMAGES } from '../../notation/mounted-images';
import { Names } from '../../notation/names';
import type { ImageSigner } from '../../values/image-signer';
import type { Site } from '../../values/site';

/** Where a pod names images: the lists that Kyverno knows by itself, and volumes. */
const IMAGES = ['containers', 'initContainers', 'ephemeralContainers', 'volumes']
  .map(list => `images.${list}`)
  .join(' + ');

/** What `cosign attest --type vuln` calls the result of a scan. */
const SCAN = 'https://cosign.sigstore.dev/attestation/vuln/v1';

/** Who has to have signed the images of a site. */
export interface ImageVerificationProps {
  /** The site: images of its registries are verified. */
  readonly site: Site;
  /** Who signs them. */
  readonly signer: ImageSigner;
  /**
   * Names of Secrets with which Kyverno reads signatures from private registries; they are in Kyverno's own namespace.
   * @default - none: the registries are read without credentials
   */
  readonly pullSecrets?: string[];
  /**
   * Ask for more than a signature: the signer's attestation that the image was scanned (`cosign attest --type vuln`), which a
   * build makes once the scan lets it pass.
   * @default false
   */
  readonly requireScan?: boolean;
  /**
   * `metadata.name`.
   * @default - the construct id
   */
  readonly name?: string;
}

/**
 * An ImageValidatingPolicy of Kyverno: no pod of the cluster runs or mounts an image of the site's registries that the signer
 * has not signed (seed row H20).
 *
 * It denies, and fails closed. An image needs a digest and is left as it is: what would be filled in on admission, Argo CD
 * would show as a difference. Ephemeral containers are verified too; so it is about pods alone, and what stamps out pods is
 * not asked.
 *
 * @throws if the site is air-gapped and the signer has no key, or the site has no registries
 */
export class ImageVerification extends Construct {
  /** The rendered object, for patches and metadata. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: ImageVerificationProps) {
    super(scope, id);
    const { site, signer, pullSecrets = [] } = props;
    if (site.registries.length === 0) throw new InvalidValue('registries of the site', 'at least one', site.registries);
    if (site.isAirGapped && signer.isKeyless) {
      throw new Error(
        'an air-gapped site does not reach Sigstore; call ImageSigner.publicKey() or ImageSigner.kmsKey()',
      );
    }
    for (const secret of pullSecrets) Names.dnsSubdomain('pull secret', secret);
    const { spec } = ImageValidatingPolicy.manifest({
      metadata: {},
      spec: {
        failurePolicy: ImageValidatingPolicySpecFailurePolicy.FAIL,
        validationActions: [ImageValidatingPolicySpecValidationActions.DENY],
        validationConfigurations: { required: true, verifyDigest: true, mutateDigest: false },
        matchConstraints: {
          resourceRules: [
            {
              apiGroups: [''],
              apiVersions: ['v1'],
              operations: ['CREATE', 'UPDATE'],
              resources: ['pods', 'pods/ephemeralcontainers'],
            },
          ],
        },
        matchImageReferences: site.registries.map(registry => ({ glob: `${registry}/*` })),
        credentials: pullSecrets.length === 0 ? undefined : { secrets: [...pullSecrets] },
        images: [{ name: 'volumes', expression: MOUNTED_IMAGES }],
        attestors: [{ name: 'signer', cosign: ImageVerification.cosign(signer) }],
        attestations: props.requireScan ? [{ name: 'scan', intoto: { type: SCAN } }] : undefined,
        validations: [
          {
            expression: `(${IMAGES}).all(image, verifyImageSignatures(image, [attestors.signer]) > 0)`,
            message: 'the image is not signed by the signer of this site',
          },
          ...(props.requireScan ? [ImageVerification.SCANNED] : []),
        ],
      },
    });
    this.apiObject = new ApiObject(this, 'Resource', {
      ...ImageValidatingPolicy.GVK,
      metadata: { name: Names.dnsSubdomain('policy name', props.name ?? id) },
      spec,
    });
  }

  private static readonly SCANNED = {
    expression: `(${IMAGES}).all(image, verifyAttestationSignatures(image, attestations.scan, [attestors.signer]) > 0)`,
    message: 'the signer of this site does not attest that the image was scanned',
  };

  /** A key proves the signature by itself; the log of Sigstore, which only the internet has, is then not asked. */
  private static cosign({ key, kms, issuer, subject }: ImageSigner): ImageValidatingPolicySpecAttestorsCosign {
    if (issuer !== undefined) return { keyless: { identities: [{ issuer, subject }] } };
    return { key: { data: key, kms }, ctlog: { insecureIgnoreTlog: true } };
  }
}
