import { LabelSelector } from '../../notation/label-selector';
import type { ManifestSet } from '../manifest-set';
import { PerSet } from '../per-set';
import { NodeBits } from './node-bits';
import { PodPlacement } from './pod-placement';

type Labels = Readonly<Record<string, string>>;

const CACHE = new PerSet(() => new Map<string, bigint>());

/** Which nodes have labels. Namespaces are many, and name few pools. */
export class LabelledNodes {
  /** The nodes that have all of the labels: bits in the order of `PodPlacement.nodes`. */
  public static with(matchLabels: Labels, all: ManifestSet): bigint {
    const cache = CACHE.of(all);
    const question = JSON.stringify(matchLabels);
    const known = cache.get(question);
    if (known !== undefined) return known;
    const nodes = PodPlacement.nodes(all);
    const labelled = NodeBits.where(nodes, ({ labels }) => LabelSelector.matches({ matchLabels }, labels));
    cache.set(question, labelled);
    return labelled;
  }
}
