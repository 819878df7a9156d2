import type { ManifestSet } from '../manifests/manifest-set';
import { type NetworkEndpoint, NetworkEndpoints } from '../manifests/network/network-endpoints';
import { PerSet } from '../manifests/per-set';
import type { LabelSelectorTerms } from '../notation/label-selector';
import { EndpointSet } from './endpoint-set';

/** So few endpoints are told by their places; more of them are one list for all who ask for the same. */
const FEW = 8;

/**
 * The sets of endpoints that rules are about. Rules that are about the same endpoints have the same set, so that what is
 * found out of it is found out once, and not for every tenant. Nobody adds to them.
 */
export class EndpointSets {
  private static readonly known = new PerSet(all => new EndpointSets(NetworkEndpoints.of(all)));

  public static of(all: ManifestSet): EndpointSets {
    return EndpointSets.known.of(all);
  }

  public readonly everybody: EndpointSet;
  private readonly byLists = new Map<string, EndpointSet>();
  private readonly numbers = new Map<readonly NetworkEndpoint[], number>();
  private readonly differences = new WeakMap<EndpointSet, Map<EndpointSet, EndpointSet>>();

  private constructor(private readonly endpoints: NetworkEndpoints) {
    this.everybody = EndpointSet.of(endpoints.all.keys());
  }

  /** What any of the selectors matches. */
  public selected(selectors: readonly LabelSelectorTerms[]): EndpointSet {
    const lists = selectors.map(selector => this.endpoints.ofIdentity(selector)).filter(list => list.length > 0);
    const key = [...new Set(lists.map(list => this.keyOf(list)))].sort().join();
    const known = this.byLists.get(key);
    if (known) return known;
    const made = EndpointSet.of(lists.flat().map(({ index }) => index));
    this.byLists.set(key, made);
    return made;
  }

  /** What is in the first set and not in the second. */
  public difference(one: EndpointSet, other: EndpointSet): EndpointSet {
    const ofOne = this.differences.get(one) ?? new Map<EndpointSet, EndpointSet>();
    this.differences.set(one, ofOne);
    const made = ofOne.get(other) ?? one.without(other);
    ofOne.set(other, made);
    return made;
  }

  private keyOf(list: readonly NetworkEndpoint[]): string {
    if (list.length <= FEW) return list.map(({ index }) => index).join('+');
    const number = this.numbers.get(list) ?? this.numbers.size;
    this.numbers.set(list, number);
    return `#${number}`;
  }
}
