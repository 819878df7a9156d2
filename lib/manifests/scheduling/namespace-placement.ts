import { Answers } from '../../notation/answers';
import { Names } from '../../notation/names';
import { Remembered } from '../../notation/remembered';
import { Json, type JsonObject } from '../json/json';
import type { Manifest } from '../manifest';
import type { ManifestSet } from '../manifest-set';
import { PerSet } from '../per-set';

const PREFIX = 'scheduler.alpha.kubernetes.io/';

const KNOWN = new WeakMap<Manifest, NamespacePlacement>();
const REMEMBERED = new Remembered<NamespacePlacement>();

/** What an annotation says, or why admission cannot read it. */
export interface AnnotationReading<T> {
  /** Undefined where there is no annotation, or it cannot be read. */
  readonly value?: T;
  readonly problem?: string;
}

const SELECTORS = new Remembered<AnnotationReading<Readonly<Record<string, string>>>>();
const TOLERATIONS = new Remembered<AnnotationReading<readonly JsonObject[]>>();

/** What admission adds to a pod: one and the same, where annotations say the same. */
export interface AddedPlacement {
  /** Undefined where nothing is added; an empty one lets a pod on every node. */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations: readonly JsonObject[];
}

/**
 * What the annotations of a namespace ask of the pods in it, as the admission plugins PodNodeSelector and
 * PodTolerationRestriction read them. An annotation that they cannot read makes them refuse every pod.
 *
 * https://github.com/kubernetes/kubernetes/blob/v1.36.3/plugin/pkg/admission/podnodeselector/admission.go
 * https://github.com/kubernetes/kubernetes/blob/v1.36.3/plugin/pkg/admission/podtolerationrestriction/admission.go
 */
export class NamespacePlacement {
  public static readonly SELECTOR_PLUGIN = 'PodNodeSelector';
  public static readonly TOLERATION_PLUGIN = 'PodTolerationRestriction';
  public static readonly NODE_SELECTOR = `${PREFIX}node-selector`;
  public static readonly DEFAULT_TOLERATIONS = `${PREFIX}defaultTolerations`;
  public static readonly WHITELIST = `${PREFIX}tolerationsWhitelist`;

  private static readonly SILENT = new NamespacePlacement(undefined, undefined, undefined);
  private static readonly added = new PerSet(({ facts: { admissionPlugins } }) => {
    const isSelecting = admissionPlugins.includes(NamespacePlacement.SELECTOR_PLUGIN);
    const isTolerating = admissionPlugins.includes(NamespacePlacement.TOLERATION_PLUGIN);
    return new Answers(({ nodeSelector, defaultTolerations }: NamespacePlacement): AddedPlacement => {
      return {
        nodeSelector: isSelecting ? nodeSelector.value : undefined,
        tolerations: isTolerating ? (defaultTolerations.value ?? []) : [],
      };
    });
  });

  /** What the annotations of a namespace say, one and the same for namespaces that say the same; nothing, where there is none. */
  public static of(namespace: Manifest | undefined): NamespacePlacement {
    if (!namespace) return NamespacePlacement.SILENT;
    const known = KNOWN.get(namespace);
    if (known) return known;
    const placement = NamespacePlacement.read(namespace.annotations);
    KNOWN.set(namespace, placement);
    return placement;
  }

  private static read(annotations: Readonly<Record<string, string>>): NamespacePlacement {
    const selector = annotations[NamespacePlacement.NODE_SELECTOR];
    const tolerations = annotations[NamespacePlacement.DEFAULT_TOLERATIONS];
    const whitelist = annotations[NamespacePlacement.WHITELIST];
    if (selector === undefined && tolerations === undefined && whitelist === undefined)
      return NamespacePlacement.SILENT;
    const said = `${selector?.length} ${tolerations?.length} ${whitelist?.length} ${selector}${tolerations}${whitelist}`;
    return REMEMBERED.of(said, () => new NamespacePlacement(selector, tolerations, whitelist));
  }

  /**
   * What admission adds to the pods of a namespace. Neither plugin is on by itself: as long as the site does not say that it
   * is, its annotations add nothing.
   */
  public static addedTo(namespace: string, all: ManifestSet): AddedPlacement {
    return NamespacePlacement.added.of(all).of(NamespacePlacement.of(all.namespace(namespace)));
  }

  /** The labels that every pod of the namespace selects its node by. */
  public readonly nodeSelector: AnnotationReading<Readonly<Record<string, string>>>;
  /** What every pod of the namespace tolerates beside its own. */
  public readonly defaultTolerations: AnnotationReading<readonly JsonObject[]>;
  /** All that a pod of the namespace may tolerate; an empty list allows everything. */
  public readonly whitelist: AnnotationReading<readonly JsonObject[]>;

  private constructor(selector: string | undefined, tolerations: string | undefined, whitelist: string | undefined) {
    this.nodeSelector = NamespacePlacement.labels(selector);
    this.defaultTolerations = NamespacePlacement.tolerations(tolerations);
    this.whitelist = NamespacePlacement.tolerations(whitelist);
  }

  private static labels(text: string | undefined): AnnotationReading<Readonly<Record<string, string>>> {
    return text === undefined ? {} : SELECTORS.of(text, () => NamespacePlacement.readLabels(text));
  }

  private static readLabels(text: string): AnnotationReading<Readonly<Record<string, string>>> {
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

  private static tolerations(text: string | undefined): AnnotationReading<readonly JsonObject[]> {
    return text === undefined ? {} : TOLERATIONS.of(text, () => NamespacePlacement.readTolerations(text));
  }

  private static readTolerations(text: string): AnnotationReading<readonly JsonObject[]> {
    try {
      const value: unknown = text === '' ? [] : (JSON.parse(text) ?? []);
      const isList = Array.isArray(value) && value.every(item => item === null || Json.isObject(item));
      return isList ? { value: value.map(Json.object) } : { problem: 'it is no list of tolerations' };
    } catch {
      return { problem: 'it is no JSON' };
    }
  }
}
