import { Json } from '../../manifests/json/json';

/** A value whose JSON type is not the one its field has, found at a path relative to where reading began. */
export interface Misfit {
  path: string;
  readonly expected: string;
  readonly got: unknown;
}

/** Reads a value as the API server decodes it: null is absent, and a type that does not fit is noted and then absent. */
export interface Shape<T> {
  /** Whether a value is read as it stands. The usual pod is, and so is not read at all. */
  fits(value: unknown): boolean;
  read(value: unknown, misfits: Misfit[]): T | undefined;
}

/** What a shape reads. */
export type Read<S> = S extends Shape<infer T> ? T : never;

const LONE_SURROGATE = /\p{Cs}/u;
const LONE_SURROGATES = /\p{Cs}/gu;

/** Half a surrogate pair is no text; like every JSON decoder of Go the API server puts U+FFFD in its place. */
const wellFormed = (raw: string) => raw.replace(LONE_SURROGATES, '\ufffd');

export const bool: Shape<boolean> = {
  fits: value => typeof value === 'boolean',
  read: (value, misfits) => (typeof value === 'boolean' ? value : absent(value, 'a boolean', misfits)),
};

export const text: Shape<string> = {
  fits: value => typeof value === 'string' && !LONE_SURROGATE.test(value),
  read: (value, misfits) => (typeof value === 'string' ? wellFormed(value) : absent(value, 'a string', misfits)),
};

/** An integer of so many bits. The limits count as inside: of 64 bits a JSON number cannot say them exactly. */
export function integer(bits: 32 | 64): Shape<number> {
  const limit = bits === 32 ? 2 ** 31 - 1 : 2 ** 63;
  const least = -(2 ** (bits - 1));
  const fits = (value: unknown) => Number.isInteger(value) && (value as number) <= limit && (value as number) >= least;
  return {
    fits,
    read: (value, misfits) => (fits(value) ? (value as number) : absent(value, `an integer of ${bits} bits`, misfits)),
  };
}

/** An object with these fields; others are passed over, as they are in the API server. */
export function struct<F extends Record<string, Shape<unknown>>>(
  fields: F,
): Shape<{ readonly [K in keyof F]?: Read<F[K]> }> {
  const shapes = new Map(Object.entries(fields));
  return {
    fits: value => {
      if (!Json.isObject(value)) return false;
      for (const key in value) {
        const field = value[key];
        if (field !== undefined && shapes.get(key)?.fits(field) === false) return false;
      }
      return true;
    },
    read: (value, misfits) => {
      if (!Json.isObject(value)) return absent(value, 'an object', misfits);
      const copy: Record<string, unknown> = { ...value };
      for (const [key, shape] of shapes) {
        if (value[key] !== undefined) copy[key] = nested(shape, value[key], key, misfits);
      }
      return copy as { readonly [K in keyof F]?: Read<F[K]> };
    },
  };
}

/** A list; an element that is null or does not fit is `empty`, as it is in the API server. */
export function list<T>(shape: Shape<T>, empty: T): Shape<readonly T[]> {
  return {
    fits: value => {
      if (!Array.isArray(value)) return false;
      for (let index = 0; index < value.length; index++) if (!shape.fits(value[index])) return false;
      return true;
    },
    read: (value, misfits) => {
      if (!Array.isArray(value)) return absent(value, 'a list', misfits);
      return Array.from(value, (element, index) => nested(shape, element, `[${index}]`, misfits) ?? empty);
    },
  };
}

/** A map of strings; null is the empty string, as it is in the API server. */
export const texts: Shape<Readonly<Record<string, string>>> = {
  fits: value => {
    if (!Json.isObject(value)) return false;
    for (const key in value) if (!text.fits(key) || !text.fits(value[key])) return false;
    return true;
  },
  read: (value, misfits) => {
    if (!Json.isObject(value)) return absent(value, 'a map of strings', misfits);
    const read = (key: string) => nested(text, value[key], `[${key}]`, misfits) ?? '';
    return Object.fromEntries(Object.keys(value).map(key => [wellFormed(key), read(key)]));
  },
};

function absent(value: unknown, expected: string, misfits: Misfit[]): undefined {
  if (value !== undefined && value !== null) misfits.push({ path: '', expected, got: value });
  return undefined;
}

/** Reads what stands under a key, and puts the key in front of the path of each misfit found there. */
function nested<T>(shape: Shape<T>, value: unknown, key: string, misfits: Misfit[]): T | undefined {
  const before = misfits.length;
  const read = shape.read(value, misfits);
  for (let i = before; i < misfits.length; i++) {
    const { path } = misfits[i];
    misfits[i].path = path === '' || path.startsWith('[') ? key + path : `${key}.${path}`;
  }
  return read;
}
