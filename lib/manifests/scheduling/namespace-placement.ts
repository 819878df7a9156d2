import { Names } from '../../notation/names';
import { Json, type JsonObject } from '../json/json';
import type { Manifest } from '../manifest';

const PREFIX = 'scheduler.alpha.kubernetes.io/';

/** What an annotation says, or why admission cannot read it. */
export interface AnnotationReading<T> {
  /** Undefined where there is no annotation, or it cannot be read. */
  readonly value?: T;
  readonly problem?: string;
}

/**
 * What the annotations of a namespace ask of the pods in it, as the admission plugins PodNodeSelector and
 * PodTolerationRestriction read them. An annotation that they cannot read makes them refuse every pod.
 *
 * https://github.com/kubernetes/kubernetes/blob/v1.36.3/plugin/pkg/admission/podnodeselector/admission.go
 * https://github.com/kubernetes/kubernetes/blob/v1.36.3/plugin/pkg/admission/podtolerationrestriction/admission.go
 */
export class NamespacePlacement {
  public static readonly NODE_SELECTOR = `${PREFIX}node-selector`;
  public static readonly DEFAULT_TOLERATIONS = `${PREFIX}defaultTolerations`;
  public static readonly WHITELIST = `${PREFIX}tolerationsWhitelist`;

  /** The labels that every pod of the namespace selects its node by. */
  public static nodeSelector(namespace: Manifest | undefined): AnnotationReading<Readonly<Record<string, string>>> {
    const text = namespace?.annotations[NamespacePlacement.NODE_SELECTOR];
    if (text === undefined) return {};
    const selector: Record<string, string> = {};
    for (const pair of text === '' ? [] : text.split(',')) {
      const [key, value, ...rest] = pair.split('=').map(part => part.trim());
      const isLabel =
        value !== undefined && rest.length === 0 && Names.isQualifiedName(key) && Names.isLabelValue(value);
      if (!isLabel) return { problem: `${JSON.stringify(pair)} is no label=value` };
      selector[key] = value;
    }
    return { value: selector };
  }

  /** What every pod of the namespace tolerates beside its own. */
  public static defaultTolerations(namespace: Manifest | undefined): AnnotationReading<readonly JsonObject[]> {
    return NamespacePlacement.tolerations(namespace, NamespacePlacement.DEFAULT_TOLERATIONS);
  }

  /** All that a pod of the namespace may tolerate; an empty list allows everything. */
  public static whitelist(namespace: Manifest | undefined): AnnotationReading<readonly JsonObject[]> {
    return NamespacePlacement.tolerations(namespace, NamespacePlacement.WHITELIST);
  }

  private static tolerations(namespace: Manifest | undefined, key: string): AnnotationReading<readonly JsonObject[]> {
    const text = namespace?.annotations[key];
    if (text === undefined) return {};
    try {
      const value: unknown = text === '' ? [] : (JSON.parse(text) ?? []);
      const isList = Array.isArray(value) && value.every(item => item === null || Json.isObject(item));
      return isList ? { value: value.map(Json.object) } : { problem: 'it is no list of tolerations' };
    } catch {
      return { problem: 'it is no JSON' };
    }
  }
}
