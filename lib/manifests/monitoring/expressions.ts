import type { Manifest } from '../manifest';
import { Dashboards } from './dashboards';
import { PromQl } from './prom-ql';
import { RuleGroups } from './rule-groups';

/** An expression of PromQL, and where it stands. */
export interface Expression {
  readonly path: string;
  readonly text: string;
  readonly promQl: PromQl;
}

const KNOWN = new WeakMap<Manifest, readonly Expression[]>();

/** The expressions that an object asks Prometheus for: those of its rules, and those of its dashboards. */
export class Expressions {
  public static in(manifest: Manifest): readonly Expression[] {
    const known = KNOWN.get(manifest) ?? Expressions.read(manifest);
    KNOWN.set(manifest, known);
    return known;
  }

  private static read(manifest: Manifest): readonly Expression[] {
    const ofRules = RuleGroups.rules(manifest)
      .map(rule => rule.at('expr'))
      .flatMap(({ path, text }) => (text === undefined ? [] : [{ path, text, promQl: PromQl.read(text) }]));
    const ofDashboards = Dashboards.in(manifest)
      .flatMap(dashboard => Dashboards.expressions(dashboard))
      .flatMap(({ path, text }) => (text === undefined ? [] : [{ path, text, promQl: PromQl.ofDashboard(text) }]));
    return [...ofRules, ...ofDashboards];
  }
}
