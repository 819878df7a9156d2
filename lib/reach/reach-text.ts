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

/** Names on one line of the first column take about so many characters. */
const NAMES = 60;

/** One line of a matrix: who, and which ports of each column he reaches; nothing is said of the column that is himself. */
interface Line {
  readonly who: readonly string[];
  readonly cells: readonly (string | undefined)[];
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
      const hasWay = new Set<Workload | undefined>([...byTarget.keys(), ...gateways.keys()]);
      for (const { direction, workload } of outside) if (direction === 'ingress') hasWay.add(workload);
      const columns = targets.filter(workload => hasWay.has(workload));
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
      who: [who],
      cells: columns.map(to => (to.name === who ? undefined : (row.get(to)?.join(' ') ?? NOTHING))),
    }));
    yield* ReachText.table(
      columns.map(({ pod }) => pod.manifest.name),
      ReachText.collapse(lines),
    );
  }

  /** Workloads of one namespace that reach the same stand on one line; that one of them is a column itself tells no difference. */
  private static collapse(lines: readonly Line[]): readonly Line[] {
    const groups = new Map<string, Line[]>();
    for (const line of lines) {
      const [prefix, name] = ReachText.partsOf(line.who[0]);
      const key = prefix === '' ? name : prefix;
      const group = groups.get(key) ?? [];
      groups.set(key, group);
      const same = group.findIndex(other => ReachText.agree(other.cells, line.cells));
      if (same < 0) group.push({ who: [name], cells: line.cells });
      else {
        const { who, cells } = group[same];
        group[same] = { who: [...who, name], cells: cells.map((cell, column) => cell ?? line.cells[column]) };
      }
    }
    return [...groups].flatMap(([key, members]) =>
      members.map(({ who, cells }) => {
        const [first, ...rest] = [...who].sort();
        return { who: [key.endsWith('/') ? `${key}${first}` : first, ...rest], cells };
      }),
    );
  }

  /** Namespace, with a slash, and name of a workload; of anybody else the name alone. */
  private static partsOf(who: string): readonly [prefix: string, name: string] {
    const end = /^[\d:]/.test(who) ? 0 : who.indexOf('/') + 1;
    return [who.slice(0, end), who.slice(end)];
  }

  private static agree(one: Line['cells'], other: Line['cells']): boolean {
    return one.every((cell, column) => cell === undefined || (other[column] ?? cell) === cell);
  }

  private static *table(heads: readonly string[], lines: readonly Line[]): Generator<string> {
    const rows = [{ who: ['from'], cells: heads }, ...lines].map(({ who, cells }) => ({
      names: ReachText.folded(who),
      cells: cells.map(cell => cell ?? NOTHING),
    }));
    const widths = heads.map((_, column) => Math.max(...rows.map(({ cells }) => cells[column].length)));
    const first = Math.max(...rows.flatMap(({ names }) => names.map(({ length }) => length)));
    if (lines.length === 0) yield `  ${heads.join(', ')}: nobody\n`;
    else {
      for (const { names, cells } of rows) {
        const padded = cells.map((cell, column) => cell.padEnd(widths[column]));
        yield `${`  ${names[0].padEnd(first)}  ${padded.join('  ')}`.trimEnd()}\n`;
        for (const more of names.slice(1)) yield `  ${more}\n`;
      }
    }
  }

  /** Names on as many lines as they need. */
  private static folded(names: readonly string[]): readonly string[] {
    const lines: string[] = [];
    for (const [index, name] of names.entries()) {
      const text = index < names.length - 1 ? `${name},` : name;
      const last = lines[lines.length - 1];
      if (last === undefined) lines.push(text);
      else if (last.length + text.length < NAMES) lines[lines.length - 1] = `${last} ${text}`;
      else lines.push(`  ${text}`);
    }
    return lines;
  }

  /** The ways out of the cluster, a line for all workloads that have the same. */
  private static *ways(workloads: readonly Workload[], outside: readonly ExternalFlow[]): Generator<string> {
    const byText = new Map<string, string[]>();
    for (const workload of workloads) {
      const ways = outside.filter(flow => flow.workload === workload && flow.direction === 'egress');
      if (ways.length === 0) continue;
      const texts = ways.map(
        flow => `${flow.outside.name} ${ReachText.ports(flow)}${flow.isUnknown ? ' (unknown)' : ''}`,
      );
      Grouped.add(byText, texts.join(', '), workload.pod.manifest.name);
    }
    for (const [text, names] of byText) yield `  ${ReachText.folded(names).join('\n  ')} -> ${text}\n`;
  }

  private static ports({ first, last, protocol }: ExternalFlow): string {
    if (protocol === 'ANY') return 'any port';
    return `${first === last ? first : `${first}-${last}`}/${protocol}`;
  }
}
