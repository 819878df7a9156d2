import { Json, type JsonObject } from '../../manifests/json/json';
import { CiliumPorts } from '../../manifests/network/cilium-ports';
import { Flat } from '../../notation/flat';
import { GoRegexp } from '../../notation/go-regexp';
import type { Violation } from '../check';

/** What a rule's ports may hold. */
export interface PortPlace {
  readonly isIngress: boolean;
  readonly isDeny: boolean;
  readonly isForNodes: boolean;
}

/** An element of `toPorts`, with what it asks of layer 7. */
interface PortRule {
  readonly path: string;
  readonly group: JsonObject;
  readonly ports: readonly unknown[];
  readonly http: readonly unknown[];
  readonly dns: readonly unknown[];
}

const MAX_PORTS = 40;
const MAX_PORT = 65535;
/** Protocols without ports. */
const PORTLESS = ['VRRP', 'IGMP', 'GRE', 'IPIP', 'IPV6', 'ESP', 'AH'];

/** What Cilium's parser refuses in the ports of a rule. */
export function ofPortRules(rule: JsonObject, path: string, place: PortPlace): readonly Violation[] {
  return Flat.map(Json.list(rule.toPorts), (element, index) => {
    const group = Json.object(element);
    const rules = place.isDeny ? undefined : group.rules;
    const read: PortRule = {
      path: `${path}.toPorts[${index}]`,
      group,
      ports: Json.list(group.ports),
      http: Json.list(Json.at(rules, 'http')),
      dns: Json.list(Json.at(rules, 'dns')),
    };
    return [
      ...ofDirection(read, place),
      ...Flat.map(read.ports, (port, position) => ofPort(Json.object(port), `${read.path}.ports[${position}]`, read)),
      ...(place.isDeny ? ofDenied(read) : [...ofProxy(read, place), ...ofHttp(read)]),
    ];
  });
}

function ofDirection({ path, http, dns }: PortRule, { isIngress, isForNodes }: PortPlace): readonly Violation[] {
  if (isIngress && dns.length > 0) return [{ path: `${path}.rules.dns`, message: 'DNS rules are for egress only' }];
  if (!isForNodes || http.length === 0) return [];
  return [{ path: `${path}.rules.http`, message: 'a policy for nodes cannot have HTTP rules' }];
}

function ofDenied({ path, ports }: PortRule): readonly Violation[] {
  if (ports.length <= MAX_PORTS) return [];
  return [{ path: `${path}.ports`, message: `must have at most ${MAX_PORTS} ports, got ${ports.length}` }];
}

/** What goes through a proxy: names of servers, listeners, layer 7. */
function ofProxy({ path, group, ports, http, dns }: PortRule, { isIngress }: PortPlace): readonly Violation[] {
  const hasLayer7 = http.length + dns.length > 0;
  const listener = group.listener ?? null;
  const isOpenTls = Json.list(group.serverNames).length > 0 && (group.terminatingTLS ?? null) === null;
  return [
    ...(hasLayer7 && isOpenTls
      ? [{ path: `${path}.serverNames`, message: 'cannot stand beside layer 7 rules without terminatingTLS' }]
      : []),
    ...(listener !== null && isIngress ? [{ path: `${path}.listener`, message: 'listeners are for egress only' }] : []),
    ...(listener !== null && hasLayer7
      ? [{ path: `${path}.listener`, message: 'cannot stand beside layer 7 rules' }]
      : []),
    ...(dns.length > 0 && ports.length === 0 ? [{ path: `${path}.ports`, message: 'DNS rules need a port' }] : []),
  ];
}

function ofPort({ port, endPort, protocol }: JsonObject, path: string, { http, dns }: PortRule): readonly Violation[] {
  const transport = Json.text(protocol) || 'ANY';
  const number = CiliumPorts.number(port);
  const hasLayer7 = http.length + dns.length > 0;
  const mistakes: Violation[] = [];
  const add = (field: string, message: string) => mistakes.push({ path: `${path}.${field}`, message });
  if (port === undefined || port === null || port === '') {
    add(
      'port',
      PORTLESS.includes(transport)
        ? 'protocols without ports need enable-extended-ip-protocols, or port "0"'
        : 'is required',
    );
  } else if (number === undefined && !CiliumPorts.isName(port)) {
    add('port', `must be a number or the name of a port of at most 15 characters, got ${JSON.stringify(port)}`);
  } else if (number !== undefined && number > MAX_PORT) {
    add('port', `must be at most ${MAX_PORT}, got ${JSON.stringify(port)}`);
  } else if (number !== undefined && port !== '0' && PORTLESS.includes(transport)) {
    add('port', `must be "0" or left out for ${transport}, got ${JSON.stringify(port)}`);
  }
  if (mistakes.length > 0) return mistakes;
  if (number !== undefined && dns.length > 0 && typeof endPort === 'number' && endPort > number) {
    add('endPort', 'DNS rules cannot have a range of ports');
  }
  if (number === 0 && hasLayer7) add('port', 'layer 7 rules cannot stand on every port');
  if (http.length > 0 && dns.length === 0 && transport !== 'TCP') {
    add('protocol', `must be TCP for HTTP rules, got ${JSON.stringify(protocol ?? 'ANY')}`);
  }
  return mistakes;
}

function ofHttp({ path, http }: PortRule): readonly Violation[] {
  return Flat.map(http, (request, index) => {
    const place = `${path}.rules.http[${index}]`;
    const expressions = ['path', 'method'].flatMap(field => {
      const text = Json.text(Json.at(request, field)) ?? '';
      if (GoRegexp.isValid(text)) return [];
      return [
        { path: `${place}.${field}`, message: `must be a regular expression of RE2, got ${JSON.stringify(text)}` },
      ];
    });
    const headers = Json.list(Json.at(request, 'headerMatches')).flatMap((header, position) =>
      Json.at(header, 'secret', 'name') === ''
        ? [{ path: `${place}.headerMatches[${position}].secret.name`, message: 'must not be empty' }]
        : [],
    );
    return [...expressions, ...headers];
  });
}
