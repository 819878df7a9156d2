import { FieldPath } from './field-path';

/** The path of a key of the map at a path: `metadata.labels.app`, `metadata.labels[app.kubernetes.io/name]`. */
export function keyPath(path: string, key: string): string {
  const map = 'map';
  return `${path}${FieldPath.of([map, key]).slice(map.length)}`;
}
