import { Quantity } from '../../notation/quantity';
import { Json } from '../json/json';
import { KindInNamespace } from '../kind-in-namespace';
import type { Manifest } from '../manifest';
import type { ManifestSet } from '../manifest-set';
import { ResourceList } from './resource-list';

const GROUP = 'kueue.x-k8s.io';
const QUEUE_NAME = `${GROUP}/queue-name`;
/** Of a LocalQueue of this name are jobs that name none. */
const DEFAULT = 'default';

/** What a ClusterQueue lets run at the same time, on the nodes of one flavor. */
export interface FlavorQuota {
  readonly flavor: string;
  /** Where it stands in the ClusterQueue. */
  readonly path: string;
  readonly nominal: ResourceList;
}

const COVERED = new WeakMap<Manifest, ResourceList>();

/**
 * The queues of Kueue: which jobs wait in which, and what may run at the same time.
 *
 * https://kueue.sigs.k8s.io/docs/concepts/cluster_queue/
 */
export class KueueQueues {
  /** The LocalQueues of a namespace. */
  public static in(namespace: string, all: ManifestSet): readonly Manifest[] {
    return KindInNamespace.of(GROUP, 'LocalQueue', namespace, all);
  }

  /** Where the label that names a queue stands: in the Jobs that a CronJob makes, not in the CronJob. */
  public static labelPath({ kind }: Manifest): string {
    return kind === 'CronJob' ? 'spec.jobTemplate.metadata.labels' : 'metadata.labels';
  }

  /** The name of the LocalQueue that a job waits in; undefined if it names none, and there is none for such jobs. */
  public static nameOf(job: Manifest, all: ManifestSet): string | undefined {
    const ofCronJob = Json.at(job.spec, 'jobTemplate', 'metadata', 'labels');
    const own = job.kind === 'CronJob' ? Json.texts(ofCronJob) : job.labels;
    const named = own[QUEUE_NAME];
    if (named !== undefined) return named;
    return all.ofKind(GROUP, 'LocalQueue').length > 0 && KueueQueues.find(job.effectiveNamespace, DEFAULT, all)
      ? DEFAULT
      : undefined;
  }

  /** The LocalQueue of this name. */
  public static find(namespace: string, name: string, all: ManifestSet): Manifest | undefined {
    return all.find(GROUP, 'LocalQueue', namespace, name);
  }

  /** The ClusterQueue that a job waits in. */
  public static clusterQueueOf(job: Manifest, all: ManifestSet): Manifest | undefined {
    if (all.ofKind(GROUP, 'ClusterQueue').length === 0) return undefined;
    const name = KueueQueues.nameOf(job, all);
    const local = name === undefined ? undefined : KueueQueues.find(job.effectiveNamespace, name, all);
    return local && KueueQueues.behind(local, all);
  }

  /** Whether what the jobs of a namespace take of a resource is bounded by a ClusterQueue. */
  public static bound(namespace: string, resource: string, all: ManifestSet): boolean {
    return KueueQueues.in(namespace, all).some(local => {
      const queue = KueueQueues.behind(local, all);
      return queue !== undefined && KueueQueues.mostOf(queue).has(resource);
    });
  }

  /** The ClusterQueue that a LocalQueue leads to. */
  public static behind(local: Manifest, all: ManifestSet): Manifest | undefined {
    return all.find(GROUP, 'ClusterQueue', '', Json.text(local.spec.clusterQueue) ?? '');
  }

  /** What a ClusterQueue has of each flavor. */
  public static flavorsOf(queue: Manifest): readonly FlavorQuota[] {
    return Json.list(queue.spec.resourceGroups).flatMap((group, place) =>
      Json.list(Json.at(group, 'flavors')).map((entry, index) => {
        const { name, resources } = Json.object(entry);
        const amounts = Json.objects(resources).map(({ name: resource, nominalQuota }) => {
          const amount = ResourceList.amount(typeof nominalQuota === 'number' ? String(nominalQuota) : nominalQuota);
          return [Json.text(resource) ?? '', amount ?? Quantity.ZERO] as const;
        });
        const path = `spec.resourceGroups[${place}].flavors[${index}]`;
        return { flavor: Json.text(name) ?? '', path, nominal: ResourceList.ofAmounts(amounts) };
      }),
    );
  }

  /** What runs of a ClusterQueue at the same time, at most: the sum of its flavors. A resource that it does not cover is not there. */
  public static mostOf(queue: Manifest): ResourceList {
    const known = COVERED.get(queue);
    if (known) return known;
    const most = ResourceList.sum(KueueQueues.flavorsOf(queue).map(({ nominal }) => ({ list: nominal, count: 1 })));
    COVERED.set(queue, most);
    return most;
  }
}
