import type { ExternalFlow } from './external-reach';
import type { GatewayFlow } from './gateway-reach';
import type { Reason } from './policy-rule';
import type { ReachQuestion } from './reach-question';
import type { Flow, Reachability } from './reachability';

/** A rule, as JSON. */
interface ReasonJson {
  /** Kind, namespace and name: `CiliumNetworkPolicy tenant-a/allow-api`. */
  readonly policy: string;
  /** Such as `spec.ingress[0]`; for a default deny, what asks for it. */
  readonly rule: string;
  readonly direction: string;
  /** `allow`, `deny` or `default-deny`. */
  readonly effect: string;
}

/** What is said of reachability, as JSON, bit by bit: there may be more than fits into one string. */
export class ReachJson {
  public static *write(reach: Reachability, question: ReachQuestion): Generator<string> {
    yield '{\n';
    yield* ReachJson.list('flows', question.flows(reach), ReachJson.flow);
    yield ',\n';
    yield* ReachJson.list('external', question.external(reach), ReachJson.external);
    yield ',\n';
    yield* ReachJson.list('ingress', question.gateways(reach), ReachJson.gateway);
    yield ',\n';
    yield* ReachJson.list('unintended', question.unintended(reach), ReachJson.flow);
    yield ',\n';
    yield* ReachJson.list('unknown', question.unknown(reach), text => text);
    yield '\n}\n';
  }

  private static *list<T>(name: string, items: Iterable<T>, show: (item: T) => unknown): Generator<string> {
    let before = `  ${JSON.stringify(name)}: [`;
    let isEmpty = true;
    for (const item of items) {
      yield `${before}\n    ${JSON.stringify(show(item))}`;
      before = ',';
      isEmpty = false;
    }
    yield isEmpty ? `${before}]` : '\n  ]';
  }

  public static flow({ from, to, port: { port, protocol }, allowed, reasons }: Flow) {
    return { from: from.name, to: to.name, port, protocol, allowed, because: reasons.map(ReachJson.reason) };
  }

  /** Every port of every protocol is port 0, protocol `ANY`; a range has an `endPort`. */
  public static external(flow: ExternalFlow) {
    const { workload, direction, outside, protocol, first, last, allowed, isUnknown, reasons } = flow;
    const [from, to] = direction === 'egress' ? [workload.name, outside.name] : [outside.name, workload.name];
    return {
      from,
      to,
      ...(outside.except.length > 0 ? { except: outside.except } : {}),
      port: first,
      ...(first !== last && first !== 0 ? { endPort: last } : {}),
      protocol,
      allowed,
      ...(isUnknown ? { unknown: true } : {}),
      because: reasons.map(ReachJson.reason),
    };
  }

  public static gateway({ attachment, hostnames, path, service, to, port, allowed, reasons, problem }: GatewayFlow) {
    const { gateway, listener, route } = attachment;
    return {
      gateway: `${gateway.effectiveNamespace}/${gateway.name}`,
      listener: listener.name,
      hostnames: hostnames.length > 0 ? hostnames : [listener.hostname || '*'],
      route: `${route.kind} ${route.effectiveNamespace}/${route.name}`,
      backend: path,
      service: `${service.effectiveNamespace}/${service.name}`,
      to: to.name,
      port: port.port,
      protocol: port.protocol,
      allowed,
      ...(problem === undefined ? {} : { problem }),
      because: reasons.map(ReachJson.reason),
    };
  }

  public static reason({ policy, path, direction, effect }: Reason): ReasonJson {
    const namespace = policy.effectiveNamespace;
    const name = namespace === '' ? policy.name : `${namespace}/${policy.name}`;
    return { policy: `${policy.kind} ${name}`, rule: path, direction, effect };
  }
}
