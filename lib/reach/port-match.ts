import { Json, type JsonObject } from '../manifests/json/json';
import { type CiliumPort, CiliumPorts } from '../manifests/network/cilium-ports';
import { Flat } from '../notation/flat';

/** Transports that policies tell apart. */
export const PROTOCOLS: readonly string[] = ['TCP', 'UDP', 'SCTP'];

/** A port of a connection. */
export interface ReachPort {
  readonly port: number;
  readonly protocol: string;
}

/** Numbers by name and protocol (`http/TCP`), as the pod that is connected to gives them to its ports. */
export type PortNames = ReadonlyMap<string, number>;

export const NO_NAMES: PortNames = new Map();

/** Ports of one transport that a rule is about. */
export interface PortSpan {
  readonly protocol: string;
  readonly first: number;
  readonly last: number;
  /** Where it is about a port by its name, which the pod that is connected to gives it. */
  readonly name?: string;
}

const LAST_PORT = 65535;

/** The ports that a rule is about. */
export class PortMatch {
  public static readonly EVERY = new PortMatch([], true);
  public static readonly NONE = new PortMatch([]);

  public static ofCilium({ isAll, ports }: CiliumPorts): PortMatch {
    return isAll ? PortMatch.EVERY : new PortMatch(Flat.map(ports, PortMatch.spansOf));
  }

  /** Of a rule of a NetworkPolicy: no list and an empty one stand for every port. */
  public static ofKubernetes(ports: unknown): PortMatch {
    const list = Json.list(ports);
    return list.length === 0 ? PortMatch.EVERY : new PortMatch(list.map(port => PortMatch.span(Json.object(port))));
  }

  private static span({ port = null, endPort, protocol }: JsonObject): PortSpan {
    const transport = Json.text(protocol) || 'TCP';
    if (typeof port === 'string') return { protocol: transport, first: 1, last: 0, name: port };
    if (typeof port !== 'number') return { protocol: transport, first: 0, last: LAST_PORT };
    return { protocol: transport, first: port, last: typeof endPort === 'number' ? endPort : port };
  }

  private static spansOf(port: CiliumPort): readonly PortSpan[] {
    return CiliumPorts.protocols(port).map(protocol => {
      if (port.name !== undefined) return { protocol, first: 1, last: 0, name: port.name };
      if (port.first === 0) return { protocol, first: 0, last: LAST_PORT };
      return { protocol, first: port.first ?? 1, last: port.last ?? 0 };
    });
  }

  private known: string | undefined;

  private constructor(
    public readonly spans: readonly PortSpan[],
    /** Whether it is about every port of every protocol, ICMP and the like among them. */
    public readonly isEvery = false,
  ) {}

  /** Whether it is about no port at all. */
  public get isNone(): boolean {
    return !this.isEvery && this.spans.length === 0;
  }

  /** The same for matches that are about the same ports in the same words. */
  public get text(): string {
    this.known ??= this.isEvery ? 'every' : PortMatch.textOf(this.spans);
    return this.known;
  }

  private static textOf(spans: readonly PortSpan[]): string {
    const texts = spans.map(({ protocol, first, last, name }) => JSON.stringify([protocol, first, last, name]));
    return [...new Set(texts)].sort().join();
  }

  /** Whether the two may have a port in common; what a name stands for is not known here. */
  public mayMeet(other: PortMatch): boolean {
    if (this.isEvery) return !other.isNone;
    if (other.isEvery) return !this.isNone;
    return this.spans.some(one =>
      other.spans.some(another => {
        if (one.protocol !== another.protocol) return false;
        const isNamed = one.name !== undefined || another.name !== undefined;
        return isNamed || (one.first <= another.last && another.first <= one.last);
      }),
    );
  }

  public includes({ port, protocol }: ReachPort, names: PortNames): boolean {
    if (this.isEvery) return true;
    return this.spans.some(span => {
      if (span.protocol !== protocol) return false;
      if (span.name !== undefined) return names.get(`${span.name}/${protocol}`) === port;
      return span.first <= port && port <= span.last;
    });
  }
}
