/** Where the pod stands in each kind that carries one: the keys that lead to its metadata and spec. */
const POD_AT: Readonly<Record<string, readonly string[]>> = {
  'v1/Pod': [],
  'v1/PodTemplate': ['template'],
  'v1/ReplicationController': ['spec', 'template'],
  'apps/v1/ReplicaSet': ['spec', 'template'],
  'apps/v1/Deployment': ['spec', 'template'],
  'apps/v1/StatefulSet': ['spec', 'template'],
  'apps/v1/DaemonSet': ['spec', 'template'],
  'batch/v1/Job': ['spec', 'template'],
  'batch/v1/CronJob': ['spec', 'jobTemplate', 'spec', 'template'],
};

/** The kinds that carry a pod, and where. */
export class PodKinds {
  /** Names of the kinds. */
  public static readonly NAMES: readonly string[] = Object.keys(POD_AT).map(key => key.slice(key.lastIndexOf('/') + 1));

  /** The keys that lead from an object to its pod; undefined where its kind carries none. */
  public static podAt(apiVersion: string, kind: string): readonly string[] | undefined {
    return POD_AT[`${apiVersion}/${kind}`];
  }
}
