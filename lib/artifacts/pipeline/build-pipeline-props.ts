import type { AuditBucket } from '../../values/audit-bucket';
import type { Environment } from '../../values/environment';
import type { Image } from '../../values/image';
import type { ImageSigner } from '../../values/image-signer';

/**
 * The images that the jobs of a pipeline run in, each with a shell. They see the source and sign what is deployed, so they
 * are pinned like everything else.
 */
export interface BuildTools {
  /** Amazon's command line: writes audit records. */
  readonly aws: Image;
  /** Finds mistakes in Python; with its extra `sarif`. */
  readonly bandit: Image;
  /** Builds images without a daemon. */
  readonly buildah: Image;
  /** Signs. */
  readonly cosign: Image;
  /** Finds secrets in the history of the source. */
  readonly gitleaks: Image;
  /** Reads Dockerfiles. */
  readonly hadolint: Image;
  /** Node.js with git: renders the manifests, and commits them. */
  readonly node: Image;
  /** Copies images into registries. */
  readonly skopeo: Image;
  /** Says what an image is made of. */
  readonly syft: Image;
  /** Finds known vulnerabilities in images, and mistakes in manifests. */
  readonly trivy: Image;
}

/** How a pipeline gets its secrets: by its own short-lived token, from Vault. */
export interface PipelineVault {
  /** Where Vault is, such as `https://vault.example.com`. */
  readonly url: string;
  /** The role that a job of this pipeline logs in with. */
  readonly role: string;
  /**
   * Path of the authentication method for the tokens of jobs.
   * @default "jwt"
   */
  readonly authPath?: string;
  /**
   * Mount of the key-value engine, version 2, that holds the secrets: `ci/cosign` with `private-key` and `password`,
   * `ci/deploy` with `token`, `ci/registry` with `username` and `password`.
   * @default "secret"
   */
  readonly mount?: string;
}

/** A pipeline in full. */
export interface BuildPipelineProps {
  /** What the image is built for: its scan policy decides, and its rendered manifests are verified. */
  readonly environment: Environment;
  /** Name of the image in the catalogue. */
  readonly imageName: string;
  /** Where the image is pushed to, without a tag; its registry is one of the site. */
  readonly repository: string;
  /**
   * The file that knows the digest of every image; the last job changes one line of it.
   * @default "charts/images.json"
   */
  readonly catalogue?: string;
  readonly tools: BuildTools;
  /** Who signs: the half of the key that verifies images, or the identity of this build. */
  readonly signer: ImageSigner;
  readonly vault: PipelineVault;
  /** Where the record of every run goes. */
  readonly auditBucket: AuditBucket;
  /**
   * Where Trivy gets its database of vulnerabilities; a copy, where builds do not reach the internet.
   * @default - where Trivy itself publishes it
   */
  readonly vulnerabilityDatabase?: string;
  /**
   * Tags of the runners that may build: machines apart from the cluster and from those with GPUs.
   * @default ['build']
   */
  readonly runnerTags?: string[];
}
