import { FieldPath, type FieldSegments } from './json/field-path';
import { Json, type JsonObject } from './json/json';
import type { ParsedDocument, RepeatedKey } from './yaml/parsed-document';

/** An object of a document, or what is wrong with it. */
export type FoundObject =
  | {
      readonly object: JsonObject;
      readonly line: number;
      /** Where it stands in the lists of its document. */
      readonly item: FieldSegments;
      /** With paths in the object. */
      readonly repeatedKeys: readonly RepeatedKey[];
    }
  | { readonly problem: string; readonly line: number };

/** A value of a document that may be an object, or a list of them. */
interface Candidate {
  readonly value: unknown;
  readonly line: number;
  readonly item: FieldSegments;
  readonly repeatedKeys: readonly RepeatedKey[];
}

/**
 * The objects of a document: itself, or what its lists hold, and theirs.
 *
 * To kubectl and Argo CD whatever has `items` is a list, of whatever kind; elements that say neither kind nor apiVersion
 * have those of the list: a PodList has Pods. An object with a name of its own, and of a kind that is no list, is judged
 * too, for the API server would take it as it stands.
 * https://github.com/kubernetes/apimachinery/blob/v0.36.3/pkg/apis/meta/v1/unstructured/helpers.go
 */
export class ManifestList {
  public static *unpack({ value, line, repeatedKeys, itemLines }: ParsedDocument): Generator<FoundObject> {
    yield* ManifestList.open({ value, line, item: [], repeatedKeys }, itemLines);
  }

  private static *open(candidate: Candidate, itemLines: readonly (number | undefined)[] = []): Generator<FoundObject> {
    const { value, line, item, repeatedKeys } = candidate;
    const what = item.length === 0 ? 'the document' : FieldPath.of(item);
    if (!Json.isObject(value)) {
      yield { problem: `${what} must be an object, got ${ManifestList.show(value)}`, line };
      return;
    }
    const isNamed = ManifestList.isNamed(value);
    const isOfListKind = typeof value.kind === 'string' && value.kind.endsWith('List');
    const isList = Array.isArray(value.items) || (isOfListKind && !isNamed);
    const missing = ManifestList.missing(value, isNamed || isList);
    if (missing !== '') {
      yield { problem: `${what} is no Kubernetes object: it has ${missing}`, line };
      return;
    }
    const isObject = !isList || (isNamed && !isOfListKind);
    if (isObject)
      yield {
        object: value,
        line,
        item,
        repeatedKeys: repeatedKeys.filter(({ path }) => !isList || path[0] !== 'items' || path.length < 3),
      };
    if (isList) yield* ManifestList.openItems(candidate, value, isObject, itemLines);
  }

  private static *openItems(
    { line, item, repeatedKeys }: Candidate,
    list: JsonObject,
    isObject: boolean,
    itemLines: readonly (number | undefined)[],
  ): Generator<FoundObject> {
    if (list.items !== undefined && list.items !== null && !Array.isArray(list.items)) {
      yield {
        problem: `${FieldPath.of([...item, 'items'])} must be a list, got ${ManifestList.show(list.items)}`,
        line,
      };
      return;
    }
    const ofItems = new Map<unknown, RepeatedKey[]>();
    for (const key of repeatedKeys) {
      const { path } = key;
      if (path[0] === 'items' && path.length > 2) {
        const keys = ofItems.get(path[1]) ?? [];
        keys.push({ ...key, path: path.slice(2) });
        ofItems.set(path[1], keys);
      } else if (!isObject) {
        yield { problem: `repeats the key ${FieldPath.of([...item, ...path])}; the last one is read`, line: key.line };
      }
    }
    for (const [index, value] of Json.list(list.items).entries()) {
      yield* ManifestList.open({
        value: ManifestList.inherited(value, list),
        line: itemLines[index] ?? line,
        item: [...item, 'items', index],
        repeatedKeys: ofItems.get(index) ?? [],
      });
    }
  }

  private static inherited(value: unknown, { kind, apiVersion }: JsonObject): unknown {
    if (!Json.isObject(value) || ManifestList.isText(value.kind) || ManifestList.isText(value.apiVersion)) return value;
    return { ...value, apiVersion, kind: String(kind).replace(/List$/, '') };
  }

  /** A name of another type is one too: checks tell it. */
  private static isNamed({ metadata }: JsonObject): boolean {
    if (!Json.isObject(metadata)) return metadata !== undefined && metadata !== null;
    return [metadata.name, metadata.generateName].some(name => name !== undefined && name !== null && name !== '');
  }

  /** Such as `no apiVersion, no kind and no metadata.name`; empty if nothing is missing. */
  private static missing(object: JsonObject, isNamed: boolean): string {
    const fields = ['apiVersion', 'kind'].filter(field => !ManifestList.isText(object[field]));
    const missing = [...fields, ...(isNamed ? [] : ['metadata.name'])].map(field => `no ${field}`);
    return missing.join(', ').replace(/, (no [^,]+)$/, ' and $1');
  }

  private static isText(value: unknown): boolean {
    return typeof value === 'string' && value !== '';
  }

  private static show(value: unknown): string {
    if (Array.isArray(value)) return 'a list';
    if (Json.isObject(value)) return 'an object';
    const shown = JSON.stringify(value);
    return shown.length > 40 ? `${shown.slice(0, 40)}…` : shown;
  }
}
