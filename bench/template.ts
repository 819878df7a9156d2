import type { JsonObject } from '../lib/manifests/json/json';

/** What to put for each variable. */
export type Values = Readonly<Record<string, string>>;

type Fill = (values: Values) => unknown;

const VARIABLE = /(TENANT|NUMBER|POOL|DIGEST)/;

/**
 * An object with variables in its texts, made thousands of times. It is read once and then copied, as literals of a program are:
 * what a run costs is to be what comes after.
 */
export class Template {
  private readonly fill: Fill;

  constructor(object: JsonObject) {
    this.fill = fillMap(object);
  }

  /** A new object that shares nothing with others but constant texts. */
  public filled(values: Values): JsonObject {
    return this.fill(values) as JsonObject;
  }
}

/** How to fill a value in; undefined where it is always the same. */
function fillOf(value: unknown): Fill | undefined {
  if (typeof value === 'string') return fillText(value);
  if (typeof value !== 'object' || value === null) return undefined;
  return Array.isArray(value) ? fillList(value) : fillMap(value as JsonObject);
}

/** Every second part is a variable. */
function fillText(text: string): Fill | undefined {
  const parts = text.split(VARIABLE);
  if (parts.length === 1) return undefined;
  return values => {
    let filled = '';
    for (let index = 0; index < parts.length; index++) filled += index % 2 === 0 ? parts[index] : values[parts[index]];
    return filled;
  };
}

function fillList(list: readonly unknown[]): Fill {
  const fills = list.map(fillOf);
  return values => list.map((item, index) => fills[index]?.(values) ?? item);
}

function fillMap(map: JsonObject): Fill {
  const keys: string[] = [];
  const fills: Fill[] = [];
  for (const [key, value] of Object.entries(map)) {
    const fill = fillOf(value);
    if (!fill) continue;
    keys.push(key);
    fills.push(fill);
  }
  return values => {
    const copy: Record<string, unknown> = { ...map };
    for (let index = 0; index < keys.length; index++) copy[keys[index]] = fills[index](values);
    return copy;
  };
}
