import type { JsonObject } from '../../lib/manifests/json/json';

/** A case: objects, and parties that are no pods with the ports that are asked of them. */
export interface ReachCase {
  readonly objects: readonly JsonObject[];
  readonly peers: readonly string[];
  readonly ports: readonly { readonly port: number; readonly protocol: string }[];
}

/** Chance that can be had again: mulberry32. */
export class Dice {
  constructor(private state: number) {}

  public roll(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  public is(chance: number): boolean {
    return this.roll() < chance;
  }

  public below(count: number): number {
    return Math.floor(this.roll() * count);
  }

  public of<T>(values: readonly T[]): T {
    return values[this.below(values.length)];
  }

  public some<T>(most: number, make: () => T, least = 0): T[] {
    return Array.from({ length: least + this.below(most - least + 1) }, make);
  }
}

const NAMESPACES = ['a', 'b', 'default'];
const KEPT_KEYS = ['app', 'tier', 'app.kubernetes.io/name'];
/** Keys that identities drop, and some that they seem to. */
const SPECIAL_KEYS = [
  'annotation.x',
  'app.kubernetes.io/part-of',
  'apps.kubernetes.io/pod-index',
  'batch.kubernetes.io/job-name',
  'controller-revision-hash',
  'etcd_node.x',
  'io.kubernetes.x',
  'k8s.io/x',
  'kubernetes.io/arch',
  'pod-template-hash',
  'statefulset.kubernetes.io/pod-name',
  'topology.kubernetes.io/zone',
  'x.beta.kubernetes.io/y',
  'x.k8s.io/y',
];
const BLOCKS = [
  '0.0.0.0/0',
  '10.0.0.0/8',
  '10.1.0.0/16',
  '10.1.2.0/24',
  '192.168.32.0/24',
  '10.1.2.3/32',
  '::/0',
  'fd00::/8',
];
export const ADDRESSES = ['10.1.2.3', '10.1.9.9', '10.200.0.1', '192.168.32.126', '8.8.8.8', 'fd00::1'];
const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];
const ENTITIES = [
  'all',
  'world',
  'cluster',
  'host',
  'remote-node',
  'kube-apiserver',
  'ingress',
  'health',
  'init',
  'none',
  'unmanaged',
];

/** Random objects on which policies of all kinds have something to say. */
export class PolicyGenerator {
  private readonly dice: Dice;
  /** Keys of labels of pods. */
  private keys: readonly string[] = KEPT_KEYS;
  private values: readonly string[] = ['x', 'y', ''];
  private operators: readonly string[] = ['In', 'NotIn', 'Exists', 'DoesNotExist'];
  private blocks = BLOCKS;
  /** Whether policyTypes may leave out a direction that has rules. */
  private leavesOut = true;

  constructor(seed: number) {
    this.dice = new Dice(seed);
  }

  /**
   * Policies of Kubernetes only, read by the words of its API; without what Cyclonus reads otherwise: empty values and
   * `NotIn` of labels that are not there, and blocks in which the addresses are that it gives to pods.
   */
  public networkPolicies(): ReachCase {
    this.values = ['x', 'y', 'z'];
    this.operators = ['In', 'Exists', 'DoesNotExist'];
    this.blocks = BLOCKS.filter(block => !block.endsWith('/0'));
    return this.case(
      this.dice.some(4, () => this.networkPolicy(), 1),
      ADDRESSES.slice(0, 5),
    );
  }

  /** Policies of all kinds, with labels that identities drop, but nothing in which the API and Cilium differ. */
  public ciliumPolicies(): ReachCase {
    const { dice } = this;
    this.keys = [...KEPT_KEYS, dice.of(SPECIAL_KEYS), dice.of(SPECIAL_KEYS)];
    this.leavesOut = false;
    const policies = dice.some(4, () => (dice.is(0.25) ? this.networkPolicy() : this.ciliumPolicy()), 1);
    return this.case(policies, [...ADDRESSES, 'host', 'remote-node', 'ingress', 'kube-apiserver', 'health', 'init']);
  }

