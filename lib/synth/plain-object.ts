import { ApiObject, ApiObjectMetadataDefinition, App, Lazy } from 'cdk8s';
import type { JsonObject } from '../manifests/json/json';
import { PlainData } from '../manifests/json/plain-data';

type Values = Readonly<Record<string, unknown>>;

/** What an ApiObject keeps to itself. */
interface ApiObjectState {
  readonly props: Values;
  readonly patches: readonly unknown[];
}

/** What its metadata keep to themselves. */
interface MetadataState {
  readonly _additionalAttributes: Values;
  readonly labels: Values;
  readonly annotations: Values;
  readonly finalizers: readonly unknown[];
  readonly ownerReferences: readonly unknown[];
}

/** Resolvers that every App has: of lazy values, of tokens, and of numbers that may be text. */
const BUILT_IN_RESOLVERS = 3;
const HEAD = ['apiVersion', 'kind', 'metadata'];

/** That an object has to be rendered the long way. */
const NOT_PLAIN = new Error('not plain data');

/**
 * Renders an object that is plain data, lazy values included, in one walk that gives the same as `toJson()`.
 *
 * cdk8s asks every value of an object for three kinds of tokens, and looks for the App each time; most objects hold none.
 * What is rendered as it stands in the props is not copied: from here on all is only read.
 */
export class PlainObject {
  /** The rendered object, or undefined if `toJson()` has to do it. */
  public static tryRender(construct: ApiObject): JsonObject | undefined {
    const { props, patches } = construct as unknown as Partial<ApiObjectState>;
    if (!props || patches?.length !== 0 || !PlainObject.isOrdinary(construct)) return undefined;
    try {
      const rendered: Record<string, unknown> = {
        apiVersion: props.apiVersion,
        kind: props.kind,
        metadata: PlainObject.metadata(construct),
      };
      const keys = PlainObject.sorted(Object.keys(props));
      for (let index = 0; index < keys.length; index++) {
        const key = keys[index];
        if (HEAD.includes(key)) continue;
        const value = PlainObject.value(props[key]);
        if (value !== undefined && value !== null) rendered[key] = value;
      }
      return rendered;
    } catch {
      // Whatever it is, cdk8s says it better.
      return undefined;
    }
  }

  private static isOrdinary(construct: ApiObject): boolean {
    if (construct.toJson !== ApiObject.prototype.toJson || process.env.CDK8S_DISABLE_SORT) return false;
    return App.of(construct).resolvers?.length === BUILT_IN_RESOLVERS;
  }

  private static value(this: void, value: unknown): unknown {
    if (typeof value !== 'object' || value === null) {
      if (PlainData.isScalar(value) || value === undefined) return value;
      throw NOT_PLAIN;
    }
    if (Array.isArray(value)) return PlainObject.list(value);
    if (value instanceof Lazy) return PlainObject.value(value.produce());
    if (value.constructor !== Object || typeof (value as { resolve?: unknown }).resolve === 'function') throw NOT_PLAIN;
    return PlainObject.map(value as Values, PlainObject.value);
  }

  /** The map itself, if it is rendered as it stands. */
  private static map(map: Values, render: (value: unknown) => unknown): Values {
    const keys = Object.keys(map);
    let rendered: Record<string, unknown> | undefined;
    if (!PlainObject.isSorted(keys)) {
      keys.sort();
      rendered = {};
    }
    for (let index = 0; index < keys.length; index++) {
      const key = keys[index];
      const value = map[key];
      const below = render(value);
      const isKept = below !== undefined && below !== null;
      if (!rendered) {
        if (isKept && below === value && key !== '__proto__') continue;
        rendered = PlainObject.copy(map, keys, index);
      }
      if (isKept) rendered[key] = below;
    }
    return rendered ?? map;
  }

  /** Most are sorted already. */
  private static sorted(keys: string[]): readonly string[] {
    return PlainObject.isSorted(keys) ? keys : keys.sort();
  }

  private static isSorted(keys: readonly string[]): boolean {
    for (let index = 1; index < keys.length; index++) if (keys[index] < keys[index - 1]) return false;
    return true;
  }

  private static copy(map: Values, keys: readonly string[], count: number): Record<string, unknown> {
    const copy: Record<string, unknown> = {};
    for (let index = 0; index < count; index++) copy[keys[index]] = map[keys[index]];
    return copy;
  }

  /** Metadata show nothing that is empty. */
  private static metadata({ metadata }: ApiObject): Values {
    if (metadata.toJson !== ApiObjectMetadataDefinition.prototype.toJson) throw NOT_PLAIN;
    const { _additionalAttributes, labels, annotations, finalizers, ownerReferences } =
      metadata as unknown as MetadataState;
    const { name, namespace } = metadata;
    const own: Values = { annotations, finalizers, labels, name, namespace, ownerReferences };
    const isAll = Object.keys(_additionalAttributes).every(key => Object.hasOwn(own, key));
    return PlainObject.map(isAll ? own : { ..._additionalAttributes, ...own }, PlainObject.valueInMetadata);
  }

  private static valueInMetadata(this: void, value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return PlainObject.value(value);
    if (Array.isArray(value) || value.constructor !== Object) {
      const rendered = PlainObject.value(value);
      const isText = Array.isArray(rendered) && rendered.every(item => typeof item !== 'object');
      if (!isText) throw NOT_PLAIN;
      return rendered.length === 0 ? undefined : rendered;
    }
    const map = PlainObject.map(value as Values, PlainObject.valueInMetadata);
    return Object.keys(map).length === 0 ? undefined : map;
  }

  /** The list itself, if it is rendered as it stands. */
  private static list(list: readonly unknown[]): readonly unknown[] {
    let rendered: unknown[] | undefined;
    for (let index = 0; index < list.length; index++) {
      const item = list[index];
      const value = PlainObject.value(item);
      if (value === undefined || value === null) throw NOT_PLAIN;
      if (value !== item) rendered ??= list.slice(0, index);
      rendered?.push(value);
    }
    return rendered ?? list;
  }
}
