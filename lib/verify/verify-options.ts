import type { ScopedWaiver, Waiver } from '../evidence/waiver';
import type { Manifest } from '../manifests/manifest';

/** How to judge, and with what. */
export interface VerifyOptions {
  /**
   * Ids of checks, and names of their families, such as `network`.
   * @default - all checks
   */
  readonly only?: readonly string[];
  /**
   * The Pod Security level that is enforced everywhere: `privileged`, `baseline` or `restricted`.
   * @default - what the labels of each namespace say, in each mode
   */
  readonly level?: string;
  /**
   * The edition of the Pod Security Standards: `latest`, or the `v1.N` of a Kubernetes version. One that is newer than all
   * that are known is judged as the latest.
   * @default - what the labels of each namespace say, else the latest
   */
  readonly podSecurityVersion?: string;
  /**
   * What may stay, and the file that says so, or its content.
   * @default - nothing
   */
  readonly waivers?: string | readonly Waiver[];
  /**
   * The waivers of constructs, which match by the construct paths of manifests.
   * @default - none
   */
  readonly scopedWaivers?: readonly ScopedWaiver[];
  /**
   * A file with the findings that are accepted because they were there first; one that is not there accepts nothing.
   * @default - every finding fails that no waiver accepts
   */
  readonly baseline?: string;
  /**
   * Whether the baseline is what is found now, and not what its file says. Nothing is written: see `Verification.baseline`.
   * @default false
   */
  readonly renewBaseline?: boolean;
  /**
   * The facts of the site: a file, or the objects that it holds. Nodes, as `kubectl get nodes -o yaml` prints them, a
   * document of kind Site, and stubs of what is on the cluster and not among the objects that are judged.
   * @default - nothing is known: checks that need nodes are not asked
   */
  readonly site?: string | readonly object[];
  /**
   * The objects of the environment that changes come from, or the files and folders that hold them: what is hardened there has
   * to be hardened here. Nothing is said of those objects themselves.
   * @default - none: nothing is compared
   */
  readonly earlier?: readonly string[] | readonly Manifest[];
  /**
   * The day on which waivers have to hold: `YYYY-MM-DD`.
   * @default - today, in UTC
   */
  readonly date?: string;
  /**
   * Is told what is done next: the file that is read, and then how many objects are judged.
   * @default - nobody is
   */
  readonly onStep?: (step: string) => void;
}