  private case(policies: readonly JsonObject[], peers: readonly string[]): ReachCase {
    const namespaces = NAMESPACES.slice(0, 2).map(name => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels: this.labels(['tier', 'team']) },
    }));
    const pods = Array.from({ length: 4 + this.dice.below(3) }, (_, index) => this.pod(index));
    const services = this.dice.some(2, () => this.service());
    const named = [...policies, ...services].map((object, index) => ({
      ...object,
      metadata: { ...(object.metadata as JsonObject), name: `${String(object.kind).toLowerCase()}-${index}` },
    }));
    const ports = [80, 8080, 443].map(port => ({ port, protocol: 'TCP' }));
    return { objects: [...namespaces, ...pods, ...named], peers, ports: [...ports, { port: 53, protocol: 'UDP' }] };
  }

  private labels(keys: readonly string[] = this.keys): Record<string, string> {
    return Object.fromEntries(keys.filter(() => this.dice.is(0.5)).map(key => [key, this.dice.of(this.values)]));
  }

  /** Labels that only Cilium may give, where the case has such. */
  private ofCilium(): Record<string, string> {
    const isTried = !this.leavesOut && this.dice.is(0.1);
    return isTried ? { 'io.cilium.k8s.namespace.labels.tier': 'x', 'io.kubernetes.pod.namespace': 'b' } : {};
  }

  private namespaced(): JsonObject {
    return { namespace: this.dice.of(NAMESPACES) };
  }

  private pod(index: number): JsonObject {
    const { dice } = this;
    const port = () => ({
      containerPort: dice.of([80, 8080, 8081, 53]),
      ...(dice.is(0.8) ? { protocol: dice.of(PROTOCOLS) } : {}),
      ...(dice.is(0.4) ? { name: dice.of(['http', 'web']) } : {}),
    });
    /** Of one container: names are unique in it. */
    const ports = () => {
      const made = dice.some(3, port);
      return made.filter(({ name }, at) => name === undefined || made.findIndex(other => other.name === name) === at);
    };
    // Cyclonus knows the name by which a port is asked for, and not that of which container it is.
    const count = !this.leavesOut && dice.is(0.3) ? 2 : 1;
    const containers = Array.from({ length: count }, (_, at) => ({ name: `c${at}`, image: 'i', ports: ports() }));
    return {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `pod-${index}`, ...this.namespaced(), labels: { ...this.labels(), ...this.ofCilium() } },
      spec: { ...(dice.is(0.2) ? { serviceAccountName: 'sa' } : {}), containers },
    };
  }

  private service(): JsonObject {
    return {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: this.namespaced(),
      spec: { selector: { app: this.dice.of(this.values) } },
    };
  }

  private selector(keys: readonly string[] = this.keys): JsonObject {
    const { dice } = this;
    const expression = () => {
      const operator = dice.of(this.operators);
      const values = operator.endsWith('In') ? { values: dice.some(2, () => dice.of(this.values), 1) } : {};
      return { key: dice.of(keys), operator, ...values };
    };
    if (dice.is(0.3)) return {};
    return {
      ...(dice.is(0.6)
        ? { matchLabels: Object.fromEntries(dice.some(1, () => [dice.of(keys), dice.of(this.values)], 1)) }
        : {}),
      ...(dice.is(0.4) ? { matchExpressions: dice.some(2, expression, 1) } : {}),
    };
  }

  private ipBlock(): { cidr: string; except?: string[] } {
    const { dice } = this;
    const cidr = dice.of(this.blocks);
    const inside: Record<string, string[]> = {
      '0.0.0.0/0': ['10.0.0.0/8', '192.168.32.0/24'],
      '10.0.0.0/8': ['10.1.0.0/16', '10.1.2.3/32'],
      '10.1.0.0/16': ['10.1.2.0/24'],
    };
    return inside[cidr] && dice.is(0.5) ? { cidr, except: [dice.of(inside[cidr])] } : { cidr };
  }

  private networkPolicy(): JsonObject {
    const { dice } = this;
    const peer = () => {
      if (dice.is(0.25)) return { ipBlock: this.ipBlock() };
      const namespaces = { namespaceSelector: this.selector(['tier', 'team', 'kubernetes.io/metadata.name']) };
      if (dice.is(0.3)) return namespaces;
      return { podSelector: this.selector(), ...(dice.is(0.5) ? namespaces : {}) };
    };
    const port = () => {
      const number = dice.of([80, 8080, 53]);
      const protocol = dice.is(0.7) ? { protocol: dice.of(PROTOCOLS) } : {};
      if (dice.is(0.2)) return protocol;
      if (dice.is(0.25)) return { port: dice.of(['http', 'web', 'none']), ...protocol };
      return { port: number, ...(dice.is(0.3) ? { endPort: number + dice.below(30) } : {}), ...protocol };
    };
    const rule = (list: string) => ({
      ...(dice.is(0.8) ? { [list]: dice.some(2, peer) } : {}),
      ...(dice.is(0.6) ? { ports: dice.some(2, port) } : {}),
    });
    const hasIngress = dice.is(0.7);
    const hasEgress = dice.is(0.6);
    const types = [
      ...((hasIngress && !this.leavesOut) || dice.is(this.leavesOut ? 0.6 : 0.3) ? ['Ingress'] : []),
      ...((hasEgress && !this.leavesOut) || dice.is(this.leavesOut ? 0.6 : 0.3) ? ['Egress'] : []),
    ];
    return {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: this.namespaced(),
      spec: {
        podSelector: this.selector(),
        ...(hasIngress ? { ingress: dice.some(2, () => rule('from')) } : {}),
        ...(hasEgress ? { egress: dice.some(2, () => rule('to')) } : {}),
        ...(dice.is(0.7) && types.length > 0 ? { policyTypes: types } : {}),
      },
    };
  }

  private ciliumSelector(): JsonObject {
    const { dice } = this;
    const roll = dice.roll();
    if (roll < 0.1) return { matchLabels: { 'reserved:ingress': '' } };
    if (roll < 0.3)
      return { matchLabels: { [`${dice.of(['', 'k8s:', 'any:'])}io.kubernetes.pod.namespace`]: dice.of(NAMESPACES) } };
    if (roll < 0.4) {
      const key = dice.of(['tier', 'team', 'kubernetes.io/metadata.name']);
      return { matchLabels: { [`k8s:io.cilium.k8s.namespace.labels.${key}`]: dice.of([...this.values, 'a']) } };
    }
    if (roll < 0.43) {
      const cluster = `${dice.of(['', 'k8s:'])}io.cilium.k8s.policy.cluster`;
      if (dice.is(0.5)) return { matchLabels: { [cluster]: dice.of(['default', 'other']) } };
      return { matchExpressions: [{ key: cluster, operator: 'NotIn', values: [dice.of(['default', 'other'])] }] };
    }
    if (roll < 0.47) return { matchLabels: { 'io.cilium.k8s.policy.serviceaccount': 'sa' } };
    const prefix = dice.of(['', '', 'k8s:', 'any:']);
    return this.selector(this.keys.map(key => `${prefix}${key}`));
  }

  private ciliumPorts(isDeny: boolean): JsonObject {
    const { dice } = this;
    const port = () => {
      const number = dice.of([80, 8080, 53, 0]);
      const protocol = dice.is(0.7) ? { protocol: dice.of([...PROTOCOLS, 'ANY']) } : {};
      if (dice.is(0.2)) return { port: dice.of(['http', 'web']), ...protocol };
      return {
        port: String(number),
        ...(number > 0 && dice.is(0.3) ? { endPort: number + dice.below(30) } : {}),
        ...protocol,
      };
    };
    const ports = dice.some(2, port, dice.is(0.95) ? 1 : 0);
    const isWeb = ports.length > 0 && ports.every(({ protocol }) => protocol === 'TCP') && !isDeny && dice.is(0.3);
    return { ports, ...(isWeb ? { rules: { http: [{ method: 'GET', path: '/' }] } } : {}) };
  }

  private ciliumRule(prefix: 'from' | 'to', isDeny: boolean): JsonObject {
    const { dice } = this;
    const peers = (): JsonObject => {
      switch (dice.below(prefix === 'to' ? 8 : 6)) {
        case 0:
        case 1:
          return { [`${prefix}Endpoints`]: dice.some(2, () => this.ciliumSelector(), dice.is(0.9) ? 1 : 0) };
        case 2:
          return { [`${prefix}Entities`]: dice.some(2, () => dice.of(ENTITIES), dice.is(0.9) ? 1 : 0) };
        case 3:
          return { [`${prefix}CIDR`]: dice.some(2, () => dice.of(this.blocks), 1) };
        case 4:
          return { [`${prefix}CIDRSet`]: dice.some(2, () => this.ipBlock(), 1) };
        case 6:
          return { toFQDNs: [{ matchName: 'example.com' }] };
        case 7:
          return { toServices: [{ k8sService: { serviceName: `service-${dice.below(6)}` } }] };
        default:
          return {};
      }
    };
    const ports = dice.is(0.55) ? { toPorts: dice.some(2, () => this.ciliumPorts(isDeny), 1) } : {};
    const icmps = dice.is(0.05) ? { icmps: [{ fields: [{ type: 8 }] }] } : {};
    return { ...peers(), ...('toPorts' in ports ? ports : icmps) };
  }

  private ciliumPolicy(): JsonObject {
    const { dice } = this;
    const isClusterwide = dice.is(0.3);
    const spec = () => {
      const some = (list: string, chance: number, prefix: 'from' | 'to', isDeny: boolean) =>
        dice.is(chance) ? { [list]: dice.some(2, () => this.ciliumRule(prefix, isDeny), dice.is(0.9) ? 1 : 0) } : {};
      const rules = {
        ...some('ingress', 0.5, 'from', false),
        ...some('egress', 0.5, 'to', false),
        ...some('ingressDeny', 0.2, 'from', true),
        ...some('egressDeny', 0.2, 'to', true),
      };
      const flags = Object.fromEntries(
        ['ingress', 'egress'].filter(() => dice.is(0.5)).map(key => [key, dice.is(0.5)]),
      );
      return {
        endpointSelector: dice.is(0.2) ? this.ciliumSelector() : this.selector(),
        ...(Object.keys(rules).length > 0 ? rules : { ingress: [{}] }),
        ...(dice.is(0.2) ? { enableDefaultDeny: flags } : {}),
      };
    };
    return {
      apiVersion: 'cilium.io/v2',
      kind: isClusterwide ? 'CiliumClusterwideNetworkPolicy' : 'CiliumNetworkPolicy',
      metadata: isClusterwide ? {} : this.namespaced(),
      ...(dice.is(0.85) ? { spec: spec() } : { specs: dice.some(2, spec, 1) }),
    };
  }
}
