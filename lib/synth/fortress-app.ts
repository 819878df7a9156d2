import { join, resolve } from 'node:path';
import { App } from 'cdk8s';
import { Construct } from 'constructs';
import { CHECKS } from '../checks/catalog';
import { type Assumption, Assumptions } from '../evidence/assumptions';
import type { Finding } from '../evidence/finding';
import { Judgement } from '../evidence/judgement';
import type { Manifest } from '../manifests/manifest';
import { ManifestSet } from '../manifests/manifest-set';
import { SiteFacts } from '../manifests/site-facts';
import { YamlDocuments } from '../manifests/yaml/yaml-documents';
import { DeliveryContext } from '../notation/delivery-context';
import type { IArtifact } from '../values/artifact';
import type { Environment } from '../values/environment';
import type { Site } from '../values/site';
import { PublishedFolder } from './published-folder';
import { renderApp } from './rendered-app';
import { addSyncWaves } from './sync-waves';
import { SynthesisRefused } from './synthesis-refused';

/** How an app is judged and published. */
export interface FortressAppProps {
  /**
   * The folder that is published: it changes only if everything holds.
   * @default - what cdk8s-cli asks for in CDK8S_OUTDIR; `dist` without it
   */
  readonly outdir?: string;
  /**
   * The same folder as Argo CD sees it, from the root of the repository: the start of every Application's path.
   * @default - outdir
   */
  readonly repositoryPath?: string;
  /**
   * Facts for charts that stand in no environment.
   * @default - none: checks that need the nodes are not applicable
   */
  readonly site?: Site;
}

/** What belongs to an environment beside its charts. */
export interface EnvironmentOptions {
  /**
   * The Application that delivers charts which stand below no other: the root of the environment.
   * @default "platform"
   */
  readonly rootApplication?: string;
  /**
   * Files that are no Kubernetes objects, written to `artifacts/<environment>/`.
   * @default - none
   */
  readonly artifacts?: IArtifact[];
}

/** An environment's folder, with what is published into it. */
interface EnvironmentEntry {
  readonly site?: Site;
  readonly artifacts: readonly IArtifact[];
}

/**
 * A cdk8s App that proves what it renders before it writes: every object is rendered once, gets its sync wave, and is
 * judged with all others. One finding, and nothing is written.
 *
 * Publishes `<outdir>/<environment>/<application>/<chart>.k8s.yaml` for Argo CD, and `evidence/` and `artifacts/` beside
 * it. Charts outside an environment are written as the stock App writes them.
 */
export class FortressApp extends App {
  private readonly published: string;
  private readonly environments = new Map<string, EnvironmentEntry>();

  constructor(props: FortressAppProps = {}) {
    super({ outdir: props.outdir });
    this.published = this.outdir;
    this.node.setContext(DeliveryContext.OUTDIR, props.repositoryPath ?? this.published);
    this.environments.set('', { site: props.site, artifacts: [] });
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
    this.environments.set(environment.name, { site: environment.site, artifacts: options.artifacts ?? [] });
    return scope;
  }

  /**
   * Renders, judges and publishes.
   *
   * @throws with every problem of the run, and leaves all files as they were
   */
  public synth(): void {
    const errors = this.invalidConstructs();
    const rendered = renderApp(this);
    errors.push(...rendered.errors);
    const dist = new Map<string, string>();
    const evidence = new Map<string, string>();
    const findings: Finding[] = [];
    const assumptions: Assumption[] = [];
    for (const [name, manifests] of rendered.environments) {
      const facts = SiteFacts.fromObjects(this.environments.get(name)?.site?.toObjects() ?? []);
      const ordered = addSyncWaves(manifests, new ManifestSet(manifests, facts));
      const all = new ManifestSet(ordered, facts);
      findings.push(...Judgement.of(all, CHECKS).failures);
      assumptions.push(...Assumptions.of(all));
      FortressApp.addFiles(dist, ordered);
      const site = this.environments.get(name)?.site;
      if (site) evidence.set(join(name, 'site.yaml'), YamlDocuments.write(site.toObjects()));
    }
    if (errors.length + findings.length > 0) throw new SynthesisRefused(errors, findings);
    this.publish(dist, evidence);
    for (const { object, assumption } of assumptions) process.stderr.write(`assumed: ${object}: ${assumption}\n`);
  }

  /**
   * The site whose facts an environment is judged with; `''` is for charts that stand in none.
   * @internal
   */
  public _siteOf(environment: string): Site | undefined {
    return this.environments.get(environment)?.site;
  }

  private publish(dist: ReadonlyMap<string, string>, evidence: ReadonlyMap<string, string>): void {
    new PublishedFolder(this.published).publish(dist);
    const asked = process.env.CDK8S_OUTDIR;
    if (asked !== undefined && resolve(asked) !== resolve(this.published)) new PublishedFolder(asked).publish(dist);
    const artifacts = new Map<string, string>();
    for (const [name, entry] of this.environments) {
      for (const artifact of entry.artifacts) artifacts.set(join(name, artifact.fileName), artifact.render());
    }
    const beside = (folder: string) => new PublishedFolder(join(this.published, '..', folder));
    if (evidence.size > 0) beside('evidence').publish(evidence);
    if (artifacts.size > 0) beside('artifacts').publish(artifacts);
  }

  private invalidConstructs(): string[] {
    return this.node.findAll().flatMap(construct => {
      return construct.node.validate().map(problem => `${construct.node.path}: ${problem}`);
    });
  }

  private static addFiles(dist: Map<string, string>, manifests: readonly Manifest[]): void {
    const files = new Map<string, Manifest[]>();
    for (const manifest of manifests) {
      const file = manifest.origin.file ?? '';
      const list = files.get(file);
      if (list) list.push(manifest);
      else files.set(file, [manifest]);
    }
    for (const [file, list] of files) dist.set(file, YamlDocuments.write(list.map(({ object }) => object)));
  }
}
