import { join } from 'node:path';
import type { IConstruct } from 'constructs';
import { type Assumption, Assumptions } from '../evidence/assumptions';
import type { Manifest } from '../manifests/manifest';
import { ManifestSet } from '../manifests/manifest-set';
import { SiteFacts } from '../manifests/site-facts';
import type { IArtifact } from '../values/artifact';
import type { Site } from '../values/site';
import { evidenceFiles } from './evidence-files';
import type { Gate } from './gate';
import { LateFile } from './publish/late-file';
import type { Output } from './publish/output-folders';
import type { PublishedFile } from './publish/published-folder';
import { AppRenderer, type RenderedApp } from './rendered-app';
import { RenderedFiles } from './rendered-files';
import type { Selection } from './selection';
import { SyncWaves } from './sync-waves';

/** An environment's folder, with what is published into it beside its charts. */
export interface EnvironmentEntry {
  /** What tells the documents of its site file. */
  readonly site?: Pick<Site, 'toObjects'>;
  /** Name of the environment that it is compared with. */
  readonly earlier?: string;
  readonly baseline?: string;
  readonly artifacts: readonly IArtifact[];
  /** What held data and is meant to go, such as `Namespace tenant-c`. */
  readonly removedData: readonly string[];
}

/** One run over an app: renders once, orders once, has it judged once. Touches no file. */
export class Synthesis {
  /**
   * Runs it.
   *
   * @param environments by name; `''` for the charts outside of them
   * @param gate what judges the objects
   */
  public static of(
    app: IConstruct,
    environments: ReadonlyMap<string, EnvironmentEntry>,
    selection: Selection,
    gate: Gate,
  ): Synthesis {
    const rendered = AppRenderer.render(app, selection);
    const synthesis = new Synthesis(rendered, environments, selection, gate);
    for (const error of rendered.errors) synthesis.errors.push(error);
    for (const name of rendered.environments.keys())
      if (selection.includesEnvironment(name)) synthesis.addEnvironment(name);
    for (const [name, { artifacts }] of environments)
      if (selection.isWhole(name)) synthesis.addArtifacts(name, artifacts);
    return synthesis;
  }

  /** What could not be rendered or ordered, and why. */
  public readonly errors: string[] = [];
  public readonly assumptions: Assumption[] = [];
  /** All objects of each environment, as they were judged. */
  public readonly judged = new Map<string, ManifestSet>();

  private readonly objects = new Map<string, ManifestSet>();
  private readonly dist = new Map<string, PublishedFile>();
  private readonly evidence = new Map<string, PublishedFile>();
  private readonly artifacts = new Map<string, PublishedFile>();

  private constructor(
    private readonly rendered: RenderedApp,
    private readonly environments: ReadonlyMap<string, EnvironmentEntry>,
    private readonly selection: Selection,
    private readonly gate: Gate,
  ) {}

  /** What is to be published, if nothing speaks against it. */
  public get output(): Output {
    const { dist, evidence, artifacts, judged, gate } = this;
    return {
      dist,
      evidence,
      artifacts,
      baselines: gate.baselines,
      get constructPaths() {
        return Synthesis.constructPaths([...judged.values()]);
      },
    };
  }

  private static constructPaths(judged: readonly ManifestSet[]): ReadonlyMap<string, string> {
    const manifests = judged.flatMap(all => all.manifests);
    return new Map(manifests.map(({ name, origin }) => [name, origin.constructPath ?? '']));
  }

  private addEnvironment(name: string): void {
    const { site, baseline } = this.environments.get(name) ?? {};
    const documents = site?.toObjects();
    const all = this.objectsOf(name);
    this.judged.set(name, all);
    const verdict = this.gate.judge(name, all, baseline);
    const assumptions = Assumptions.of(all);
    for (const assumption of assumptions) this.assumptions.push(assumption);
    const files = this.addCharts(all.manifests);
    if (!this.selection.isWhole(name)) return;
    for (const [file, made] of evidenceFiles({ name, site: documents, all, verdict, assumptions }, files)) {
      this.evidence.set(join(name, file), made);
    }
  }

  /** The objects of an environment, in their waves; of one that is judged, with those of the environment before. */
  private objectsOf(name: string): ManifestSet {
    const known = this.objects.get(name);
    if (known) return known;
    const { site, earlier } = this.environments.get(name) ?? {};
    const manifests = this.rendered.environments.get(name) ?? [];
    const before =
      earlier === undefined || !this.selection.includesEnvironment(name) ? undefined : this.earlier(name, earlier);
    const facts = SiteFacts.fromObjects(site?.toObjects() ?? []);
    const all = this.ordered(new ManifestSet(manifests, facts, { earlier: before }));
    this.objects.set(name, all);
    return all;
  }

  private earlier(name: string, earlier: string): ManifestSet {
    if (!this.rendered.environments.has(earlier)) {
      this.errors.push(
        `environment ${name} is promoted from ${earlier}, of which nothing is rendered; add it to the app`,
      );
    }
    return this.objectsOf(earlier);
  }

  private addArtifacts(name: string, artifacts: readonly IArtifact[]): void {
    const objects = this.judged.get(name)?.manifests.map(({ object }) => object) ?? [];
    for (const artifact of artifacts) {
      const file = join(name, artifact.fileName);
      try {
        this.artifacts.set(file, { content: artifact.render(objects) });
      } catch (error) {
        this.errors.push(`artifact ${file}: ${error instanceof Error ? error.message : error}`);
      }
    }
  }

  private ordered(all: ManifestSet): ManifestSet {
    try {
      return new ManifestSet(SyncWaves.added(all, this.rendered.dependencies), all.facts, all.options);
    } catch (error) {
      this.errors.push(error instanceof Error ? error.message : String(error));
      return all;
    }
  }

  /** Adds the files of the charts that are selected. */
  private addCharts(manifests: readonly Manifest[]): RenderedFiles {
    const sourceOf = (file = '') => this.rendered.charts.get(file) ?? '';
    const selected = manifests.filter(({ origin }) => this.selection.includesChart(sourceOf(origin.file)));
    const files = new RenderedFiles(selected);
    for (const file of files.names) this.dist.set(file, new LateFile(() => files.textOf(file), sourceOf(file)));
    return files;
  }
}
