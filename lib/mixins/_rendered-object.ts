import type { ApiObject } from 'cdk8s';

/** A rendered Kubernetes object or a part of it. */
export type ObjectJson = Record<string, any>;

/**
 * Changes what an object renders: after its Lazy values are resolved and its JSON patches are applied, whoever made it.
 *
 * The props of an ApiObject are its own, and a patch can neither look nor choose: so the change wraps the one method
 * through which every object is rendered.
 */
export function changeRendered(object: ApiObject, change: (rendered: ObjectJson) => ObjectJson): void {
  const render = object.toJson.bind(object);
  object.toJson = () => change(render());
}

/** With what is at the keys changed; as it is, where nothing is there. The object itself is left alone. */
export function changeAt(json: ObjectJson, keys: readonly string[], change: (part: ObjectJson) => unknown): ObjectJson {
  const [key, ...rest] = keys;
  const part = json[key];
  if (part === null || typeof part !== 'object') return json;
  return { ...json, [key]: rest.length === 0 ? inOrder(change(part)) : changeAt(part, rest, change) };
}

/** Keys by the alphabet, as cdk8s renders them. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, inOrder(part)]));
}
