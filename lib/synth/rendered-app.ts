import { ApiObject, Chart, Names } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { JsonObject } from '../manifests/json/json';
import { Manifest } from '../manifests/manifest';
import { DeliveryContext } from '../notation/delivery-context';

/** What was rendered, and what could not be. */
export interface RenderedApp {
  /** Objects by environment; `''` for what stands in none. */
  readonly environments: ReadonlyMap<string, readonly Manifest[]>;
  /** What could not be rendered, and why. */
  readonly errors: readonly string[];
}

/** Renders every object of a tree once, and says where its file is. */
export function renderApp(app: IConstruct): RenderedApp {
  const environments = new Map<string, Manifest[]>();
  const errors: string[] = [];
  const places = new Map<Chart, Place>();
  const files = new Map<string, Chart>();
  for (const construct of app.node.findAll()) {
    if (!ApiObject.isApiObject(construct)) continue;
    const chart = Chart.of(construct);
    let place = places.get(chart);
    if (!place) {
      place = placeOf(chart);
      places.set(chart, place);
      const other = files.get(place.file);
      if (other)
        errors.push(`charts ${other.node.path} and ${chart.node.path} both write ${place.file}; give one another id`);
      files.set(place.file, chart);
    }
    try {
      const { environment, application, file } = place;
      const object: JsonObject = construct.toJson();
      const manifest = new Manifest(object, { constructPath: construct.node.path, application, file });
      const list = environments.get(environment) ?? [];
      list.push(manifest);
      environments.set(environment, list);
    } catch (error) {
      errors.push(error instanceof Error ? error.message : String(error));
    }
  }
  return { environments, errors };
}

interface Place {
  readonly environment: string;
  readonly application?: string;
  readonly file: string;
}

/** `<environment>/<application>/<chart>.k8s.yaml`; outside an environment, where the stock App writes it. */
function placeOf(chart: Chart): Place {
  const environment = textOf(chart, DeliveryContext.ENVIRONMENT);
  const application = textOf(chart, DeliveryContext.APPLICATION);
  const folders = [environment, application].filter(folder => folder !== undefined);
  const name = folders.length > 0 ? chart.node.id : Names.toDnsLabel(chart);
  return { environment: environment ?? '', application, file: [...folders, `${name}.k8s.yaml`].join('/') };
}

function textOf(construct: IConstruct, key: string): string | undefined {
  const value = construct.node.tryGetContext(key);
  return typeof value === 'string' ? value : undefined;
}
