import { Flat } from '../../notation/flat';
import { Json, type JsonObject } from '../json/json';

/** Layer 7 rules of ports: none, or which protocol they read. */
export type Layer7 = 'http' | 'dns' | undefined;

/** Ports of a rule that share a protocol and their layer 7 rules. */
export interface CiliumPort {
  /** Of the port; such as `spec.egress[0].toPorts[0].ports[1]`. */
  readonly path: string;
  /** Of the element of `toPorts`. */
  readonly groupPath: string;
  /** The element of `toPorts`. */
  readonly group: JsonObject;
  /** Upper case; `ANY` stands for TCP, UDP and SCTP. */
  readonly protocol: string;
  /** First port; 0 stands for every port; undefined where it has a name. */
  readonly first: number | undefined;
  readonly last: number | undefined;
  /** Name of the port, in small letters, where it has one. */
  readonly name: string | undefined;
  readonly layer7: Layer7;
  /** The layer 7 rules; empty for none. */
  readonly requests: readonly JsonObject[];
}

const TRANSPORTS = ['TCP', 'UDP', 'SCTP'];
/** A number with 0 before it is octal; `_` may stand between digits. */
const NUMBER = /^(?:0|[1-9]\d*(?:_\d+)*|0(?:_?[0-7]+)+)$/;
const SERVICE_NAME = /^(?=.{1,15}$)(?:[a-zA-Z0-9]-?)*[a-zA-Z](?:-?[a-zA-Z0-9])*$/;

/** The ports that a rule of a Cilium policy is about. */
export class CiliumPorts {
  public static of(rule: JsonObject, path: string): CiliumPorts {
    const groups = Json.list(rule.toPorts);
    const isAll = groups.length === 0 && Json.list(rule.icmps).length === 0;
    return new CiliumPorts(
      isAll,
      Flat.map(groups, (group, index) => CiliumPorts.group(Json.object(group), `${path}.toPorts[${index}]`)),
    );
  }

  /** The number of a port as Go reads it, where it is no name; nothing and 0 stand for every port. */
  public static number(port: unknown): number | undefined {
    if (port === undefined || port === null || port === '') return 0;
    if (typeof port === 'number') return port;
    if (typeof port !== 'string' || SERVICE_NAME.test(port) || !NUMBER.test(port)) return undefined;
    const digits = port.replaceAll('_', '');
    return Number.parseInt(digits, digits.startsWith('0') ? 8 : 10);
  }

  /** Whether it is the name of a port. */
  public static isName(port: unknown): boolean {
    return typeof port === 'string' && SERVICE_NAME.test(port);
  }

  private static group(group: JsonObject, groupPath: string): CiliumPort[] {
    const rules = Json.object(group.rules);
    const http = Json.objects(rules.http);
    const dns = Json.objects(rules.dns);
    const layer7: Layer7 = dns.length > 0 ? 'dns' : http.length > 0 ? 'http' : undefined;
    const requests = layer7 === 'dns' ? dns : http;
    return Json.list(group.ports).map((element, index) => {
      const { port, endPort, protocol } = Json.object(element);
      const first = CiliumPorts.number(port);
      const end = typeof endPort === 'number' ? endPort : 0;
      return {
        path: `${groupPath}.ports[${index}]`,
        groupPath,
        group,
        protocol: (Json.text(protocol) || 'ANY').toUpperCase(),
        first,
        last: first === undefined ? undefined : Math.max(first, first === 0 ? 0 : end),
        name: first === undefined ? (Json.text(port)?.toLowerCase() ?? '') : undefined,
        layer7,
        requests,
      };
    });
  }

  private constructor(
    /** Whether it is about every port and protocol; `ports` is then empty. */
    public readonly isAll: boolean,
    public readonly ports: readonly CiliumPort[],
  ) {}

  /** Whether it is about no port at all: `toPorts` without a port, `icmps` aside. */
  public get isNone(): boolean {
    return !this.isAll && this.ports.length === 0;
  }

  /** Whether the two have a port in common. */
  public static meet(one: CiliumPort, other: CiliumPort): boolean {
    if (!CiliumPorts.protocols(one).some(protocol => CiliumPorts.protocols(other).includes(protocol))) return false;
    if (one.first === 0 || other.first === 0) return true;
    if (one.name !== undefined || other.name !== undefined) return one.name === other.name;
    const [a, b, c, d] = [one.first, one.last, other.first, other.last] as [number, number, number, number];
    return a <= d && c <= b;
  }

  /** Whether every port of the second is one of the first. */
  public static include(one: CiliumPort, other: CiliumPort): boolean {
    if (!CiliumPorts.protocols(other).every(protocol => CiliumPorts.protocols(one).includes(protocol))) return false;
    if (one.first === 0) return true;
    if (one.name !== undefined || other.name !== undefined) return one.name === other.name;
    const [a, b, c, d] = [one.first, one.last, other.first, other.last] as [number, number, number, number];
    return c !== 0 && a <= c && d <= b;
  }

  /** `53/UDP`, `8000-8010/TCP`, `http/ANY`. */
  public static show({ first, last, name, protocol }: CiliumPort): string {
    const port = name ?? (first === 0 ? 'any' : first === last ? `${first}` : `${first}-${last}`);
    return `${port}/${protocol}`;
  }

  /** The transports that a protocol stands for. */
  public static protocols({ protocol }: CiliumPort): readonly string[] {
    return protocol === 'ANY' ? TRANSPORTS : [protocol];
  }
}
