import { Flat } from '../../notation/flat';
import { Grouped } from '../../notation/grouped';
import type { Manifest } from '../manifest';
import type { ManifestSet } from '../manifest-set';
import { PerSet } from '../per-set';
import { CiliumPolicy, type CiliumRule, type CiliumSpec, type Direction } from './cilium-policy';
import { type NetworkEndpoint, NetworkEndpoints } from './network-endpoints';
import { SelectorTerms } from './selector-terms';
import { SubjectIndex } from './subject-index';

/** Endpoints for which the same policies are. */
export interface PolicedEndpoints {
  /** None where a policy is for pods that are not known: what can be told of them is told of their selector. */
  readonly endpoints: readonly NetworkEndpoint[];
  readonly specs: readonly CiliumSpec[];
  readonly networkPolicies: readonly Manifest[];
}

/** What is for one endpoint, by places among all specs and all NetworkPolicies. */
interface Chosen {
  readonly specs: number[];
  readonly policies: number[];
}

const NETWORK_POLICY = { group: 'networking.k8s.io', kind: 'NetworkPolicy' } as const;

/**
 * Which network policies are for which pods: NetworkPolicy, CiliumNetworkPolicy and CiliumClusterwideNetworkPolicy. All of
 * them know pods by the labels of their identities.
 */
export class PolicySelection {
  private static readonly known = new PerSet(all => new PolicySelection(all));
  private static readonly allowed = new WeakMap<PolicedEndpoints, Partial<Record<Direction, readonly CiliumRule[]>>>();

  public static of(all: ManifestSet): PolicySelection {
    return PolicySelection.known.of(all);
  }

  /** By the place of the endpoint. */
  private readonly ofEndpoint: readonly PolicedEndpoints[];
  private readonly ofSpec = new Map<CiliumSpec, readonly PolicedEndpoints[]>();
  private readonly specs: readonly CiliumSpec[];
  private subjects: SubjectIndex | undefined;

  private constructor(all: ManifestSet) {
    const endpoints = NetworkEndpoints.of(all);
    this.specs = Flat.map(
      Flat.map(CiliumPolicy.KINDS, kind => all.ofKind(CiliumPolicy.GROUP, kind)),
      policy => CiliumPolicy.specsOf(policy),
    );
    const policies = all.ofKind(NETWORK_POLICY.group, NETWORK_POLICY.kind);
    const chosen = endpoints.all.map((): Chosen => ({ specs: [], policies: [] }));
    this.specs.forEach(({ subject }, index) => {
      if (subject) for (const endpoint of endpoints.ofIdentity(subject)) chosen[endpoint.index].specs.push(index);
    });
    policies.forEach(({ spec, effectiveNamespace }, index) => {
      const terms = SelectorTerms.read(spec.podSelector);
      for (const endpoint of endpoints.ofIdentityIn(effectiveNamespace, terms)) {
        chosen[endpoint.index].policies.push(index);
      }
    });
    this.ofEndpoint = this.grouped(endpoints.all, chosen, policies);
  }

  private grouped(
    endpoints: readonly NetworkEndpoint[],
    chosen: readonly Chosen[],
    policies: readonly Manifest[],
  ): readonly PolicedEndpoints[] {
    const groups = new Map<string, PolicedEndpoints & { readonly endpoints: NetworkEndpoint[] }>();
    const lists = new Map<CiliumSpec, PolicedEndpoints[]>();
    const ofEndpoint = endpoints.map((endpoint, place) => {
      const indices = chosen[place];
      const key = `${indices.specs.join()};${indices.policies.join()}`;
      let group = groups.get(key);
      if (!group) {
        const specs = indices.specs.map(index => this.specs[index]);
        group = { endpoints: [], specs, networkPolicies: indices.policies.map(index => policies[index]) };
        groups.set(key, group);
        for (const spec of specs) {
          Grouped.add(lists, spec, group);
        }
      }
      group.endpoints.push(endpoint);
      return group;
    });
    for (const [spec, list] of lists) this.ofSpec.set(spec, list);
    return ofEndpoint;
  }

  /** The policies that are for an endpoint. */
  public forEndpoint(endpoint: NetworkEndpoint): PolicedEndpoints {
    return this.ofEndpoint[endpoint.index] ?? { endpoints: [endpoint], specs: [], networkPolicies: [] };
  }

  /**
   * The endpoints that a spec is for, by the other policies that are for them, too. Where it is for no known pod: the
   * specs that are for every pod that it can be for.
   */
  public groupsOf(spec: CiliumSpec): readonly PolicedEndpoints[] {
    const known = this.ofSpec.get(spec);
    if (known) return known;
    const { subject } = spec;
    if (!subject) return [];
    const specs = this.bySubject().covering(subject);
    const groups = [{ endpoints: [], specs, networkPolicies: [] }];
    this.ofSpec.set(spec, groups);
    return groups;
  }

  private bySubject(): SubjectIndex {
    this.subjects ??= new SubjectIndex(this.specs);
    return this.subjects;
  }

  /** The rules of a group of endpoints in one direction that allow something. */
  public static allowing(group: PolicedEndpoints, direction: Direction): readonly CiliumRule[] {
    let known = PolicySelection.allowed.get(group);
    if (!known) {
      known = {};
      PolicySelection.allowed.set(group, known);
    }
    known[direction] ??= Flat.map(group.specs, ({ rules }) =>
      rules.filter(rule => !rule.isDeny && rule.direction === direction),
    );
    return known[direction];
  }
}
