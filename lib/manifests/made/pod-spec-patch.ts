import { load } from 'js-yaml';
import { Json, type JsonObject } from '../json/json';

/** Lists of a pod spec whose entries are merged by their names. */
const NAMED_LISTS = ['containers', 'initContainers', 'volumes', 'imagePullSecrets', 'env'];

/**
 * Applies `podSpecPatch` of Argo Workflows: a strategic merge patch as JSON or YAML. One that has variables, and so is no
 * text that can be read here, changes nothing.
 */
export function patchPodSpec(spec: JsonObject, patches: readonly unknown[]): JsonObject {
  return patches.reduce<JsonObject>((patched, text) => mergePodSpec(patched, Json.object(parsed(text))), spec);
}

function parsed(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    return load(text);
  } catch {
    return undefined;
  }
}

/** A strategic merge, as far as pod specs need it: fields of objects one by one, entries of named lists by their names. */
export function mergePodSpec(object: JsonObject, patch: JsonObject): JsonObject {
  const result: Record<string, unknown> = { ...object };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else if (Json.isObject(value)) result[key] = mergePodSpec(Json.object(result[key]), value);
    else if (NAMED_LISTS.includes(key)) result[key] = byName(Json.objects(result[key]), Json.objects(value));
    else result[key] = value;
  }
  return result;
}

function byName(list: readonly JsonObject[], patches: readonly JsonObject[]): readonly JsonObject[] {
  const rest = patches.filter(({ name }) => !list.some(entry => entry.name === name));
  const patched = list.map(entry => {
    const patch = patches.find(({ name }) => name === entry.name);
    return patch ? mergePodSpec(entry, patch) : entry;
  });
  return [...patched, ...rest];
}
