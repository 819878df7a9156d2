import type { ExternalFlow } from './external-reach';
import type { Reason } from './policy-rule';
import { ReachJson } from './reach-json';
import type { ReachQuestion } from './reach-question';
import type { Reachability } from './reachability';

/** Somebody in the picture. */
export interface PictureNode {
  readonly name: string;
  readonly label: string;
}

/** A namespace, or what is outside the cluster. */
export interface PictureGroup {
  readonly name: string;
  readonly nodes: readonly PictureNode[];
}

/** One end reaches the other. */
export interface PictureEdge {
  readonly from: string;
  readonly to: string;
  /** `8000/TCP`; `any port`. */
  readonly ports: readonly string[];
  /** The rules that let it through, each in one line. */
  readonly because: readonly string[];
}

/** What there is to draw: what is let through, and who takes part in it. */
export class ReachPicture {
  public static of(reach: Reachability, question: ReachQuestion): ReachPicture {
    const edges = new Map<string, { from: string; to: string; ports: Set<string>; because: Set<string> }>();
    const add = (from: string, to: string, port: string, reasons: readonly Reason[]) => {
      const key = JSON.stringify([from, to]);
      const edge = edges.get(key) ?? { from, to, ports: new Set(), because: new Set() };
      edges.set(key, edge);
      edge.ports.add(port);
      for (const reason of reasons) edge.because.add(ReachPicture.textOf(reason));
    };
    for (const { from, to, port, allowed, reasons } of question.flows(reach)) {
      if (allowed) add(from.name, to.name, `${port.port}/${port.protocol}`, reasons);
    }
    const behindGateways = new Set<string>();
    for (const flow of question.gateways(reach)) {
      const { gateway, hostnames } = ReachJson.gateway(flow);
      if (!flow.allowed) continue;
      behindGateways.add(flow.to.name);
      add('world', `gateway ${gateway}`, hostnames.join(' '), []);
      add(`gateway ${gateway}`, flow.to.name, `${flow.port.port}/${flow.port.protocol}`, flow.reasons);
    }
    for (const flow of question.external(reach)) {
      if (isPlain(flow, behindGateways)) continue;
      const { from, to, port, endPort, protocol } = ReachJson.external(flow);
      const number = endPort === undefined ? `${port}` : `${port}-${endPort}`;
      if (flow.allowed) add(from, to, protocol === 'ANY' ? 'any port' : `${number}/${protocol}`, flow.reasons);
    }
    const drawn = [...edges.values()].map(edge => ({ ...edge, ports: [...edge.ports], because: [...edge.because] }));
    return new ReachPicture(ReachPicture.groups(reach, question, drawn), drawn);
  }

  private static groups(
    reach: Reachability,
    question: ReachQuestion,
    edges: readonly PictureEdge[],
  ): readonly PictureGroup[] {
    const namespaces = new Map<string, PictureNode[]>();
    const workloads = new Set<string>();
    const drawn = new Set(edges.flatMap(({ from, to }) => [from, to]));
    const asked = new Set(question.workloads(reach));
    for (const workload of reach.workloads) {
      workloads.add(workload.name);
      if (!asked.has(workload) && !drawn.has(workload.name)) continue;
      const nodes = namespaces.get(workload.namespace) ?? [];
      namespaces.set(workload.namespace, nodes);
      nodes.push({ name: workload.name, label: workload.name.slice(workload.namespace.length + 1) });
    }
    const outside = [...drawn].filter(name => !workloads.has(name)).sort();
    return [
      ...[...namespaces].map(([name, nodes]) => ({ name, nodes })),
      ...(outside.length > 0 ? [{ name: 'outside', nodes: outside.map(name => ({ name, label: name })) }] : []),
    ];
  }

  private static textOf(reason: Reason): string {
    const { policy, rule, direction, effect } = ReachJson.reason(reason);
    return `${direction} ${effect}: ${policy} ${rule}`;
  }

  private constructor(
    public readonly groups: readonly PictureGroup[],
    public readonly edges: readonly PictureEdge[],
  ) {}
}

/** The node of a pod is let in nearly always; and Envoy, where its gateway is drawn. */
function isPlain({ direction, outside, workload }: ExternalFlow, behindGateways: ReadonlySet<string>): boolean {
  if (direction === 'egress') return false;
  return outside.name === 'host' || (outside.name === 'ingress' && behindGateways.has(workload.name));
}
