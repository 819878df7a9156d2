import { Json } from '../json/json';
import { JsonField } from '../json/json-field';
import { keyPath } from '../json/key-path';
import type { Manifest } from '../manifest';

/** By this label the sidecar of Grafana's Helm chart finds dashboards. */
const LABEL = 'grafana_dashboard';

const KNOWN = new WeakMap<Manifest, readonly Dashboard[]>();

/** A file with a dashboard, in a ConfigMap. */
export interface Dashboard {
  /** Path of the file, such as `data[costs.json]`. */
  readonly path: string;
  /** The dashboard itself; undefined for a text that is no JSON object. */
  readonly model: JsonField | undefined;
  /** Whether it is wrapped as Grafana's API takes it, and its files do not. */
  readonly isWrapped: boolean;
}

/** The dashboards that a ConfigMap gives to Grafana: files of one that has the label, and any file that looks like one. */
export class Dashboards {
  public static in(manifest: Manifest): readonly Dashboard[] {
    if (manifest.kind !== 'ConfigMap' || manifest.group !== '') return [];
    const known = KNOWN.get(manifest) ?? Dashboards.read(manifest);
    KNOWN.set(manifest, known);
    return known;
  }

  /** The places of all expressions, those of panels in rows too. */
  public static expressions({ model }: Dashboard): readonly JsonField[] {
    const panels = model?.items('panels') ?? [];
    return panels
      .flatMap(panel => [panel, ...panel.items('panels')])
      .flatMap(panel => panel.items('targets'))
      .map(target => target.at('expr'))
      .filter(({ text }) => text !== undefined);
  }

  private static read(manifest: Manifest): readonly Dashboard[] {
    const isLabelled = LABEL in manifest.labels;
    return Object.entries(Json.texts(manifest.object.data))
      .filter(([key, text]) => key.endsWith('.json') && (isLabelled || text.includes('"panels"')))
      .map(([key, text]) => Dashboards.parse(keyPath('data', key), text));
  }

  private static parse(path: string, text: string): Dashboard {
    try {
      const file = new JsonField(JSON.parse(text), path);
      const wrapped = file.at('dashboard');
      if (wrapped.isObject) return { path, model: wrapped, isWrapped: true };
      return { path, model: file.isObject ? file : undefined, isWrapped: false };
    } catch {
      return { path, model: undefined, isWrapped: false };
    }
  }
}
