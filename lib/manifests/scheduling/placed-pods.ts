import { Answers } from '../../notation/answers';
import { Flat } from '../../notation/flat';
import { Quantity } from '../../notation/quantity';
import type { Manifest } from '../manifest';
import type { ManifestSet } from '../manifest-set';
import type { PodTemplate } from '../pod-template';
import { type PeakPods, PodCount } from '../quota/pod-count';
import { PodResources } from '../quota/pod-resources';
import { ResourceList } from '../quota/resource-list';
import { NodeBits } from './node-bits';
import { PodPlacement } from './pod-placement';

const ITS_PLACE = ResourceList.ofAmounts([['pods', Quantity.units(1)]]);

/** The pods of one object at the worst moment, and where they may run. */
export interface PlacedPods extends PeakPods {
  readonly manifest: Manifest;
  readonly pod: PodTemplate;
  /** One pod on each of the nodes, and not wherever there is room. */
  readonly isDaemon: boolean;
  /** What each pod requests, with the place that it takes. */
  readonly each: ResourceList;
  /** The nodes that they may run on: bits in the order of `PodPlacement.nodes`. */
  readonly on: bigint;
}

/** Everything that has pods at the worst moment, judged and external. */
export class AllPlacedPods {
  public static of(all: ManifestSet): readonly PlacedPods[] {
    const placed = new AllPlacedPods(all);
    return Flat.map(all.pods, pod => placed.place(pod) ?? []);
  }

  /** Pods that ask for the same. */
  private readonly withPlace = new Answers((requests: ResourceList) => requests.plus(ITS_PLACE));
  /** Pods that say the same about nodes have the same placement. */
  private readonly nodes = new Answers((placement: PodPlacement) => {
    const reachable = new Set(placement.reachable);
    return NodeBits.where(PodPlacement.nodes(this.all), node => reachable.has(node));
  });

  private constructor(private readonly all: ManifestSet) {}

  /** Nothing for an object that has no pods, or stands there twice. */
  private place(pod: PodTemplate): PlacedPods | undefined {
    const { all } = this;
    const { manifest } = pod;
    const { pods, surge, how } = PodCount.of(manifest, all);
    if (pods === 0 || all.isRepeated(manifest)) return undefined;
    const isDaemon = PodPlacement.isDaemon(pod);
    const each = this.withPlace.of(PodResources.of(pod, all).requests);
    const on = this.nodes.of(PodPlacement.of(pod, all));
    return { manifest, pod, isDaemon, each, on, pods, surge, how };
  }
}
