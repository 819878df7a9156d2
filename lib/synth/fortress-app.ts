import { App } from 'cdk8s';
import { Construct } from 'constructs';
import type { Check } from '../checks/check';
import { DeliveryContext } from '../notation/delivery-context';
import type { IArtifact } from '../values/artifact';
import type { Environment } from '../values/environment';
import './construct-trace';
import type { GateProps } from './gate-props';
import type { EnvironmentEntry } from './synthesis';

/** How an app is judged and published. */
export interface FortressAppProps extends GateProps {
  /**
   * The folder that is published: it changes only if everything holds. The folder that cdk8s-cli asks for in CDK8S_OUTDIR
   * has to be another one, for the CLI deletes it before each run, and gets a copy.
   * @default "dist"
   */
  readonly outdir?: string;
  /**
   * The same folder as Argo CD sees it, from the root of the repository: the start of every Application's path.
   * @default - outdir
   */
  readonly repositoryPath?: string;
  /**
   * Construct paths of what to synthesize alone: environments such as `prod`, charts such as `prod/tenant-a`. Their files get
   * the same bytes as in a full run, and no other file changes. An environment is judged as a whole in any case; its evidence
   * is written when it is published as a whole.
   * @default - FORTRESS_ONLY, paths with commas between them; everything without it
   */
  readonly only?: string[];
  /**
   * What held data and is meant to go, of charts that stand in no environment: see `EnvironmentOptions`.
   * @default - none
   */
  readonly removedData?: string[];
}

/** What belongs to an environment beside its charts. */
export interface EnvironmentOptions {
  /**
   * The Application that delivers charts which stand below no other.
   * @default "platform"
   */
  readonly rootApplication?: string;
  /**
   * Files that are no Kubernetes objects, written to `artifacts/<environment>/`.
   * @default - none
   */
  readonly artifacts?: IArtifact[];
  /**
   * Path of a committed file with the findings that are accepted because they were there first. Run once with
   * FORTRESS_UPDATE_BASELINE=1 in the environment to write it.
   * @default - none: every finding fails
   */
  readonly baseline?: string;
  /**
   * What held data and is meant to go: `Namespace tenant-c` with all that is in it, `PersistentVolumeClaim minio/data`,
   * `StatefulSet db/postgres`, `CustomResourceDefinition widgets.example.com`. Without, a run is refused in which such an
   * object, published before, is no longer rendered: removed, renamed, or forgotten.
   * @default - none
   */
  readonly removedData?: string[];
}

/**
 * A cdk8s App that proves what it renders before it writes: every object is rendered once, gets its sync wave, and is
 * judged with all others. One finding, and nothing is written.
 *
 * Publishes `<outdir>/<environment>/<application>/<chart>.k8s.yaml` for Argo CD, and `evidence/` and `artifacts/` beside
 * it. Charts outside an environment are written as the stock App writes them.
 */
export class FortressApp extends App {
  private readonly only?: string[];
  private readonly environments = new Map<string, EnvironmentEntry>();

  constructor(private readonly props: FortressAppProps = {}) {
    super({ outdir: props.outdir ?? 'dist' });
    this.only = props.only ?? process.env.FORTRESS_ONLY?.split(',');
    this.node.setContext(DeliveryContext.OUTDIR, props.repositoryPath ?? this.outdir);
    const { site, baseline, removedData = [] } = props;
    this.environments.set('', { site, baseline, artifacts: [], removedData });
  }

  /**
   * Adds an environment: charts below the returned scope are rendered into its folder, and judged with its site's facts.
   *
   * @throws if there is one of that name already
   */
  public addEnvironment(environment: Environment, options: EnvironmentOptions = {}): Construct {
    const scope = new Construct(this, environment.name);
    scope.node.setContext(DeliveryContext.ENVIRONMENT, environment.name);
    scope.node.setContext(DeliveryContext.APPLICATION, options.rootApplication ?? 'platform');
    const { artifacts = [], baseline, removedData = [] } = options;
    const earlier = environment.promotedFrom?.name;
    this.environments.set(environment.name, { site: environment, earlier, baseline, artifacts, removedData });
    return scope;
  }

  /**
   * Renders, judges and publishes.
   *
   * @throws with every problem of the run, and leaves all files as they were
   */
  public synth(): void {
    // Only who synthesizes needs the judge: whoever tests a chart should not wait for it.
    const { SynthesisRun } = require('./synthesis-run') as typeof import('./synthesis-run');
    SynthesisRun.of(this, this.props, this.environments, this.only, this._checks());
  }

  /**
   * What an environment is judged with; `''` is for charts that stand in none.
   *
   * @internal
   */
  public _environment(name: string): EnvironmentEntry | undefined {
    return this.environments.get(name);
  }

  /**
   * What objects are judged by, if not by all checks.
   *
   * @internal
   */
  protected _checks(): readonly Check[] | undefined {
    return undefined;
  }
}
