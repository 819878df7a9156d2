import type { LabelSelectorTerms } from '../../notation/label-selector';
import { Json, type JsonObject } from '../json/json';
import type { Manifest } from '../manifest';
import { DIRECTIONS, type Direction } from './cilium-policy';
import { SelectorTerms } from './selector-terms';

/** One peer that a rule of a NetworkPolicy names. */
export interface NetworkPolicyPeer {
  /** Such as `spec.ingress[0].from[1]`. */
  readonly path: string;
  /** Undefined where it names no pods of their own; the namespace's are then all of them. */
  readonly pods: LabelSelectorTerms | undefined;
  /** Undefined for the policy's own namespace. */
  readonly namespaces: LabelSelectorTerms | undefined;
  /** A block of addresses, which stands alone. */
  readonly block: JsonObject | undefined;
}

/** One element of `ingress` or `egress`. */
export interface NetworkPolicyRule {
  readonly direction: Direction;
  /** Such as `spec.ingress[0]`. */
  readonly path: string;
  readonly rule: JsonObject;
  /** Empty where it is about everybody. */
  readonly peers: readonly NetworkPolicyPeer[];
  /** Whether it is about every port. */
  readonly isEveryPort: boolean;
}

const RULES = new WeakMap<Manifest, readonly NetworkPolicyRule[]>();
const TYPES: Readonly<Record<Direction, string>> = { ingress: 'Ingress', egress: 'Egress' };

/** A NetworkPolicy of Kubernetes, rule by rule. */
export class NetworkPolicy {
  public static readonly KIND = 'NetworkPolicy';

  public static is(manifest: Manifest): boolean {
    return manifest.group === 'networking.k8s.io' && manifest.kind === NetworkPolicy.KIND;
  }

  /** Whether its pods are denied what no rule allows. Without `policyTypes`: ingress, and egress if it has such a rule. */
  public static deniesByDefault({ spec }: Manifest, direction: Direction): boolean {
    const types = Json.list(spec.policyTypes);
    if (types.length > 0) return types.includes(TYPES[direction]);
    return direction === 'ingress' || Json.list(spec.egress).length > 0;
  }

  /** The rules that have an effect: those of directions in which it denies by default. */
  public static rulesOf(manifest: Manifest): readonly NetworkPolicyRule[] {
    const known = RULES.get(manifest);
    if (known) return known;
    const rules = NetworkPolicy.rulesWhere(manifest, direction => NetworkPolicy.deniesByDefault(manifest, direction));
    RULES.set(manifest, rules);
    return rules;
  }

  /**
   * The rules of directions that `policyTypes` leaves out. To the API they have no effect; Cilium 1.20 enforces them.
   *
   * https://github.com/cilium/cilium/issues/48703
   */
  public static ignoredRulesOf(manifest: Manifest): readonly NetworkPolicyRule[] {
    return NetworkPolicy.rulesWhere(manifest, direction => !NetworkPolicy.deniesByDefault(manifest, direction));
  }

  private static rulesWhere(
    manifest: Manifest,
    isMeant: (direction: Direction) => boolean,
  ): readonly NetworkPolicyRule[] {
    if (!NetworkPolicy.is(manifest)) return [];
    const rules: NetworkPolicyRule[] = [];
    for (const direction of DIRECTIONS) {
      const list = Json.list(manifest.spec[direction]);
      if (list.length === 0 || !isMeant(direction)) continue;
      for (let index = 0; index < list.length; index++) {
        rules.push(NetworkPolicy.rule(direction, `spec.${direction}[${index}]`, Json.object(list[index])));
      }
    }
    return rules;
  }

  private static rule(direction: Direction, path: string, rule: JsonObject): NetworkPolicyRule {
    const list = direction === 'ingress' ? 'from' : 'to';
    return {
      direction,
      path,
      rule,
      peers: Json.list(rule[list]).map((peer, index) =>
        NetworkPolicy.peer(Json.object(peer), `${path}.${list}[${index}]`),
      ),
      isEveryPort: Json.list(rule.ports).length === 0,
    };
  }

  private static peer(peer: JsonObject, path: string): NetworkPolicyPeer {
    const { podSelector = null, namespaceSelector = null, ipBlock } = peer;
    const terms = (selector: unknown) => (selector === null ? undefined : SelectorTerms.read(selector));
    return {
      path,
      pods: terms(podSelector),
      namespaces: terms(namespaceSelector),
      block: Json.isObject(ipBlock) ? ipBlock : undefined,
    };
  }
}
