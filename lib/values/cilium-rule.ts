import { Protocol } from 'cdk8s-plus-30';
import { CidrBlock } from '../notation/cidr';
import { GoRegexp } from '../notation/go-regexp';
import { InvalidValue } from '../notation/invalid-value';
import type { Hostname } from './hostname';
import type { PodSet } from './pod-set';
import type { Port } from './port';

/** Peers that Cilium knows by what they are, not by labels or addresses. */
export enum CiliumEntity {
  /** Everything outside the cluster. */
  WORLD = 'world',
  /** Every endpoint in the cluster, host and remote nodes included. Allowing it undoes tenant isolation. */
  CLUSTER = 'cluster',
  /** The node that the pod runs on; where kubelet probes come from. */
  HOST = 'host',
  /** The other nodes. */
  REMOTE_NODE = 'remote-node',
  /** The Kubernetes API server. */
  KUBE_APISERVER = 'kube-apiserver',
  /** The proxy behind Gateways and Ingresses. */
  INGRESS = 'ingress',
}

/** A request that a layer 7 rule lets through. */
export interface CiliumHttpRequest {
  /** HTTP method, such as `GET`. */
  readonly method: string;
  /**
   * Path as a regular expression of RE2 such as `/v1/models.*`, matched whole, with its query string.
   * @default - every path
   */
  readonly path?: string;
}

/** Which way a rule applies. */
export enum CiliumDirection {
  INGRESS = 'ingress',
  EGRESS = 'egress',
}

/** What the peer of a rule is. Exactly one field is set. */
export interface CiliumPeer {
  /** @default - another kind of peer */
  readonly pods?: PodSet[];
  /** @default - another kind of peer */
  readonly entities?: CiliumEntity[];
  /** @default - another kind of peer */
  readonly cidrs?: string[];
  /** @default - another kind of peer */
  readonly fqdn?: Hostname;
  /** @default - another kind of peer */
  readonly fqdnPattern?: string;
}

const FQDN_PATTERN = /^(?=.*\*)[-\w*]+(\.[-\w*]+)*\.?$/;
const MAX_FQDN = 255;
const METHOD = /^[A-Z]+$/;
/** Ports that Cilium takes in one rule. */
const MAX_PORTS = 40;

/** One rule of a Cilium policy: one direction, one kind of peer, and the ports. */
export class CiliumRule {
  /** Out to pods. Cluster names of another namespace's Services become resolvable, too. */
  public static toPods(pods: PodSet, ports: Port[]): CiliumRule {
    return new CiliumRule(CiliumDirection.EGRESS, { pods: [pods] }, CiliumRule.some(ports));
  }

  /** Out to a server outside the cluster, by name. The policy adds the DNS rule that the name needs. */
  public static toFqdn(hostname: Hostname, ports: Port[]): CiliumRule {
    return new CiliumRule(CiliumDirection.EGRESS, { fqdn: hostname }, CiliumRule.some(ports));
  }

  /**
   * Out to servers outside the cluster, by a name with `*`.
   * @param pattern such as `*.models.example.com`; `*` matches within one label, a leading `**.` one label or more, and a
   * pattern of nothing but `*` every name
   */
  public static toFqdnPattern(pattern: string, ports: Port[]): CiliumRule {
    if (typeof pattern !== 'string' || pattern.length > MAX_FQDN || !FQDN_PATTERN.test(pattern)) {
      throw new InvalidValue('FQDN pattern', 'a DNS name with "*", such as "*.models.example.com"', pattern);
    }
    return new CiliumRule(CiliumDirection.EGRESS, { fqdnPattern: pattern }, CiliumRule.some(ports));
  }

  /** Out to an entity; to {@link CiliumEntity.KUBE_APISERVER} above all. */
  public static toEntities(entities: CiliumEntity[], ports: Port[]): CiliumRule {
    return new CiliumRule(CiliumDirection.EGRESS, { entities: CiliumRule.known(entities) }, [...ports]);
  }

  /** Out to addresses outside the cluster. Cilium matches no pod, no Service and, by default, no node by its address. */
  public static toCidrs(cidrs: string[], ports: Port[]): CiliumRule {
    return new CiliumRule(CiliumDirection.EGRESS, { cidrs: CiliumRule.blocks(cidrs) }, CiliumRule.some(ports));
  }

  /** In from pods. */
  public static fromPods(pods: PodSet[], ports: Port[]): CiliumRule {
    if (pods.length === 0) throw new InvalidValue('pods', 'at least one set of pods', pods);
    return new CiliumRule(CiliumDirection.INGRESS, { pods: [...pods] }, CiliumRule.some(ports));
  }

  /** In from an entity. */
  public static fromEntities(entities: CiliumEntity[], ports: Port[]): CiliumRule {
    return new CiliumRule(CiliumDirection.INGRESS, { entities: CiliumRule.known(entities) }, [...ports]);
  }

  /** In from the gateway: the one source that external requests have with Cilium. */
  public static fromGateway(ports: Port[]): CiliumRule {
    return CiliumRule.fromEntities([CiliumEntity.INGRESS], CiliumRule.some(ports));
  }

  /** In from addresses outside the cluster. Cilium matches no pod and, by default, no node by its address. */
  public static fromCidrs(cidrs: string[], ports: Port[]): CiliumRule {
    return new CiliumRule(CiliumDirection.INGRESS, { cidrs: CiliumRule.blocks(cidrs) }, CiliumRule.some(ports));
  }

  private static some(ports: Port[]): Port[] {
    if (ports.length === 0) throw new InvalidValue('ports', 'at least one port', ports);
    return [...ports];
  }

  /** An empty list would select nobody. */
  private static known(entities: CiliumEntity[]): CiliumEntity[] {
    if (entities.length === 0) throw new InvalidValue('entities', 'at least one entity', entities);
    return [...entities];
  }

  private static blocks(cidrs: string[]): string[] {
    if (cidrs.length === 0) throw new InvalidValue('cidrs', 'at least one IP block', cidrs);
    for (const cidr of cidrs) CidrBlock.parse('CIDR', cidr);
    return [...cidrs];
  }

  private constructor(
    public readonly direction: CiliumDirection,
    public readonly peer: CiliumPeer,
    /** Empty for every port, which only entities allow. */
    public readonly ports: Port[],
    /** Layer 7 rules; empty for none. */
    public readonly http: CiliumHttpRequest[] = [],
  ) {
    if (ports.length > MAX_PORTS) throw new InvalidValue('number of ports', `at most ${MAX_PORTS}`, ports.length);
  }

  /**
   * The same rule, for these HTTP requests only. Others get the answer 403.
   *
   * Cilium reads requests only where it can: over TCP, and not on 443, unless TLS is intercepted.
   */
  public forHttp(requests: CiliumHttpRequest[]): CiliumRule {
    if (requests.length === 0) throw new InvalidValue('requests', 'at least one HTTP request', requests);
    for (const { method, path } of requests) {
      if (!METHOD.test(method)) throw new InvalidValue('HTTP method', 'in capital letters such as "GET"', method);
      if (path !== undefined && (path === '' || !GoRegexp.isValid(path))) {
        throw new InvalidValue('HTTP path', 'a regular expression such as "/v1/.*"', path);
      }
    }
    if (this.ports.length === 0 || this.ports.some(port => port.protocol !== Protocol.TCP)) {
      throw new InvalidValue('ports of an HTTP rule', 'at least one, and all of them TCP', this.ports.map(String));
    }
    return new CiliumRule(this.direction, this.peer, this.ports, [...requests]);
  }
}
