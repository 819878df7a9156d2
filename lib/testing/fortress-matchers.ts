import type { NodePool } from '../values/node-pool';
import { CheckSelection } from '../verify/check-selection';
import type { FindingOptions, MatcherOptions, ProjectOptions, StandardOptions } from './matcher-options';
import { PoolPlacement } from './pool-placement';
import { ProjectDelivery } from './project-delivery';
import { Received } from './received';
import { Verdicts } from './verdicts';

export type { FindingOptions, MatcherOptions, ProjectOptions, StandardOptions } from './matcher-options';
export { expectIsolated, expectOnlyPeers, expectReaches, type OnlyPeers } from './reach-expectations';

/**
 * What can be expected of an App, a Chart or another construct, of objects, of YAML, of a file or a folder.
 *
 * The verdict is that of `fortress verify`. Nothing is ever true of no objects, and neither is its opposite.
 */
export interface FortressMatchers<R> {
  /** No check finds anything that no waiver accepts. */
  toHaveNoFindings(options?: MatcherOptions): R;
  /** A check, or one of a family, finds something: on this object, and at this path, if they are given. */
  toHaveFinding(check: string, options?: FindingOptions): R;
  /** Every pod meets the restricted Pod Security Standard, whatever its namespace enforces. */
  toBeRestricted(options?: StandardOptions): R;
  /** Every pod meets the baseline Pod Security Standard, whatever its namespace enforces. */
  toBeBaseline(options?: StandardOptions): R;
  /** Every pod runs on nodes of the pool, and on no others. */
  toBePinnedTo(pool: NodePool): R;
  /** The pods fit the ResourceQuotas and LimitRanges that are among the objects, at the worst moment of a rollout. */
  toFitQuota(): R;
  /** An Application of the project may deliver every object. The project is a construct or an AppProject object. */
  toBeAllowedByProject(project: object, options?: ProjectOptions): R;
}

/** What jest gives to a matcher, of which this much is used. */
interface MatcherContext {
  readonly isNot?: boolean;
  readonly utils: {
    matcherHint(name: string, received?: string, expected?: string, options?: { isNot?: boolean }): string;
  };
}

interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** The verdict, with a message that begins as those of jest's own matchers do. */
function result(
  context: MatcherContext,
  name: string,
  pass: boolean,
  text: () => string,
  expected = '',
): MatcherResult {
  const hint = () => context.utils.matcherHint(name, undefined, expected, { isNot: context.isNot });
  return { pass, message: () => `${hint()}\n\n${text()}` };
}

function meets(context: MatcherContext, name: string, level: string, received: unknown, version?: string) {
  const verdicts = Verdicts.of(received, { only: ['pod-security'], level, podSecurityVersion: version }).requirePods();
  const pass = verdicts.failures.length === 0;
  return result(context, name, pass, () =>
    pass ? `all pods meet the ${level} standard: ${verdicts.subject}` : verdicts.text(),
  );
}

/** The matchers, for `expect.extend`. */
export const fortressMatchers = {
  toHaveNoFindings(this: MatcherContext, received: unknown, options?: MatcherOptions): MatcherResult {
    const verdicts = Verdicts.of(received, options);
    const pass = verdicts.failures.length === 0;
    const text = () => (pass ? `no finding in ${verdicts.subject}` : verdicts.text());
    return result(this, 'toHaveNoFindings', pass, text);
  },

  toHaveFinding(this: MatcherContext, received: unknown, check: string, options: FindingOptions = {}): MatcherResult {
    const { object: wanted, path, ...rest } = options;
    const checks = new Set(CheckSelection.of([check]).map(({ id }) => id));
    const verdicts = Verdicts.of(received, rest);
    const nameOf = ({ kind, namespace, name }: { kind: string; namespace: string; name: string }) =>
      `${kind} ${namespace === '' ? name : `${namespace}/${name}`}`;
    const matching = verdicts.failures.filter(
      finding =>
        checks.has(finding.check) &&
        (wanted === undefined || nameOf(finding.object) === wanted) &&
        (path === undefined || finding.path === path),
    );
    const pass = matching.length > 0;
    const where = [check, wanted && `on ${wanted}`, path && `at ${path}`].filter(Boolean).join(' ');
    const text = () => (pass ? verdicts.text(matching) : `no finding of ${where}; there are ${verdicts.text()}`);
    return result(this, 'toHaveFinding', pass, text, JSON.stringify(check));
  },

  toBeRestricted(this: MatcherContext, received: unknown, options: StandardOptions = {}): MatcherResult {
    return meets(this, 'toBeRestricted', 'restricted', received, options.version);
  },

  toBeBaseline(this: MatcherContext, received: unknown, options: StandardOptions = {}): MatcherResult {
    return meets(this, 'toBeBaseline', 'baseline', received, options.version);
  },

  toBePinnedTo(this: MatcherContext, received: unknown, pool: NodePool): MatcherResult {
    const groups = Received.objectsOf(received);
    const { subject } = Verdicts.ofObjects(groups, { only: [] }).requirePods();
    const problems = PoolPlacement.problems(groups, pool);
    const pass = problems.length === 0;
    const text = () =>
      pass ? `all pods run in pool ${JSON.stringify(pool.name)} only: ${subject}` : problems.join('\n');
    return result(this, 'toBePinnedTo', pass, text, `pool ${JSON.stringify(pool.name)}`);
  },

  toFitQuota(this: MatcherContext, received: unknown): MatcherResult {
    const verdicts = Verdicts.of(received, { only: ['resource-quota', 'limit-range'] });
    verdicts.requirePods().requireKind('ResourceQuota');
    const pass = verdicts.failures.length === 0;
    const text = () => (pass ? `all pods fit their quotas: ${verdicts.subject}` : verdicts.text());
    return result(this, 'toFitQuota', pass, text);
  },

  toBeAllowedByProject(
    this: MatcherContext,
    received: unknown,
    project: object,
    options: ProjectOptions = {},
  ): MatcherResult {
    const verdicts = ProjectDelivery.verdicts(Received.objectsOf(received), project, options);
    const pass = verdicts.failures.length === 0;
    const text = () => (pass ? `the project allows every object: ${verdicts.subject}` : verdicts.text());
    return result(this, 'toBeAllowedByProject', pass, text, 'project');
  },
};

declare global {
  namespace jest {
    interface Matchers<R, T> extends FortressMatchers<R> {}
  }
}

// Where `expect` is global, as jest has it by default, the import is enough; elsewhere `expect.extend(fortressMatchers)`.
(globalThis as { expect?: { extend?(matchers: object): void } }).expect?.extend?.(fortressMatchers);
