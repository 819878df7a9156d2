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

/** Each kind that carries a pod, with its API version. */
const PLACES: ReadonlyMap<string, { readonly apiVersion: string; readonly place: PodPlace }> = new Map([
  ['Pod', { apiVersion: 'v1', place: at() }],
  ['PodTemplate', { apiVersion: 'v1', place: at('template') }],
  ['ReplicationController', { apiVersion: 'v1', place: at('spec', 'template') }],
  ['ReplicaSet', { apiVersion: 'apps/v1', place: at('spec', 'template') }],
  ['Deployment', { apiVersion: 'apps/v1', place: at('spec', 'template') }],
  ['StatefulSet', { apiVersion: 'apps/v1', place: at('spec', 'template') }],
  ['DaemonSet', { apiVersion: 'apps/v1', place: at('spec', 'template') }],
  ['Job', { apiVersion: 'batch/v1', place: at('spec', 'template') }],
  ['CronJob', { apiVersion: 'batch/v1', place: at('spec', 'jobTemplate', 'spec', 'template') }],
]);

/** The kinds that carry a pod, and where. */
export class PodKinds {
  /** Names of the kinds. */
  public static readonly NAMES: readonly string[] = [...PLACES.keys()];

  /** Where an object has its pod; undefined where its kind carries none. */
  public static placeIn(apiVersion: string, kind: string): PodPlace | undefined {
    const known = PLACES.get(kind);
    return known?.apiVersion === apiVersion ? known.place : undefined;
  }
}
