/** What guides tell of rendered objects. */
export class RenderedObjects {
  constructor(private readonly objects: readonly any[]) {}

  /** The objects of some kinds, by namespace and name. */
  public ofKind(...kinds: string[]): any[] {
    const key = (object: any) => `${object.metadata.namespace ?? ''}/${object.metadata.name}`;
    return this.objects
      .filter(({ kind }) => kinds.includes(kind))
      .sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
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
