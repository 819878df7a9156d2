import { Json } from '../../manifests/json/json';

/** A value whose JSON type is not the one its field has, found at a path relative to where reading began. */
export interface Misfit {
  path: string;
  readonly expected: string;
  readonly got: unknown;
}

/**
 * Reads a value as the API server decodes it: null is absent, and a type that does not fit is noted and then absent.
 *
 * A value that fits is returned as it is, so that reading the usual pod copies nothing and builds no path.
 */
export type Shape<T> = (value: unknown, misfits: Misfit[]) => T | undefined;

/** What a shape reads. */
export type Read<S> = S extends Shape<infer T> ? T : never;

const LONE_SURROGATE = /\p{Cs}/gu;

/** Half a surrogate pair is no text; like every JSON decoder of Go the API server puts U+FFFD in its place. */
const wellFormed = (raw: string) => raw.replace(LONE_SURROGATE, '\ufffd');

export const bool: Shape<boolean> = (value, misfits) =>
  typeof value === 'boolean' ? value : absent(value, 'a boolean', misfits);

export const text: Shape<string> = (value, misfits) =>
  typeof value === 'string' ? wellFormed(value) : absent(value, 'a string', misfits);

/** An integer of so many bits. The limits count as inside: of 64 bits a JSON number cannot say them exactly. */
export const integer = (bits: 32 | 64): Shape<number> => {
  const limit = bits === 32 ? 2 ** 31 - 1 : 2 ** 63;
  return (value, misfits) => {
    const fits = Number.isInteger(value) && (value as number) <= limit && (value as number) >= -(2 ** (bits - 1));
    return fits ? (value as number) : absent(value, `an integer of ${bits} bits`, misfits);
  };
};

/** An object with these fields; others are passed over, as they are in the API server. */
export function struct<F extends Record<string, Shape<unknown>>>(
  fields: F,
): Shape<{ readonly [K in keyof F]?: Read<F[K]> }> {
  const shapes = Object.entries(fields);
  return (value, misfits) => {
    if (!Json.isObject(value)) return absent(value, 'an object', misfits);
    let copy: Record<string, unknown> | undefined;
    for (const [key, shape] of shapes) {
      const field = value[key];
      if (field === undefined) continue;
      const read = nested(shape, field, key, misfits);
      if (read === field) continue;
      copy ??= { ...value };
      copy[key] = read;
    }
    return (copy ?? value) as { readonly [K in keyof F]?: Read<F[K]> };
  };
}

/** A list; an element that is null or does not fit is `empty`, as it is in the API server. */
export function list<T>(shape: Shape<T>, empty: T): Shape<readonly T[]> {
  return (value, misfits) => {
    if (!Array.isArray(value)) return absent(value, 'a list', misfits);
    let copy: unknown[] | undefined;
    for (let index = 0; index < value.length; index++) {
      const read = nested(shape, value[index], `[${index}]`, misfits) ?? empty;
      if (read === value[index]) continue;
      copy ??= value.slice();
      copy[index] = read;
    }
    return (copy ?? value) as readonly T[];
  };
}

/** A map of strings; null is the empty string, as it is in the API server. */
export const texts: Shape<Readonly<Record<string, string>>> = (value, misfits) => {
  if (!Json.isObject(value)) return absent(value, 'a map of strings', misfits);
  const fits = (key: string) => typeof value[key] === 'string' && wellFormed(key + value[key]) === key + value[key];
  const keys = Object.keys(value);
  if (keys.every(fits)) return value as Readonly<Record<string, string>>;
  const read = (key: string) => nested(text, value[key], `[${key}]`, misfits) ?? '';
  return Object.fromEntries(keys.map(key => [wellFormed(key), read(key)]));
};

function absent(value: unknown, expected: string, misfits: Misfit[]): undefined {
  if (value !== undefined && value !== null) misfits.push({ path: '', expected, got: value });
  return undefined;
}

/** Reads what stands under a key, and puts the key in front of the path of each misfit found there. */
function nested<T>(shape: Shape<T>, value: unknown, key: string, misfits: Misfit[]): T | undefined {
  const before = misfits.length;
  const read = shape(value, misfits);
  for (let i = before; i < misfits.length; i++) {
    const { path } = misfits[i];
    misfits[i].path = path === '' || path.startsWith('[') ? key + path : `${key}.${path}`;
  }
  return read;
}
