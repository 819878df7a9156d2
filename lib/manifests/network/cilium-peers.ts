import { CidrBlock } from '../../notation/cidr';
import { FqdnPattern } from '../../notation/fqdn-pattern';
import type { LabelSelectorTerms } from '../../notation/label-selector';
import { Json, type JsonObject } from '../json/json';
import type { Direction } from './cilium-policy';
import { CiliumSelector } from './cilium-selector';

/** One peer that a rule names. */
export type CiliumPeer = { readonly path: string } & (
  | { readonly kind: 'pods'; readonly selector: LabelSelectorTerms }
  | { readonly kind: 'entity'; readonly entity: string }
  | { readonly kind: 'block'; readonly text: string; readonly block?: CidrBlock; readonly except: readonly CidrBlock[] }
  | { readonly kind: 'name'; readonly pattern: FqdnPattern }
  /** What cannot be told from the object: services, nodes, groups of addresses. */
  | { readonly kind: 'other'; readonly field: string; readonly value: JsonObject }
);

/** Fields that are empty on purpose when they are an empty list: the rule is then about nobody. */
const NOBODY_IF_EMPTY = ['Endpoints', 'Nodes', 'Entities', 'CIDR', 'CIDRSet'];
const NAMES = [...NOBODY_IF_EMPTY, 'Services', 'Groups', 'FQDNs'];
const FIELDS: Readonly<Record<Direction, readonly { readonly name: string; readonly field: string }[]>> = {
  ingress: NAMES.map(name => ({ name, field: `from${name}` })),
  egress: NAMES.map(name => ({ name, field: `to${name}` })),
};

/** The peers that a rule of a Cilium policy is about. */
export class CiliumPeers {
  public static of(rule: JsonObject, path: string, direction: Direction, namespace: string): CiliumPeers {
    const peers: CiliumPeer[] = [];
    const emptyLists: string[] = [];
    let isUnnamed = true;
    FIELDS[direction].forEach(({ name, field }) => {
      const list = rule[field];
      if (!Array.isArray(list)) return;
      if (list.length > 0) isUnnamed = false;
      else if (NOBODY_IF_EMPTY.includes(name)) emptyLists.push(`${path}.${field}`);
      list.forEach((element, index) => {
        const peer = CiliumPeers.peer(name, field, element, `${path}.${field}[${index}]`, namespace);
        if (peer) peers.push(peer);
      });
    });
    return new CiliumPeers(peers, emptyLists, isUnnamed);
  }

  private static peer(
    name: string,
    field: string,
    element: unknown,
    path: string,
    namespace: string,
  ): CiliumPeer | undefined {
    const value = Json.object(element);
    switch (name) {
      case 'Endpoints':
        return { kind: 'pods', path, selector: CiliumSelector.ofPeer(element, namespace) };
      case 'Entities':
        return { kind: 'entity', path, entity: Json.text(element) ?? '' };
      case 'CIDR':
        return CiliumPeers.block(Json.text(element) ?? '', path);
      case 'CIDRSet': {
        const text = Json.text(value.cidr);
        if (text === undefined) return { kind: 'other', path, field, value };
        const except = Json.list(value.except).flatMap(block => CidrBlock.tryParse(Json.text(block) ?? '') ?? []);
        return { ...CiliumPeers.block(text, `${path}.cidr`), except };
      }
      case 'FQDNs': {
        const { matchName, matchPattern } = Json.texts(value);
        const pattern = matchName ? FqdnPattern.ofName(matchName) : FqdnPattern.ofPattern(matchPattern ?? '');
        return pattern && { kind: 'name', path, pattern };
      }
      default:
        return { kind: 'other', path, field, value };
    }
  }

  private static block(text: string, path: string) {
    return { kind: 'block', path, text, block: CidrBlock.tryParse(text), except: [] } as const;
  }

  private constructor(
    public readonly peers: readonly CiliumPeer[],
    /** Paths of the lists that are empty, by which the rule is about nobody. */
    public readonly emptyLists: readonly string[],
    /** Whether it names no peer. With ports, and without an empty list, it is then about everybody. */
    public readonly isUnnamed: boolean,
  ) {}

  /** Whether it is about everybody, if it has ports. */
  public get isEverybody(): boolean {
    return this.isUnnamed && this.emptyLists.length === 0;
  }
}
