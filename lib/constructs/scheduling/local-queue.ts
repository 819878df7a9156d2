import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { LocalQueue as LocalQueueResource } from '../../../imports/kueue-kueue.x-k8s.io';
import { Names } from '../../notation/names';
import type { INamespace } from '../../values/namespace';
import type { ClusterQueue } from './cluster-queue';

/** The way of a namespace's jobs to a ClusterQueue. */
export interface LocalQueueProps {
  /** Where the jobs are. */
  readonly namespace: INamespace;
  /** Where they wait. */
  readonly clusterQueue: ClusterQueue;
  /**
   * `metadata.name`, which jobs name in the label `kueue.x-k8s.io/queue-name`. Of a queue called `default` are jobs that
   * name none.
   * @default - the construct id
   */
  readonly name?: string;
}

/** A LocalQueue of Kueue. A namespace that has one starts no job that names none: check `queue-name`. */
export class LocalQueue extends Construct {
  /** The rendered object, for patches and metadata. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: LocalQueueProps) {
    super(scope, id);
    this.apiObject = new ApiObject(this, 'Resource', {
      ...LocalQueueResource.GVK,
      metadata: {
        name: Names.dnsSubdomain('LocalQueue name', props.name ?? id),
        namespace: props.namespace.namespaceName,
      },
      spec: LocalQueueResource.manifest({ spec: { clusterQueue: props.clusterQueue.name } }).spec,
    });
  }

  /** `metadata.name`, as jobs name it. */
  public get name(): string {
    return this.apiObject.name;
  }
}
