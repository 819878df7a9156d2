/** Where the pod stands in an object: the keys that lead to it, and the paths of its metadata and spec. */
export interface PodPlace {
  readonly keys: readonly string[];
  /** Such as `spec.template.metadata`. */
  readonly metadataPath: string;
  /** Such as `spec.template.spec`. */
  readonly specPath: string;
}

function at(...keys: string[]): PodPlace {
  return { keys, metadataPath: [...keys, 'metadata'].join('.'), specPath: [...keys, 'spec'].join('.') };
}

const PLACES: ReadonlyMap<string, PodPlace> = new Map([
  ['Pod', at()],
  ['PodTemplate', at('template')],
  ['ReplicationController', at('spec', 'template')],
  ['ReplicaSet', at('spec', 'template')],
  ['Deployment', at('spec', 'template')],
  ['StatefulSet', at('spec', 'template')],
  ['DaemonSet', at('spec', 'template')],
  ['Job', at('spec', 'template')],
  ['CronJob', at('spec', 'jobTemplate', 'spec', 'template')],
]);

const APPS = ['ReplicaSet', 'Deployment', 'StatefulSet', 'DaemonSet'];

/** By API version. What older clusters served counts too: the pod stands in the same place, and is no safer there. */
const KINDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['v1', ['Pod', 'PodTemplate', 'ReplicationController']],
  ['apps/v1', APPS],
  ['apps/v1beta1', ['Deployment', 'StatefulSet']],
  ['apps/v1beta2', APPS],
  ['extensions/v1beta1', ['ReplicaSet', 'Deployment', 'DaemonSet']],
  ['batch/v1', ['Job', 'CronJob']],
  ['batch/v1beta1', ['CronJob']],
  ['batch/v2alpha1', ['CronJob']],
]);

/** The kinds that carry a pod, and where. */
export class PodKinds {
  /** Names of the kinds. */
  public static readonly NAMES: readonly string[] = [...PLACES.keys()];

  /** Where an object has its pod; undefined where its kind carries none. */
  public static placeIn(apiVersion: string, kind: string): PodPlace | undefined {
    return KINDS.get(apiVersion)?.includes(kind) ? PLACES.get(kind) : undefined;
  }
}
