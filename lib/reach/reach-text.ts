import { Grouped } from '../notation/grouped';
import type { ExternalFlow } from './external-reach';
import type { Reason } from './policy-rule';
import { ReachJson } from './reach-json';
import type { ReachQuestion } from './reach-question';
import type { Flow, Reachability } from './reachability';
import type { Workload } from './workloads';

/** Columns that stand side by side. */
const WIDTH = 6;
const NOTHING = '.';
/** Unintended flows that are listed in text. */
const SHOWN = 10;

/** One line of a matrix: who, and which ports of each column he reaches. */
interface Line {
  readonly who: string;
  readonly cells: readonly string[];
}

/** What is said of reachability, for a person: one matrix a namespace, who in lines, whom in columns. */
export class ReachText {
  public static *write(reach: Reachability, question: ReachQuestion): Generator<string> {
    const outside = [...question.external(reach)];
    yield* question.isAboutOne
      ? ReachText.reasons(reach, question, outside)
      : ReachText.matrices(reach, question, outside);
    if (!question.isAboutOne) yield* ReachText.unintended(reach, question);
    for (const text of question.unknown(reach)) yield `unknown: ${text}\n`;
  }

  /** The first of those flows that are open and that nobody can be seen to need. */
  private static *unintended(reach: Reachability, question: ReachQuestion): Generator<string> {
    let count = 0;
    for (const { from, to, port } of question.unintended(reach)) {
      if (count++ === 0) yield 'open, and named by no address, monitor or DNS (--format json lists all):\n';
      if (count <= SHOWN) yield `  ${from.name} -> ${to.name} ${port.port}/${port.protocol}\n`;
    }
    if (count > SHOWN) yield `  and ${count - SHOWN} more\n`;
  }

  /** Each port by itself, with what decides. */
  private static *reasons(
    reach: Reachability,
    question: ReachQuestion,
    outside: readonly ExternalFlow[],
  ): Generator<string> {
    for (const { from, to, port, allowed, reasons } of question.flows(reach)) {
      yield* ReachText.verdict(`${from.name} -> ${to.name} ${port.port}/${port.protocol}`, allowed, reasons);
    }
    for (const flow of outside) {
      const { from, to } = ReachJson.external(flow);
      yield* ReachText.verdict(`${from} -> ${to} ${ReachText.ports(flow)}`, flow.allowed, flow.reasons);
    }
  }

  private static *verdict(what: string, allowed: boolean, reasons: readonly Reason[]): Generator<string> {
    yield `${what}: ${allowed ? 'allowed' : 'stopped'}\n`;
    if (reasons.length === 0) yield '  no policy is for it\n';
    for (const reason of reasons) {
      const { policy, rule, direction, effect } = ReachJson.reason(reason);
      yield `  ${direction.padEnd(7)} ${effect.padEnd(12)} ${policy} ${rule}\n`;
    }
  }

  private static *matrices(
    reach: Reachability,
    question: ReachQuestion,
    outside: readonly ExternalFlow[],
  ): Generator<string> {
    const byTarget = Grouped.by(question.flows(reach), ({ to }) => to);
    const gateways = new Map<Workload, Set<string>>();
    for (const { to, port, allowed } of question.gateways(reach)) {
      if (allowed) gateways.set(to, (gateways.get(to) ?? new Set()).add(`${port.port}/${port.protocol}`));
    }
    const asked = question.workloads(reach);
    for (const namespace of new Set(asked.map(workload => workload.namespace))) {
      const targets = asked.filter(workload => workload.namespace === namespace);
      const columns = targets.filter(workload => byTarget.has(workload));
      yield `${namespace}\n`;
      for (let start = 0; start < columns.length; start += WIDTH) {
        yield* ReachText.matrix(columns.slice(start, start + WIDTH), byTarget, outside, gateways);
      }
      yield* ReachText.ways(targets, outside);
      yield '\n';
    }
  }

  private static *matrix(
    columns: readonly Workload[],
    byTarget: ReadonlyMap<Workload, readonly Flow[]>,
    outside: readonly ExternalFlow[],
    gateways: ReadonlyMap<Workload, ReadonlySet<string>>,
  ): Generator<string> {
    const cells = new Map<string, Map<Workload, string[]>>();
    const put = (who: string, to: Workload, port: string) => {
      const row = cells.get(who) ?? new Map<Workload, string[]>();
      cells.set(who, row);
      row.set(to, [...(row.get(to) ?? []), port]);
    };
    for (const to of columns) {
      for (const { from, port, allowed } of byTarget.get(to) ?? []) {
        if (allowed) put(from.name, to, `${port.port}/${port.protocol}`);
      }
      for (const port of gateways.get(to) ?? []) put('gateways', to, port);
    }
    for (const { direction, workload, outside: who, allowed, first, protocol } of outside) {
      if (allowed && direction === 'ingress' && columns.includes(workload))
        put(who.name, workload, `${first}/${protocol}`);
    }
    const lines = [...cells].map(([who, row]) => ({
      who,
      cells: columns.map(to => row.get(to)?.join(' ') ?? NOTHING),
    }));
    yield* ReachText.table(
      columns.map(({ pod }) => pod.manifest.name),
      ReachText.collapse(lines),
    );
  }

  /** Workloads of one namespace that reach the same stand on one line. */
  private static collapse(lines: readonly Line[]): readonly Line[] {
    const groups = new Map<string, { readonly names: string[]; readonly cells: readonly string[] }>();
    for (const { who, cells } of lines) {
      const [namespace, name] = who.includes('/') && !/^[\d:]/.test(who) ? who.split('/', 2) : ['', who];
      const key = `${namespace === '' ? who : namespace} ${cells.join('|')}`;
      const group = groups.get(key) ?? { names: [], cells };
      groups.set(key, group);
      group.names.push(namespace === '' ? name : group.names.length === 0 ? `${namespace}/${name}` : name);
    }
    return [...groups.values()].map(({ names, cells }) => ({ who: names.join(', '), cells }));
  }

  private static *table(heads: readonly string[], lines: readonly Line[]): Generator<string> {
    const rows = [{ who: 'from', cells: heads }, ...lines];
    const widths = heads.map((_, column) => Math.max(...rows.map(({ cells }) => cells[column].length)));
    const first = Math.max(...rows.map(({ who }) => who.length));
    if (lines.length === 0) yield `  ${heads.join(', ')}: nobody\n`;
    else {
      for (const { who, cells } of rows) {
        const padded = cells.map((cell, column) => cell.padEnd(widths[column]));
        yield `${`  ${who.padEnd(first)}  ${padded.join('  ')}`.trimEnd()}\n`;
      }
    }
  }

  /** The ways out of the cluster, a line a workload. */
  private static *ways(workloads: readonly Workload[], outside: readonly ExternalFlow[]): Generator<string> {
    for (const workload of workloads) {
      const ways = outside.filter(flow => flow.workload === workload && flow.direction === 'egress');
      if (ways.length === 0) continue;
      const texts = ways.map(
        flow => `${flow.outside.name} ${ReachText.ports(flow)}${flow.isUnknown ? ' (unknown)' : ''}`,
      );
      yield `  ${workload.pod.manifest.name} -> ${texts.join(', ')}\n`;
    }
  }

  private static ports({ first, last, protocol }: ExternalFlow): string {
    if (protocol === 'ANY') return 'any port';
    return `${first === last ? first : `${first}-${last}`}/${protocol}`;
  }
}
