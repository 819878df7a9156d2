import type { IConstruct } from 'constructs';
import type { ScopedWaiver } from '../evidence/waiver';
import { CalendarDate } from '../notation/calendar-date';
import { DeliveryContext } from '../notation/delivery-context';
import { InvalidValue } from '../notation/invalid-value';

/** A finding that may stay for a while. */
export interface WaiverOptions {
  /** Id of the check, as findings name it: `probes`. */
  readonly check: string;
  /**
   * Exact path of the field, as findings name it, to accept what is found there alone.
   * @default - whatever the check finds on the objects of the construct
   */
  readonly path?: string;
  /** Why the finding may stay: what was weighed, and where one can read more. */
  readonly reason: string;
  /** Who answers for it, and is asked when it expires. */
  readonly owner: string;
  /** The last day on which it holds, in UTC: `YYYY-MM-DD`. */
  readonly expires: string;
}

const METADATA = 'cdk8s-fortress/waiver';

/**
 * The findings on a construct, and on all below it, that are accepted for a while.
 *
 * Synthesis resolves each waiver to the objects that have the finding, and writes them to
 * `evidence/<environment>/waivers.yaml`. A waiver that has expired, or that no finding needs, fails like a finding; one of
 * the app itself has to be needed in each environment.
 */
export class Waivers {
  /** The roots of trees in which something is waived: mostly none, and a tree is large. */
  private static readonly trees = new WeakSet<IConstruct>();

  /** The waivers of a construct. */
  public static of(construct: IConstruct): Waivers {
    return new Waivers(construct);
  }

  /** @internal */
  public static _declaredIn(app: IConstruct, environment: string): ScopedWaiver[] {
    if (!Waivers.trees.has(app.node.root)) return [];
    const isHome = ({ node }: IConstruct) => (node.tryGetContext(DeliveryContext.ENVIRONMENT) ?? '') === environment;
    // Of all constructs outside of environments, only the app has some below it.
    const own = app.node.scope === undefined || isHome(app) ? [app] : [];
    const below = app.node.children.filter(isHome).flatMap(({ node }) => node.findAll());
    return [...own, ...below].flatMap(({ node }) =>
      node.metadata
        .filter(({ type }) => type === METADATA)
        .map(({ data }) => ({ ...data, scope: node.path, origin: { constructPath: node.path } })),
    );
  }

  private constructor(private readonly construct: IConstruct) {}

  /**
   * Accepts what a check finds on the objects of the construct.
   *
   * @throws where the check does not exist or takes no waiver, reason or owner is empty, or the day is none
   */
  public add(waiver: WaiverOptions): void {
    const { check, path, reason, owner, expires } = waiver;
    // Only who accepts something needs to know what can be found.
    const { CHECKS } = require('../checks/catalog') as typeof import('../checks/catalog');
    const known = CHECKS.find(({ id }) => id === check);
    if (!known) throw new InvalidValue('check of a waiver', 'the id of a check, such as "probes"', check);
    if (known.unwaivable) {
      throw new InvalidValue(
        'check of a waiver',
        'one that accepts no risk which others bear; mend what it found',
        check,
      );
    }
    for (const [field, text] of Object.entries({ reason, owner })) {
      if (text.trim() === '') throw new InvalidValue(`${field} of a waiver`, 'a text', text);
    }
    CalendarDate.parse('expires of a waiver', expires);
    Waivers.trees.add(this.construct.node.root);
    this.construct.node.addMetadata(METADATA, { check, ...(path !== undefined && { path }), reason, owner, expires });
  }
}
