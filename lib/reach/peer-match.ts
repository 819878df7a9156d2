import type { ManifestSet } from '../manifests/manifest-set';
import type { CiliumPeer, CiliumPeers } from '../manifests/network/cilium-peers';
import { NAMESPACE_LABELS, POD_NAMESPACE } from '../manifests/network/cilium-selector';
import type { NetworkPolicyPeer } from '../manifests/network/network-policy';
import { SelectorTerms } from '../manifests/network/selector-terms';
import { CidrBlock } from '../notation/cidr';
import { Flat } from '../notation/flat';
import { FqdnPattern } from '../notation/fqdn-pattern';
import { LabelSelector, type LabelSelectorRequirement, type LabelSelectorTerms } from '../notation/label-selector';
import type { EndpointSet } from './endpoint-set';
import { EndpointSets } from './endpoint-sets';
import { Entities } from './entities';
import type { Party } from './party';
import { PeerReferences } from './peer-references';

/** Whether a rule is about a party; `maybe` where objects do not tell. */
export type Match = 'yes' | 'no' | 'maybe';

/** Addresses, less some. */
export interface BlockPeer {
  readonly block: CidrBlock;
  readonly except: readonly CidrBlock[];
}

/** Whom a rule is about. */
interface Peers {
  readonly isEverybody?: boolean;
  readonly selectors?: readonly LabelSelectorTerms[];
  readonly blocks?: readonly BlockPeer[];
  readonly names?: readonly FqdnPattern[];
  /** What objects do not tell, as a person says it. */
  readonly unknown?: readonly string[];
}

const ANY_V4 = 2n ** 32n - 1n;

/** The parties that a rule is about. */
export class PeerMatch {
  /**
   * Of a rule of Cilium. One whose `toServices` lead to no pod and no address is about everybody, on its ports: what they
   * stand for is put into other fields, which are then all empty. Deny rules are never told what they stand for.
   */
  public static ofCilium({ peers, isEverybody }: CiliumPeers, isDeny: boolean, all: ManifestSet): PeerMatch {
    const isOfServices = peers.some(peer => peer.kind === 'other' && peer.field === 'toServices');
    if (isEverybody || (isOfServices && isDeny)) return new PeerMatch({ isEverybody: true }, all);
    const found = PeerMatch.joined(peers.map(peer => PeerMatch.ciliumPeer(peer, all)));
    const isNobody = found.selectors?.length === 0 && found.blocks?.length === 0;
    return new PeerMatch(isOfServices && isNobody ? { isEverybody: true } : found, all);
  }

  /** Of a NetworkPolicy: by the labels of identities, as Cilium enforces it; nobody named stands for everybody. */
  public static ofKubernetes(peers: readonly NetworkPolicyPeer[], namespace: string, all: ManifestSet): PeerMatch {
    if (peers.length === 0) return new PeerMatch({ isEverybody: true }, all);
    return new PeerMatch(PeerMatch.joined(peers.map(peer => PeerMatch.kubernetesPeer(peer, namespace))), all);
  }

  private static joined(each: readonly Peers[]): Peers {
    return {
      isEverybody: each.some(({ isEverybody }) => isEverybody),
      selectors: Flat.map(each, ({ selectors = [] }) => selectors),
      blocks: Flat.map(each, ({ blocks = [] }) => blocks),
      names: Flat.map(each, ({ names = [] }) => names),
      unknown: Flat.map(each, ({ unknown = [] }) => unknown),
    };
  }

  private static ciliumPeer(peer: CiliumPeer, all: ManifestSet): Peers {
    switch (peer.kind) {
      case 'pods':
        return { selectors: [peer.selector] };
      case 'entity':
        return peer.entity === 'all' ? { isEverybody: true } : { selectors: Entities.selectors(peer.entity) };
      case 'block':
        return peer.block ? { blocks: [{ block: peer.block, except: peer.except }] } : {};
      case 'name':
        return { names: [peer.pattern] };
      case 'other':
        return PeerReferences.resolve(peer.field, peer.value, all);
    }
  }

  private static kubernetesPeer({ pods, namespaces, block }: NetworkPolicyPeer, namespace: string): Peers {
    if (block) {
      const around = CidrBlock.tryParse(String(block.cidr));
      const except = (Array.isArray(block.except) ? block.except : []).flatMap(text => CidrBlock.tryParse(text) ?? []);
      return around ? { blocks: [{ block: around, except }] } : {};
    }
    const where = namespaces ? PeerMatch.inNamespaces(namespaces) : PeerMatch.inNamespace(namespace);
    return { selectors: [{ matchExpressions: [...SelectorTerms.expressions(pods ?? {}), ...where] }] };
  }

  private static inNamespace(namespace: string): readonly LabelSelectorRequirement[] {
    return [{ key: POD_NAMESPACE, operator: 'In', values: [namespace] }];
  }

  /** An empty selector is for every namespace. */
  private static inNamespaces(terms: LabelSelectorTerms): readonly LabelSelectorRequirement[] {
    const expressions = SelectorTerms.expressions(terms);
    if (expressions.length === 0) return [{ key: POD_NAMESPACE, operator: 'Exists' }];
    return [
      { key: POD_NAMESPACE, operator: 'Exists' },
      ...expressions.map(requirement => ({ ...requirement, key: `${NAMESPACE_LABELS}${requirement.key}` })),
    ];
  }

  private readonly selectors: readonly LabelSelectorTerms[];
  public readonly isEverybody: boolean;
  public readonly blocks: readonly BlockPeer[];
  public readonly names: readonly FqdnPattern[];
  /** What cannot be told of it, as a person says it. */
  public readonly unknown: readonly string[];
  private known: EndpointSet | undefined;

  private constructor(
    { isEverybody = false, selectors = [], blocks = [], names = [], unknown = [] }: Peers,
    private readonly all: ManifestSet,
  ) {
    this.isEverybody = isEverybody;
    this.selectors = selectors;
    this.blocks = blocks;
    this.names = names;
    this.unknown = unknown;
  }

  /** The pods that it is about, by their places among all endpoints. */
  public get endpoints(): EndpointSet {
    const sets = EndpointSets.of(this.all);
    this.known ??= this.isEverybody ? sets.everybody : sets.selected(this.selectors);
    return this.known;
  }

  public includes(party: Party): Match {
    if (this.isEverybody) return 'yes';
    if (party.endpoint) return this.endpoints.has(party.endpoint.index) ? 'yes' : 'no';
    if (this.selectors.some(selector => LabelSelector.matches(selector, party.labels))) return 'yes';
    const { block, name } = party;
    if (block && this.blocks.some(peer => includesBlock(peer, block))) return 'yes';
    if (name !== undefined && this.includesName(name)) return 'yes';
    const isOutside = block !== undefined || name !== undefined;
    if (isOutside && this.unknown.length > 0) return 'maybe';
    return name !== undefined && this.blocks.length > 0 ? 'maybe' : 'no';
  }

  /** By name, or because all addresses there are, which the name stands for, are meant. */
  private includesName(name: string): boolean {
    const asked = FqdnPattern.ofName(name) ?? FqdnPattern.ofPattern(name);
    return (
      this.blocks.some(({ block, except }) => except.length === 0 && block.first === 0n && block.last === ANY_V4) ||
      this.names.some(pattern => (asked ? pattern.covers(asked) : false) || pattern.matches(name))
    );
  }
}

function includesBlock({ block, except }: BlockPeer, asked: CidrBlock): boolean {
  return block.contains(asked) && !except.some(each => each.contains(asked));
}
