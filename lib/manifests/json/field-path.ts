/** The keys and indices that lead to a field. */
export type FieldSegments = readonly (string | number)[];

/** Writes the path of a field: `spec.containers[0].image`, `metadata.labels[app.kubernetes.io/name]`. */
export class FieldPath {
  public static of(segments: FieldSegments): string {
    return segments.map((segment, index) => FieldPath.part(segment, index === 0)).join('');
  }

  private static part(segment: string | number, isFirst: boolean): string {
    if (typeof segment === 'number' || !/^[\w$-]+$/.test(segment)) return `[${segment}]`;
    return isFirst ? segment : `.${segment}`;
  }
}
