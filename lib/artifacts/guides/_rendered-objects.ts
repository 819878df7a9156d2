/** What guides tell of rendered objects. */
export class RenderedObjects {
  /** By namespace and name. */
  private readonly sorted: readonly any[];

  constructor(objects: readonly any[]) {
    const keyed = objects.map(object => ({
      object,
      key: `${object.metadata.namespace ?? ''}/${object.metadata.name}`,
    }));
    keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
    this.sorted = keyed.map(({ object }) => object);
  }

  /** The objects of some kinds, by namespace and name. */
  public ofKind(...kinds: string[]): any[] {
    return this.sorted.filter(({ kind }) => kinds.includes(kind));
  }

  /** Those of a namespace. */
  public inNamespace(namespace: string, ...kinds: string[]): any[] {
    return this.ofKind(...kinds).filter(({ metadata }) => metadata.namespace === namespace);
  }

  /** As commands and people name it: `tenant-a/model-api`. */
  public static nameOf({ metadata }: any): string {
    return metadata.namespace === undefined ? metadata.name : `${metadata.namespace}/${metadata.name}`;
  }
}
