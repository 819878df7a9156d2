import { Flat } from '../../notation/flat';
import type { LabelSelectorTerms } from '../../notation/label-selector';
import { Json, type JsonObject } from '../json/json';
import type { Manifest } from '../manifest';
import { CiliumPeers } from './cilium-peers';
import { CiliumPorts } from './cilium-ports';
import { CiliumSelector } from './cilium-selector';

/** Which way traffic goes, seen from the pods that a policy is for. */
export type Direction = 'ingress' | 'egress';

export const DIRECTIONS: readonly Direction[] = ['ingress', 'egress'];

/** One element of `ingress`, `egress`, `ingressDeny` or `egressDeny`. */
export interface CiliumRule {
  readonly spec: CiliumSpec;
  readonly direction: Direction;
  readonly isDeny: boolean;
  /** Such as `spec.egress[0]`. */
  readonly path: string;
  readonly rule: JsonObject;
  readonly peers: CiliumPeers;
  readonly ports: CiliumPorts;
}

/** The spec of a Cilium policy, or one of its specs. */
export interface CiliumSpec {
  readonly manifest: Manifest;
  /** `spec`, or such as `specs[0]`. */
  readonly path: string;
  readonly spec: JsonObject;
  /** Namespace of the policy; empty for one of the whole cluster. */
  readonly namespace: string;
  /** The pods that it is for; undefined where it is for nodes, or for nothing. */
  readonly subject: LabelSelectorTerms | undefined;
  readonly rules: readonly CiliumRule[];
}

/** A CiliumNetworkPolicy or a CiliumClusterwideNetworkPolicy, rule by rule. */
export class CiliumPolicy {
  public static readonly GROUP = 'cilium.io';
  public static readonly KINDS = ['CiliumNetworkPolicy', 'CiliumClusterwideNetworkPolicy'] as const;

  private static readonly known = new WeakMap<Manifest, readonly CiliumSpec[]>();

  public static is(manifest: Manifest): boolean {
    return manifest.group === CiliumPolicy.GROUP && CiliumPolicy.KINDS.some(kind => kind === manifest.kind);
  }

  /** The specs of a policy; none for an object of another kind. */
  public static specsOf(manifest: Manifest): readonly CiliumSpec[] {
    if (!CiliumPolicy.is(manifest)) return [];
    const known = CiliumPolicy.known.get(manifest);
    if (known) return known;
    const { spec, specs } = manifest.object;
    const read = [
      ...(Json.isObject(spec) ? [CiliumPolicy.spec(manifest, 'spec', spec)] : []),
      ...Flat.map(Json.list(specs), (each, index) =>
        Json.isObject(each) ? [CiliumPolicy.spec(manifest, `specs[${index}]`, each)] : [],
      ),
    ];
    CiliumPolicy.known.set(manifest, read);
    return read;
  }

  /** The rules of a policy, of all its specs. */
  public static rulesOf(manifest: Manifest): readonly CiliumRule[] {
    const specs = CiliumPolicy.specsOf(manifest);
    return specs.length === 1 ? specs[0].rules : Flat.map(specs, ({ rules }) => rules);
  }

  /**
   * Whether the pods that it is for are denied what no rule allows. Only rules do that: without one in a direction,
   * `enableDefaultDeny` has no effect.
   */
  public static deniesByDefault({ spec, rules }: CiliumSpec, direction: Direction): boolean {
    const asked = Json.at(spec, 'enableDefaultDeny', direction);
    return asked !== false && rules.some(rule => rule.direction === direction);
  }

  private static spec(manifest: Manifest, path: string, spec: JsonObject): CiliumSpec {
    const { endpointSelector = null, nodeSelector = null } = spec;
    const isForPods = endpointSelector !== null && nodeSelector === null;
    const namespace = manifest.effectiveNamespace;
    const rules: CiliumRule[] = [];
    const read: CiliumSpec = {
      manifest,
      path,
      spec,
      namespace,
      subject: isForPods ? CiliumSelector.ofSubject(endpointSelector, namespace) : undefined,
      rules,
    };
    for (const direction of DIRECTIONS) {
      for (const list of [direction, `${direction}Deny`]) {
        Json.list(spec[list]).forEach((element, index) => {
          const place = `${path}.${list}[${index}]`;
          rules.push(CiliumPolicy.rule(read, direction, list !== direction, place, Json.object(element)));
        });
      }
    }
    return read;
  }

  private static rule(
    spec: CiliumSpec,
    direction: Direction,
    isDeny: boolean,
    path: string,
    rule: JsonObject,
  ): CiliumRule {
    const ports = CiliumPorts.of(rule, path);
    // A deny rule has no such field: the API server drops it, and what is left is about everybody.
    const known = isDeny && rule.toFQDNs !== undefined ? { ...rule, toFQDNs: undefined } : rule;
    const peers = CiliumPeers.of(known, path, direction, spec.namespace);
    return { spec, direction, isDeny, path, rule, peers, ports };
  }
}
