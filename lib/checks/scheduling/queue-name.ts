import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { PodTemplate } from '../../manifests/pod-template';
import { KueueQueues } from '../../manifests/quota/kueue-queues';
import { PodResources } from '../../manifests/quota/pod-resources';
import type { Check, Violation } from '../check';

const JOBS: readonly string[] = ['batch/Job', 'batch/CronJob'];

/**
 * In a namespace with a queue, jobs wait in it; and so does whatever asks for a GPU.
 *
 * Kueue lets pass what names no queue: such a job takes what others wait for.
 *
 * Fields:  metadata.labels[kueue.x-k8s.io/queue-name]; spec.jobTemplate.metadata.labels likewise, of a CronJob; LocalQueues of
 *          the namespace; <container>.resources[nvidia.com/*]
 * Allowed: in a namespace with a LocalQueue, the name of one; none, where one of them is called "default". Of other kinds only
 *          those that ask for a GPU are asked, DaemonSets not at all. Elsewhere no name, since nobody would ever start the job
 * Source:  https://kueue.sigs.k8s.io/docs/tasks/run/jobs/
 *          seed row C14
 */
export const queueName: Check = {
  id: 'queue-name',
  family: 'scheduling',
  title: 'jobs name a queue of their namespace, where it has one',
  fix: 'set the label kueue.x-k8s.io/queue-name of the job to a LocalQueue of its namespace',
  kinds: PodTemplate.KINDS,
  examine: (manifest, all) => {
    const name = KueueQueues.nameOf(manifest, all);
    const queues = KueueQueues.in(manifest.effectiveNamespace, all);
    if (name === undefined) return queues.length > 0 && hasToWait(manifest, all) ? [unnamed(manifest, queues)] : [];
    if (KueueQueues.find(manifest.effectiveNamespace, name, all)) return [];
    const message = `the namespace has no LocalQueue ${JSON.stringify(name)}, so nobody starts the job`;
    return [{ path: pathOf(manifest), message }];
  },
};

function hasToWait(manifest: Manifest, all: ManifestSet): boolean {
  if (JOBS.includes(`${manifest.group}/${manifest.kind}`)) return true;
  const pod = all.podOf(manifest);
  if (!pod || manifest.kind === 'DaemonSet' || manifest.metadata.ownerReferences !== undefined) return false;
  return PodResources.of(pod, all).amounts.asksForGpus;
}

function unnamed(manifest: Manifest, queues: readonly Manifest[]): Violation {
  const names = queues.map(({ name }) => JSON.stringify(name)).join(', ');
  return { path: pathOf(manifest), message: `names no queue; the namespace has ${names}` };
}

function pathOf(manifest: Manifest): string {
  return `${KueueQueues.labelPath(manifest)}[kueue.x-k8s.io/queue-name]`;
}
