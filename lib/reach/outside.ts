import type { ManifestSet } from '../manifests/manifest-set';
import { CiliumPolicy } from '../manifests/network/cilium-policy';
import { NetworkPolicy } from '../manifests/network/network-policy';
import { PerSet } from '../manifests/per-set';
import { CidrBlock } from '../notation/cidr';
import { Parties, type Party } from './party';
import { type PolicyRule, PolicyRules } from './policy-rule';

/** A party that is no pod, and what it is called. */
export interface OutsideParty {
  /** `world`, a block of addresses, a name or pattern of names, or one of Cilium's entities. */
  readonly name: string;
  readonly party: Party;
  /** For a block: the smaller ones in it that are parties of their own. */
  readonly except: readonly string[];
}

const ALL_V4 = '0.0.0.0/0';
const ALL_V6 = '::/0';
const ENTITIES: readonly (readonly [string, Party])[] = [
  ['host', Parties.HOST],
  ['ingress', Parties.INGRESS],
  ['kube-apiserver', Parties.KUBE_APISERVER],
  ['remote-node', Parties.REMOTE_NODE],
];

/**
 * Who there is besides pods, as far as any policy tells them apart: every block of addresses and every name that a policy
 * mentions, what is left of the world, and Cilium's own identities.
 */
export class Outside {
  private static readonly known = new PerSet(all => Outside.in([all]));

  public static of(all: ManifestSet): readonly OutsideParty[] {
    return Outside.known.of(all);
  }

  /** As the policies of several clusters tell them apart, and further blocks. */
  public static in(sets: readonly ManifestSet[], asked: readonly string[] = []): readonly OutsideParty[] {
    const rules = sets.flatMap(Outside.rulesOf);
    const names = new Set(rules.flatMap(({ peers }) => peers.names.map(({ text }) => text)));
    const blocks = new Map<string, CidrBlock>();
    const add = (block: CidrBlock | undefined) => block && blocks.set(block.toString(), block);
    for (const { peers } of rules) {
      for (const { block, except } of peers.blocks) [block, ...except].map(add);
    }
    for (const text of asked) add(CidrBlock.tryParse(text));
    if ([...blocks.values()].some(({ bits }) => bits === 128)) add(CidrBlock.tryParse(ALL_V6));
    add(CidrBlock.tryParse(ALL_V4));
    return [
      ...Outside.blocks([...blocks.values()]),
      ...[...names].sort().map(name => ({ name, party: Parties.named(name), except: [] })),
      ...ENTITIES.map(([name, party]) => ({ name, party, except: [] })),
    ];
  }

  /** Blocks are within one another, or have nothing in common. */
  private static blocks(blocks: readonly CidrBlock[]): readonly OutsideParty[] {
    return blocks
      .map(block => {
        const within = blocks.filter(other => other !== block && block.contains(other));
        const next = within.filter(other => !within.some(between => between !== other && between.contains(other)));
        const text = block.toString();
        return {
          name: text === ALL_V4 ? 'world' : text,
          party: Parties.addresses(block),
          except: next.map(String).sort(),
        };
      })
      .sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  private static rulesOf(all: ManifestSet): readonly PolicyRule[] {
    const rules = PolicyRules.of(all);
    return [
      ...all.ofKind('networking.k8s.io', NetworkPolicy.KIND).flatMap(policy => rules.kubernetes(policy)),
      ...CiliumPolicy.KINDS.flatMap(kind => all.ofKind(CiliumPolicy.GROUP, kind))
        .flatMap(CiliumPolicy.rulesOf)
        .map(rule => rules.cilium(rule)),
    ];
  }
}
