import {
  CiliumNetworkPolicy,
  type CiliumNetworkPolicySpec,
  type CiliumNetworkPolicySpecEgressToPorts,
  type CiliumNetworkPolicySpecEgressToPortsPortsProtocol,
} from '../../../imports/cilium-cilium.io';
import { InvalidValue } from '../../notation/invalid-value';
import { CiliumDirection, type CiliumPeer, type CiliumRule } from '../../values/cilium-rule';
import type { ClusterDns } from '../../values/cluster-dns';
import type { PodSet } from '../../values/pod-set';
import type { Port } from '../../values/port';
import { coversSomePeer } from './_peer-overlap';

/** The rules of a Cilium policy, by list. */
export interface CiliumRuleLists {
  readonly ingress: readonly CiliumRule[];
  readonly egress: readonly CiliumRule[];
  readonly ingressDeny: readonly CiliumRule[];
  readonly egressDeny: readonly CiliumRule[];
}

const TLS_PORT = 443;

/** Namespace of an endpoint, as Cilium labels its identity. */
const NAMESPACE_LABEL = 'k8s:io.kubernetes.pod.namespace';

/** Labels that Cilium gives an identity for its namespace. */
const NAMESPACE_LABELS = /^io\.(kubernetes\.pod|cilium\.k8s)\./;

/**
 * Renders the spec that CiliumNetworkPolicy and CiliumClusterwideNetworkPolicy share, and refuses what Cilium would
 * accept and then ignore.
 *
 * @see https://docs.cilium.io/en/stable/security/policy/
 */
export class CiliumPolicySpec {
  /** @param ownNamespace namespace of the policy; Cilium adds it to selectors that name none. Undefined cluster-wide. */
  constructor(
    private readonly policy: string,
    private readonly rules: CiliumRuleLists,
    private readonly dns: ClusterDns,
    private readonly ownNamespace?: string,
  ) {
    this.assertDirections();
    this.assertDeny();
    this.assertNamespaces();
    this.assertNames();
    this.assertLayer7();
  }

  /** The spec as JSON, with Cilium's own spelling. */
  public toJson(subject: Partial<CiliumNetworkPolicySpec>): any {
    const { ingress, egress, ingressDeny, egressDeny } = this.rules;
    const list = (rules: readonly CiliumRule[], ahead: any[] = []): any[] | undefined =>
      rules.length > 0 ? [...ahead, ...rules.map(rule => this.renderRule(rule))] : undefined;
    const spec: CiliumNetworkPolicySpec = {
      ...subject,
      ingress: list(ingress),
      egress: list(egress, this.renderDns()),
      ingressDeny: list(ingressDeny),
      egressDeny: list(egressDeny),
    };
    return CiliumNetworkPolicy.manifest({ metadata: { name: this.policy }, spec }).spec;
  }

  /** The selector of a set of pods, seen from the policy's namespace. */
  public selectorOf(pods: PodSet): { matchLabels?: { [key: string]: string } } {
    const elsewhere = pods.namespaceName !== this.ownNamespace;
    const matchLabels = elsewhere ? { [NAMESPACE_LABEL]: pods.namespaceName, ...pods.labels } : { ...pods.labels };
    return Object.keys(matchLabels).length > 0 ? { matchLabels } : {};
  }

  private renderRule(rule: CiliumRule): { [field: string]: any } {
    const toPorts = this.renderPorts(rule);
    return { ...this.renderPeer(rule.direction, rule.peer), ...(toPorts ? { toPorts } : {}) };
  }

  private renderPeer(direction: CiliumDirection, peer: CiliumPeer): { [field: string]: any } {
    const out = direction === CiliumDirection.EGRESS;
    if (peer.pods) return { [out ? 'toEndpoints' : 'fromEndpoints']: peer.pods.map(pods => this.selectorOf(pods)) };
    if (peer.entities) return { [out ? 'toEntities' : 'fromEntities']: [...peer.entities] };
    if (peer.cidrs) return { [out ? 'toCidr' : 'fromCidr']: [...peer.cidrs] };
    if (peer.fqdn) return { toFqdNs: [{ matchName: peer.fqdn.name }] };
    return { toFqdNs: [{ matchPattern: peer.fqdnPattern }] };
  }

  private renderPorts(rule: CiliumRule): CiliumNetworkPolicySpecEgressToPorts[] | undefined {
    if (rule.ports.length === 0) return undefined;
    return [
      {
        ports: rule.ports.map(port => CiliumPolicySpec.renderPort(port)),
        rules: rule.http.length > 0 ? { http: rule.http.map(request => ({ ...request })) } : undefined,
      },
    ];
  }

  private static renderPort(port: Port) {
    return {
      port: String(port.number),
      endPort: port.last,
      protocol: port.protocol as unknown as CiliumNetworkPolicySpecEgressToPortsPortsProtocol,
    };
  }

