/** A file that is no Kubernetes object, made from the same facts as the objects. */
export interface IArtifact {
  /** Name of the file in `artifacts/<environment>/`. */
  readonly fileName: string;
  /**
   * The content of the file; the same facts and objects give the same bytes.
   *
   * @param objects every Kubernetes object of the environment, as it is rendered
   */
  render(objects: any[]): string;
}
