/** A file that is no Kubernetes object, made from the same facts as the objects. */
export interface IArtifact {
  /** Name of the file in `artifacts/<environment>/`. */
  readonly fileName: string;
  /** The content of the file; the same facts give the same bytes. */
  render(): string;
}