  /** A name in a rule means nothing to Cilium until its DNS proxy has seen the answer: the same pods need the DNS rule. */
  private renderDns(): any[] {
    const names = new Map<string, { matchName?: string; matchPattern?: string }>();
    for (const { peer } of this.rules.egress) {
      if (peer.fqdn) names.set(peer.fqdn.name, { matchName: peer.fqdn.name });
      if (peer.fqdnPattern) names.set(peer.fqdnPattern, { matchPattern: peer.fqdnPattern });
      for (const pods of peer.pods ?? []) {
        if (pods.namespaceName === this.ownNamespace) continue;
        const pattern = this.dns.servicesOf(pods.namespaceName);
        names.set(pattern, { matchPattern: pattern });
      }
    }
    if (names.size === 0) return [];
    const sorted = [...names.keys()].sort().map(name => names.get(name) as object);
    return [CiliumPolicySpec.dnsRule(this.dns, sorted)];
  }

  /** Queries for these names, over UDP and TCP, through Cilium's DNS proxy. */
  public static dnsRule(dns: ClusterDns, names: object[]): any {
    const labels = Object.entries(dns.labels).map(([key, value]) => [`k8s:${key}`, value]);
    return {
      toEndpoints: [{ matchLabels: { [NAMESPACE_LABEL]: dns.namespaceName, ...Object.fromEntries(labels) } }],
      toPorts: [
        {
          ports: [
            { port: '53', protocol: 'UDP' },
            { port: '53', protocol: 'TCP' },
          ],
          rules: { dns: names },
        },
      ],
    };
  }

  private assertDirections(): void {
    const lists = Object.entries(this.rules) as [string, readonly CiliumRule[]][];
    if (lists.every(([, rules]) => rules.length === 0)) {
      throw new Error(`policy ${this.policy} has no rule; pass ingress, egress, ingressDeny or egressDeny`);
    }
    for (const [list, rules] of lists) {
      const stray = rules.find(rule => !list.startsWith(rule.direction));
      if (stray)
        throw new Error(
          `policy ${this.policy} has an ${stray.direction} rule in ${list}; move it to ${stray.direction}`,
        );
    }
  }

  private assertDeny(): void {
    for (const rule of [...this.rules.ingressDeny, ...this.rules.egressDeny]) {
      if (rule.peer.fqdn || rule.peer.fqdnPattern) {
        throw new Error(`policy ${this.policy} denies a name, which Cilium cannot; deny its addresses, or allow less`);
      }
      if (rule.http.length > 0) {
        throw new Error(
          `policy ${this.policy} denies HTTP requests, which Cilium cannot; allow the others with forHttp()`,
        );
      }
    }
  }

  /** A peer that is selected by such a label is looked for in every namespace, whatever namespace it was meant to be in. */
  private assertNamespaces(): void {
    for (const { peer } of Object.values(this.rules).flat() as CiliumRule[]) {
      const key = peer.pods?.flatMap(pods => Object.keys(pods.labels)).find(label => NAMESPACE_LABELS.test(label));
      if (key !== undefined) {
        throw new InvalidValue(`pod label in policy ${this.policy}`, 'one of the pod, not of its namespace', key);
      }
    }
  }

  /** Inside the cluster, Cilium knows who somebody is, and compares no name or address. */
  private assertNames(): void {
    for (const { peer } of this.rules.egress) {
      const name = peer.fqdn?.name ?? peer.fqdnPattern;
      if (name !== undefined && this.dns.owns(name)) {
        throw new Error(
          `policy ${this.policy} allows ${JSON.stringify(name)}, and Cilium matches nothing inside the cluster by name; ` +
            'use CiliumRule.toPods()',
        );
      }
    }
  }

  /** Cilium filters requests only on plain text, and only if no rule lets the same peer in on the same port unfiltered. */
  private assertLayer7(): void {
    const rules = [...this.rules.ingress, ...this.rules.egress];
    for (const filtered of rules.filter(rule => rule.http.length > 0)) {
      if (filtered.ports.some(port => port.number <= TLS_PORT && TLS_PORT <= (port.last ?? port.number))) {
        throw new Error(
          `policy ${this.policy} filters HTTP on port ${TLS_PORT}, where Cilium sees only TLS; ` +
            'use the plain-text port, or drop forHttp()',
        );
      }
      if (rules.some(rule => rule.http.length === 0 && CiliumPolicySpec.cancels(rule, filtered))) {
        throw new Error(
          `policy ${this.policy} filters HTTP on ${filtered.ports.join(', ')}, and another of its rules lets the same peer ` +
            'through unfiltered, which cancels the filter; keep one of the two',
        );
      }
    }
  }

  private static cancels(open: CiliumRule, filtered: CiliumRule): boolean {
    const samePort = open.ports.some(port =>
      filtered.ports.some(
        other =>
          port.protocol === other.protocol &&
          port.number <= (other.last ?? other.number) &&
          other.number <= (port.last ?? port.number),
      ),
    );
    return (
      open.direction === filtered.direction &&
      (open.ports.length === 0 || samePort) &&
      coversSomePeer(open.peer, filtered.peer)
    );
  }
}
