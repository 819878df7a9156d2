import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { ResourceFlavor as ResourceFlavorResource } from '../../../imports/kueue-kueue.x-k8s.io';
import { Names } from '../../notation/names';
import type { NodePool } from '../../values/node-pool';

/** Nodes as Kueue knows them. */
export interface ResourceFlavorProps {
  /** The nodes. */
  readonly pool: NodePool;
  /**
   * `metadata.name`.
   * @default - the construct id
   */
  readonly name?: string;
}

/** A ResourceFlavor of Kueue: the nodes of one pool, for jobs that tolerate its taint. */
export class ResourceFlavor extends Construct {
  /** The rendered object, for patches and metadata. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: ResourceFlavorProps) {
    super(scope, id);
    const { key, value, effect } = props.pool.taint;
    this.apiObject = new ApiObject(this, 'Resource', {
      ...ResourceFlavorResource.GVK,
      metadata: { name: Names.dnsSubdomain('ResourceFlavor name', props.name ?? id) },
      spec: ResourceFlavorResource.manifest({
        spec: { nodeLabels: { ...props.pool.nodeSelector }, nodeTaints: [{ key, value, effect }] },
      }).spec,
    });
  }

  /** `metadata.name`, as queues name it. */
  public get name(): string {
    return this.apiObject.name;
  }
}
