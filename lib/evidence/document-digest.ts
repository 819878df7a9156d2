import { createHash } from 'node:crypto';

/** SHA-256 of an object's JSON with sorted keys and no white space, as `sha256:<64 hexadecimal digits>`. */
export function documentDigest(object: unknown): string {
  return `sha256:${createHash('sha256').update(canonical(object)).digest('hex')}`;
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
}
