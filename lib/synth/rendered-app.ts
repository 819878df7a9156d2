import { ApiObject, type Chart, Names } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { Manifest } from '../manifests/manifest';
import { DeliveryContext } from '../notation/delivery-context';
import { Grouped } from '../notation/grouped';
import { ObjectRenderer } from './object-renderer';
import type { Selection } from './selection';

/** What was rendered, and what could not be. */
export interface RenderedApp {
  /** Objects by environment; `''` for what stands in none. */
  readonly environments: ReadonlyMap<string, readonly Manifest[]>;
  /** Construct paths of the charts by the files that they are written to. */
  readonly charts: ReadonlyMap<string, string>;
  /** What each object has to come after, because its construct says so. */
  readonly dependencies: ReadonlyMap<Manifest, readonly Manifest[]>;
  /** What is invalid or could not be rendered, and why. */
  readonly errors: readonly string[];
}

interface Place {
  readonly environment: string;
  /** Whether what stands there is rendered. */
  readonly isNeeded: boolean;
  readonly application?: string;
  readonly file: string;
}

/** Walks a tree once: validates every construct, renders every object, and says where its file is. */
export class AppRenderer {
  public static render(app: IConstruct, selection: Selection): RenderedApp {
    const renderer = new AppRenderer(selection);
    for (const construct of app.node.findAll()) renderer.visit(construct);
    const { environments, charts, errors } = renderer;
    errors.push(...selection.problems([...charts.values()]));
    return { environments, charts, errors, dependencies: renderer.dependencies() };
  }

  private readonly environments = new Map<string, Manifest[]>();
  private readonly charts = new Map<string, string>();
  private readonly errors: string[] = [];
  private readonly places = new Map<Chart, Place>();
  private readonly manifests = new Map<IConstruct, Manifest>();
  /** Constructs by what they depend on. */
  private readonly declared = new Map<IConstruct, readonly IConstruct[]>();

  private constructor(private readonly selection: Selection) {}

  private visit(construct: IConstruct): void {
    const { node } = construct;
    for (const problem of node.validate()) this.errors.push(`${node.path}: ${problem}`);
    const { dependencies } = node;
    if (dependencies.length > 0) this.declared.set(construct, dependencies);
    if (!ApiObject.isApiObject(construct)) return;
    const { environment, isNeeded, application, file } = this.placeOf(construct.chart);
    if (!isNeeded) return;
    const constructPath = node.path;
    try {
      const object = ObjectRenderer.render(construct);
      const manifest = new Manifest(object, { constructPath, application, file });
      this.manifests.set(construct, manifest);
      Grouped.add(this.environments, environment, manifest);
    } catch (error) {
      this.errors.push(error instanceof Error ? error.message : String(error));
    }
  }

  private placeOf(chart: Chart): Place {
    const known = this.places.get(chart);
    if (known) return known;
    const place = this.newPlace(chart);
    const { path } = chart.node;
    const other = this.charts.get(place.file);
    if (other !== undefined) {
      this.errors.push(`charts ${other} and ${path} both write ${place.file}; give one another id`);
    }
    this.places.set(chart, place);
    this.charts.set(place.file, path);
    return place;
  }

  /** `<environment>/<application>/<chart>.k8s.yaml`; outside an environment, where the stock App writes it. */
  private newPlace(chart: Chart): Place {
    const environment = AppRenderer.contextOf(chart, DeliveryContext.ENVIRONMENT);
    const isNeeded = this.selection.needsEnvironment(environment ?? '');
    const application = AppRenderer.contextOf(chart, DeliveryContext.APPLICATION);
    const folders = [environment, application].filter(folder => folder !== undefined);
    const name = folders.length > 0 ? chart.node.id : Names.toDnsLabel(chart);
    return { environment: environment ?? '', isNeeded, application, file: [...folders, `${name}.k8s.yaml`].join('/') };
  }

  private static contextOf(construct: IConstruct, key: string): string | undefined {
    const value = construct.node.tryGetContext(key);
    return typeof value === 'string' ? value : undefined;
  }

  /** What `addDependency` says of constructs, said of the objects at and below them. */
  private dependencies(): ReadonlyMap<Manifest, readonly Manifest[]> {
    const needs = new Map<Manifest, Manifest[]>();
    const below = (construct: IConstruct) => construct.node.findAll().flatMap(each => this.manifests.get(each) ?? []);
    for (const [source, dependencies] of this.declared) {
      const targets = dependencies.flatMap(below);
      if (targets.length === 0) continue;
      for (const manifest of below(source)) needs.set(manifest, [...(needs.get(manifest) ?? []), ...targets]);
    }
    return needs;
  }
}
