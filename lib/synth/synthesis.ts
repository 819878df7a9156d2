import { join } from 'node:path';
import type { IConstruct } from 'constructs';
import type { Check } from '../checks/check';
import { type Assumption, Assumptions } from '../evidence/assumptions';
import type { Finding } from '../evidence/finding';
import { Judgement } from '../evidence/judgement';
import type { Manifest } from '../manifests/manifest';
import { ManifestSet } from '../manifests/manifest-set';
import { SiteFacts } from '../manifests/site-facts';
import { YamlDocuments } from '../manifests/yaml/yaml-documents';
import type { IArtifact } from '../values/artifact';
import type { Site } from '../values/site';
import type { Output } from './publish/output-folders';
import type { PublishedFile } from './publish/published-folder';
import { AppRenderer, type RenderedApp } from './rendered-app';
import type { Selection } from './selection';
import { SyncWaves } from './sync-waves';

/** An environment's folder, with what is published into it beside its charts. */
export interface EnvironmentEntry {
  readonly site?: Site;
  readonly artifacts: readonly IArtifact[];
}

/** One run over an app: renders once, orders once, judges once. Touches no file. */
export class Synthesis {
  /**
   * Runs it.
   *
   * @param environments by name; `''` for the charts outside of them
   * @param checks what the objects are judged by
   */
  public static of(
    app: IConstruct,
    environments: ReadonlyMap<string, EnvironmentEntry>,
    selection: Selection,
    checks: readonly Check[],
  ): Synthesis {
    const rendered = AppRenderer.render(app, selection);
    const synthesis = new Synthesis(rendered, environments, selection, checks);
    synthesis.errors.push(...rendered.errors);
    for (const [name, manifests] of rendered.environments) synthesis.addEnvironment(name, manifests);
    for (const [name, { artifacts }] of environments)
      if (selection.isWhole(name)) synthesis.addArtifacts(name, artifacts);
    return synthesis;
  }

  /** What could not be rendered or ordered, and why. */
  public readonly errors: string[] = [];
  public readonly findings: Finding[] = [];
  public readonly assumptions: Assumption[] = [];

  private readonly dist = new Map<string, PublishedFile>();
  private readonly evidence = new Map<string, PublishedFile>();
  private readonly artifacts = new Map<string, PublishedFile>();
  private readonly constructPaths = new Map<string, string>();

  private constructor(
    private readonly rendered: RenderedApp,
    private readonly environments: ReadonlyMap<string, EnvironmentEntry>,
    private readonly selection: Selection,
    private readonly checks: readonly Check[],
  ) {}

  /** What is to be published, if nothing speaks against it. */
  public get output(): Output {
    const { dist, evidence, artifacts, constructPaths } = this;
    return { dist, evidence, artifacts, constructPaths };
  }

  private addEnvironment(name: string, manifests: readonly Manifest[]): void {
    const { site } = this.environments.get(name) ?? {};
    const siteObjects = site?.toObjects() ?? [];
    const facts = SiteFacts.fromObjects(siteObjects);
    const all = this.ordered(new ManifestSet(manifests, facts));
    this.findings.push(...Judgement.of(all, this.checks).failures);
    this.assumptions.push(...Assumptions.of(all));
    this.addCharts(all.manifests);
    if (site && this.selection.isWhole(name)) {
      this.evidence.set(join(name, 'site.yaml'), { content: YamlDocuments.write(siteObjects) });
    }
  }

  private addArtifacts(name: string, artifacts: readonly IArtifact[]): void {
    for (const artifact of artifacts) this.artifacts.set(join(name, artifact.fileName), { content: artifact.render() });
  }

  private ordered(all: ManifestSet): ManifestSet {
    try {
      return new ManifestSet(SyncWaves.added(all, this.rendered.dependencies), all.facts);
    } catch (error) {
      this.errors.push(error instanceof Error ? error.message : String(error));
      return all;
    }
  }

  private addCharts(manifests: readonly Manifest[]): void {
    const files = new Map<string, Manifest[]>();
    for (const manifest of manifests) {
      const { file = '', constructPath = '' } = manifest.origin;
      this.constructPaths.set(manifest.name, constructPath);
      const list = files.get(file);
      if (list) list.push(manifest);
      else files.set(file, [manifest]);
    }
    for (const [file, list] of files) {
      const source = this.rendered.charts.get(file) ?? '';
      if (!this.selection.includesChart(source)) continue;
      this.dist.set(file, { content: YamlDocuments.write(list.map(({ object }) => object)), source });
    }
  }
}
