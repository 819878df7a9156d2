/**
 * Where the objects of a construct are delivered from, as construct context: builders set it, synthesis reads it.
 *
 * Context is inherited down the tree, so what stands below an Argo CD Application is delivered by it.
 */
export class DeliveryContext {
  /** Folder that synthesis publishes to, relative to the repository. */
  public static readonly OUTDIR = 'cdk8s-fortress/outdir';
  /** Name of the environment. */
  public static readonly ENVIRONMENT = 'cdk8s-fortress/environment';
  /** Name of the Argo CD Application. */
  public static readonly APPLICATION = 'cdk8s-fortress/application';
}
