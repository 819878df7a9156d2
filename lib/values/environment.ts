import { InvalidValue } from '../notation/invalid-value';
import { Names } from '../notation/names';
import { ScanPolicy } from './scan-policy';
import type { Site } from './site';

/** How an environment differs from production. Nothing here lowers what pods and namespaces are held to. */
export interface EnvironmentProps {
  /**
   * Pods of a service that does not scale by itself.
   * @default 3
   */
  readonly replicas?: number;
  /**
   * Whether workloads may run in a debug mode. A check holds every other environment to it.
   * @default false
   */
  readonly debug?: boolean;
  /**
   * What vulnerabilities of an image do to its way here.
   * @default - HIGH and CRITICAL end the build
   */
  readonly scan?: ScanPolicy;
  /**
   * The environment that a change has passed before it comes here. What pods and namespaces are held to there, they are held to
   * here: checks compare what is rendered for both.
   * @default - none: nothing is compared
   */
  readonly promotedFrom?: Environment;
}

/** One cluster with its own site facts, rendered into a folder of its own. */
export class Environment {
  /**
   * Names an environment. What is not said is as in production.
   *
   * @param name such as `prod`; the folder `dist/<name>`
   * @param site the cluster it runs on
   * @throws if the name is no DNS label, replicas no whole number above zero, or the scan milder or debug mode looser than in the
   * environment before
   */
  public static of(name: string, site: Site, props: EnvironmentProps = {}): Environment {
    const { replicas = 3, debug = false, scan = ScanPolicy.fail(), promotedFrom } = props;
    if (!Number.isInteger(replicas) || replicas < 1) {
      throw new InvalidValue('replicas of an environment', 'a whole number above zero', replicas);
    }
    if (promotedFrom && scan.isMilderThan(promotedFrom.scan)) {
      throw new Error(`the scan of ${name} is milder than that of ${promotedFrom.name}; make it as strict`);
    }
    if (debug && promotedFrom && !promotedFrom.debug) {
      throw new Error(`${name} allows debug modes, and ${promotedFrom.name} before it does not; take debug: true away`);
    }
    return new Environment(Names.dnsLabel('environment', name), site, replicas, debug, scan, promotedFrom);
  }

  private constructor(
    public readonly name: string,
    public readonly site: Site,
    /** Pods of a service that does not scale by itself. */
    public readonly replicas: number,
    /** Whether workloads may run in a debug mode. */
    public readonly debug: boolean,
    /** What vulnerabilities of an image do to its way here. */
    public readonly scan: ScanPolicy,
    /** The environment that a change has passed before it comes here. */
    public readonly promotedFrom?: Environment,
  ) {}

  /**
   * The environment as the documents of a site file: those of its site, whose document of kind Site says too whether
   * debug modes are allowed.
   */
  public toObjects(): any[] {
    const objects = this.site.toObjects();
    if (!this.debug) return objects;
    return objects.map(object =>
      object.kind === 'Site' ? { ...object, spec: { ...object.spec, debug: true } } : object,
    );
  }
}
