import type { IConstruct, IMixin } from 'constructs';
import { schedulingAnnotations } from '../hardening/scheduling-annotations';
import type { NodePool } from '../values/node-pool';
import { NamespaceSweep } from './_namespace-sweep';

/** How a namespace is held to a pool. */
export interface NamespacePinningOptions {
  /**
   * Whether DaemonSets run in it: their pods tolerate more than others, so the whitelist of tolerations has to hold more.
   * @default false
   */
  readonly daemonSets?: boolean;
}

/**
 * Holds the pods of a Namespace that exists already to the nodes of a pool, by the annotations that the admission plugins
 * PodNodeSelector and PodTolerationRestriction read. The pods themselves are for `PodPinning`.
 *
 * Check: `pool-annotation`, with the nodes of the site.
 */
export class NamespacePinning implements IMixin {
  private readonly namespaces = new NamespaceSweep();

  constructor(
    private readonly pool: NodePool,
    private readonly options: NamespacePinningOptions = {},
  ) {}

  /** Paths of the objects that it was applied to; empty if nothing matched. */
  public get appliedTo(): string[] {
    return this.namespaces.paths;
  }

  /** Whether the construct is a Namespace. */
  public supports(construct: IConstruct): boolean {
    return NamespaceSweep.supports(construct);
  }

  /** Annotates a Namespace. */
  public applyTo(construct: IConstruct): void {
    const annotations = schedulingAnnotations(this.pool, this.options.daemonSets ?? false);
    this.namespaces.change(construct, metadata => {
      for (const [key, value] of Object.entries(annotations)) metadata.addAnnotation(key, value);
    });
  }
}
