import type { Site } from '../values/site';
import type { VerifyOptions } from '../verify/verify-options';

/** How a matcher judges. */
export interface MatcherOptions extends Omit<VerifyOptions, 'site' | 'onStep'> {
  /**
   * The facts of the site: a Site, a site file, or the objects that it holds.
   * @default - those of the environment of a FortressApp; nothing is known elsewhere, and checks that need nodes are not asked
   */
  readonly site?: Site | string | readonly object[];
}

/** Which finding is expected. */
export interface FindingOptions extends MatcherOptions {
  /**
   * The object, as messages name it: `Deployment tenant-a/model-api`.
   * @default - any
   */
  readonly object?: string;
  /**
   * Exact path of the field.
   * @default - any
   */
  readonly path?: string;
}

/** Which edition of a Pod Security Standard pods are held to. */
export interface StandardOptions {
  /**
   * `latest` or `v1.N`.
   * @default - what the labels of their namespaces say, else the latest
   */
  readonly version?: string;
}

/** Where an Application would deliver to. */
export interface ProjectOptions {
  /**
   * Address of the cluster's API server.
   * @default - the cluster that Argo CD runs on
   */
  readonly server?: string;
}
