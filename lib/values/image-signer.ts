import { createPublicKey } from 'node:crypto';
import { InvalidValue } from '../notation/invalid-value';

const PUBLIC_KEY = /^\s*-----BEGIN PUBLIC KEY-----\n[A-Za-z0-9+/=\n]+\n-----END PUBLIC KEY-----\s*$/;
const KMS_KEY = /^(?:awskms|azurekms|gcpkms|hashivault):\/\/\S+$/;
const ISSUER = /^https:\/\/[^\s*?]+$/;
const SUBJECT = /^[^\s*?^$]+$/;

/** Whose certificate signs images without a key: what an identity provider says of a build. */
export interface ImageIdentityProps {
  /** URL of the provider, such as `https://gitlab.build.server`; exact. */
  readonly issuer: string;
  /** The build, such as `https://gitlab.build.server/team/app//.gitlab-ci.yml@refs/heads/main`; exact. */
  readonly subject: string;
}

/**
 * Who signs the images of a site, with cosign: the holder of one key, or one build without a key.
 *
 * Signing without a key asks Sigstore for certificates and its log for proof, so an air-gapped site needs a key.
 */
export class ImageSigner {
  /**
   * The holder of the private half of a key.
   *
   * @param pem the public half, as `cosign public-key` prints it
   * @throws if it is no public key in PEM, or a private one
   */
  public static publicKey(pem: string): ImageSigner {
    if (typeof pem !== 'string' || !PUBLIC_KEY.test(pem) || !ImageSigner.isKey(pem)) {
      // What is no public key may be a private one, so it is not shown.
      throw new Error('the key of the signer is no public key in PEM; give what "cosign public-key" prints');
    }
    return new ImageSigner(`${pem.trim()}\n`);
  }

  /**
   * Whoever may sign with a key of a key management service.
   *
   * @param uri such as `hashivault://image-signing`
   * @throws if it is no URI of a service that cosign knows
   */
  public static kmsKey(uri: string): ImageSigner {
    if (typeof uri !== 'string' || !KMS_KEY.test(uri)) {
      throw new InvalidValue('signer', 'the URI of a key such as "hashivault://image-signing"', uri);
    }
    return new ImageSigner(undefined, uri);
  }

  /**
   * One build of one identity provider, without a key.
   *
   * @throws if issuer or subject is missing or has a wildcard
   */
  public static keyless(identity: ImageIdentityProps): ImageSigner {
    const { issuer, subject } = identity;
    if (typeof issuer !== 'string' || !ISSUER.test(issuer)) {
      throw new InvalidValue('issuer', 'the exact URL of an identity provider, without wildcards', issuer);
    }
    if (typeof subject !== 'string' || !SUBJECT.test(subject)) {
      throw new InvalidValue('subject', 'the exact identity of a build, without wildcards', subject);
    }
    return new ImageSigner(undefined, undefined, issuer, subject);
  }

  private static isKey(pem: string): boolean {
    try {
      return createPublicKey(pem).type === 'public';
    } catch {
      return false;
    }
  }

  private constructor(
    /** The public key, in PEM; undefined for other signers. */
    public readonly key?: string,
    /** URI of the key in a key management service; undefined for other signers. */
    public readonly kms?: string,
    /** The identity provider; undefined for signers with a key. */
    public readonly issuer?: string,
    /** The build; undefined for signers with a key. */
    public readonly subject?: string,
  ) {}

  /** Whether signatures are verified by an identity, and not by a key. */
  public get isKeyless(): boolean {
    return this.issuer !== undefined;
  }
}
