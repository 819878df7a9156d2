import { Json, type JsonObject } from '../json/json';
import type { Manifest } from '../manifest';
import type { ManifestSet } from '../manifest-set';
import { PodPlacement } from '../scheduling/pod-placement';
import { ScalerMaxima } from './scaler-maxima';

/** How many pods an object has at its worst moment, and how that number comes about. */
export interface PeakPods {
  /** Pods at the worst moment. */
  readonly pods: number;
  /** Of these, what only a rollout adds. */
  readonly surge: number;
  /** In words, such as `10 + surge 3`; empty where the number needs no word. */
  readonly how: string;
}

/** Runs of one CronJob that are counted where nothing keeps them from overlapping: the last one, and the next. */
const OVERLAPPING_RUNS = 2;

/**
 * How many pods run at the worst moment: scaled to the maximum, and in the middle of a rollout.
 *
 * - replicas, or the maximum of an autoscaler, whichever is more; without either, 1;
 * - a Deployment adds its surge: 25% by default, rounded up, none with Recreate;
 * - a DaemonSet has a pod on each node that it may run on, and adds its surge, 0 by default; without facts about nodes, 1;
 * - a Job runs `parallelism` pods, and no more than `completions`, suspended or not, until it has finished;
 * - a CronJob runs one Job at a time, or two where its runs may overlap; suspended, none;
 * - what a counted object has made counts with that object.
 *
 * Pods that are on their way out are not counted.
 */
export class PodCount {
  public static of(manifest: Manifest, all: ManifestSet): PeakPods {
    if (PodCount.isStamped(manifest, all)) return PodCount.plain(0);
    switch (manifest.groupKind) {
      case '/Pod':
        return PodCount.plain(['Succeeded', 'Failed'].includes(PodCount.phase(manifest)) ? 0 : 1);
      case 'apps/Deployment':
        return PodCount.ofDeployment(manifest, all);
      case 'apps/DaemonSet':
        return PodCount.ofDaemonSet(manifest, all);
      case 'apps/StatefulSet':
      case 'apps/ReplicaSet':
      case '/ReplicationController':
        return PodCount.plain(PodCount.replicas(manifest, all));
      case 'batch/Job':
        return PodCount.plain(PodCount.isFinished(manifest) ? 0 : PodCount.ofJob(manifest.spec));
      case 'batch/CronJob':
        return PodCount.ofCronJob(manifest);
      default:
        return PodCount.plain(0);
    }
  }

  /** Replicas as declared, or as far as an autoscaler may go. */
  public static replicas(manifest: Manifest, all: ManifestSet): number {
    const scaled = ScalerMaxima.of(manifest, all);
    const declared = manifest.spec.replicas;
    if (scaled === undefined) return PodCount.count(declared, 1);
    return Math.max(scaled, PodCount.count(declared, 0));
  }

  /** Jobs of a CronJob that run at the same time. */
  public static runs(cronJob: Manifest): number {
    if (cronJob.spec.suspend === true) return 0;
    const policy = cronJob.spec.concurrencyPolicy;
    return policy === 'Forbid' || policy === 'Replace' ? 1 : OVERLAPPING_RUNS;
  }

  /** Whether another object that is counted here has made this one. */
  public static isStamped(manifest: Manifest, all: ManifestSet): boolean {
    const { ownerReferences } = manifest.metadata;
    if (ownerReferences === undefined) return false;
    return Json.objects(ownerReferences).some(({ controller, apiVersion, kind, name }) => {
      if (controller !== true || typeof kind !== 'string' || typeof name !== 'string') return false;
      const group = (Json.text(apiVersion) ?? '').split('/').slice(0, -1).join('/');
      const owner = all.find(group, kind, manifest.effectiveNamespace, name);
      return owner !== undefined && owner !== manifest && all.podOf(owner) !== undefined;
    });
  }

  private static ofDeployment(manifest: Manifest, all: ManifestSet): PeakPods {
    const replicas = PodCount.replicas(manifest, all);
    const strategy = Json.object(manifest.spec.strategy);
    if (strategy.type === 'Recreate' || replicas === 0) return PodCount.plain(replicas);
    const maxSurge = Json.at(strategy, 'rollingUpdate', 'maxSurge');
    return PodCount.surging(replicas, PodCount.scaled(maxSurge ?? '25%', replicas));
  }

  private static ofDaemonSet(manifest: Manifest, all: ManifestSet): PeakPods {
    const pod = all.podOf(manifest);
    const isKnown = pod !== undefined && all.facts.nodes.length > 0;
    const count = isKnown ? PodPlacement.of(pod, all).reachable.length : 1;
    const strategy = Json.object(manifest.spec.updateStrategy);
    const maxSurge = strategy.type === 'OnDelete' ? 0 : (Json.at(strategy, 'rollingUpdate', 'maxSurge') ?? 0);
    const { pods, surge, how } = PodCount.surging(count, Math.min(count, PodCount.scaled(maxSurge, count)));
    return { pods, surge, how: isKnown ? `${count} nodes${surge === 0 ? '' : ` + surge ${surge}`}` : how };
  }

  private static ofCronJob(manifest: Manifest): PeakPods {
    const pods = PodCount.ofJob(Json.object(Json.at(manifest.spec, 'jobTemplate', 'spec')));
    const runs = PodCount.runs(manifest);
    return { pods: pods * runs, surge: 0, how: runs === 1 ? '' : `${runs} overlapping runs of ${pods}` };
  }

  private static ofJob(spec: JsonObject): number {
    const parallelism = PodCount.count(spec.parallelism, 1);
    return typeof spec.completions === 'number' ? Math.min(parallelism, spec.completions) : parallelism;
  }

  private static isFinished(job: Manifest): boolean {
    return Json.objects(Json.at(job.object, 'status', 'conditions')).some(
      ({ type, status }) => (type === 'Complete' || type === 'Failed') && status === 'True',
    );
  }

  private static phase(pod: Manifest): string {
    return Json.text(Json.at(pod.object, 'status', 'phase')) ?? '';
  }

  /** A number, or a percentage of the total, rounded up; what is neither, 25%, as if it were not there. */
  private static scaled(value: unknown, total: number): number {
    if (typeof value === 'number') return PodCount.count(value, 0);
    const percent = /^(\d+)%$/.exec(typeof value === 'string' ? value : '')?.[1] ?? '25';
    return Math.ceil((Number(percent) * total) / 100);
  }

  private static count(value: unknown, otherwise: number): number {
    return typeof value === 'number' && Number.isInteger(value) ? Math.max(0, value) : otherwise;
  }

  private static plain(pods: number): PeakPods {
    return { pods, surge: 0, how: '' };
  }

  private static surging(base: number, surge: number): PeakPods {
    return { pods: base + surge, surge, how: surge === 0 ? '' : `${base} + surge ${surge}` };
  }
}
