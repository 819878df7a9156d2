import type { SyntaxNode, Tree } from '@lezer/common';

/** The grammar; its package declares its types for ES modules only. */
interface Grammar {
  readonly parser: { parse(text: string): Tree };
}

/** A selection of series in an expression. */
export interface SeriesUse {
  /** Name of the series; undefined where only labels select them. */
  readonly name: string | undefined;
  /** Whether a time is looked back over: `x[5m]`. */
  readonly isRange: boolean;
  /** The functions and aggregations around it, from the inside out. */
  readonly calls: readonly string[];
  /** The labels that it asks for. */
  readonly labels: ReadonlySet<string>;
}

/** An expression of PromQL, read with the grammar of Prometheus' own pages. */
export class PromQl {
  public static read(text: string): PromQl {
    return new PromQl(text);
  }

  /** An expression of a dashboard: Grafana fills in its variables before Prometheus sees them. */
  public static ofDashboard(text: string): PromQl {
    return PromQl.read(
      text
        .replace(/\[\$\{?\w+\}?(:\$?\{?\w*\}?)?\]/g, '[5m]')
        .replace(/\$\{?__(range|interval)_m?s\}?/g, '1')
        .replace(/\$\{?__\w+\}?/g, '5m')
        .replace(/\$\{(\w+)(:\w+)?\}|\$(\w+)/g, 'variable'),
    );
  }

  /** What does not belong there, from its first character on; undefined for an expression that can be read. */
  public readonly problem: string | undefined;
  /** The series that it asks for. */
  public readonly series: readonly SeriesUse[];

  private constructor(private readonly text: string) {
    // Loaded by the first expression: most runs that load this library never see one.
    const { parser } = require('@prometheus-io/lezer-promql') as Grammar;
    const tree = parser.parse(text);
    const series: SeriesUse[] = [];
    let problem: string | undefined;
    tree.iterate({
      enter: ({ type, node, from }) => {
        if (type.isError) problem ??= text.slice(from).trim() === '' ? 'ends too early' : `at ${this.near(from)}`;
        if (type.name === 'VectorSelector') series.push(this.use(node));
      },
    });
    this.problem = problem;
    this.series = series;
  }

  private near(from: number): string {
    return JSON.stringify(this.text.slice(from, from + 20).trim());
  }

  private use(selector: SyntaxNode): SeriesUse {
    const calls: string[] = [];
    for (let node = selector.parent; node; node = node.parent) {
      const name = node.name === 'FunctionCall' ? 'FunctionIdentifier' : 'AggregateOp';
      const called = node.getChild(name);
      if (called) calls.push(this.slice(called));
    }
    const matchers = selector.getChild('LabelMatchers');
    const labels = matchers?.getChildren('UnquotedLabelMatcher') ?? [];
    const named = new Set(labels.flatMap(matcher => matcher.getChildren('LabelName').map(label => this.slice(label))));
    return {
      name: this.nameOf(selector, matchers),
      isRange: selector.parent?.name === 'MatrixSelector',
      calls,
      labels: named,
    };
  }

  /** As `x`, as `{"x"}`, or as `{__name__="x"}`. */
  private nameOf(selector: SyntaxNode, matchers: SyntaxNode | null): string | undefined {
    const identifier = selector.getChild('Identifier');
    if (identifier) return this.slice(identifier);
    const quoted = matchers?.getChild('QuotedLabelName');
    if (quoted) return this.slice(quoted).slice(1, -1);
    const byLabel = matchers?.getChildren('UnquotedLabelMatcher').find(matcher => {
      return /^__name__\s*=\s*"/.test(this.slice(matcher));
    });
    return byLabel && /"(.*)"/.exec(this.slice(byLabel))?.[1];
  }

  private slice({ from, to }: SyntaxNode): string {
    return this.text.slice(from, to);
  }
}
