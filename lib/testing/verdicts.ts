import type { Finding } from '../evidence/finding';
import { FindingsText } from '../evidence/findings-text';
import type { Manifest } from '../manifests/manifest';
import { Counted } from '../notation/counted';
import { Verification } from '../verify/verification';
import type { MatcherOptions } from './matcher-options';
import { Received, type ReceivedObjects } from './received';

/** What the judge says of all that `expect()` was given. */
export class Verdicts {
  /**
   * Judges each environment by itself.
   *
   * @throws if there is nothing to judge, or an option is none
   */
  public static of(received: unknown, options: MatcherOptions = {}): Verdicts {
    return Verdicts.ofObjects(Received.objectsOf(received), options);
  }

  /** Judges objects that are read already. */
  public static ofObjects(groups: readonly ReceivedObjects[], { site, ...options }: MatcherOptions = {}): Verdicts {
    const facts = typeof site === 'object' && 'toObjects' in site ? site.toObjects() : site;
    const verifications = groups.map(({ manifests, scopedWaivers, earlier, site: own }) =>
      Verification.ofManifests(manifests, { scopedWaivers, earlier, ...options, site: facts ?? own }),
    );
    const errors = verifications.flatMap(verification => verification.errors);
    if (errors.length > 0) throw new Error(`the site or the waivers cannot be read:\n${errors.join('\n')}`);
    return new Verdicts(
      groups.flatMap(({ manifests }) => manifests),
      verifications.reduce((sum, { pods }) => sum + pods, 0),
      verifications.flatMap(({ failures }) => failures),
    );
  }

  private constructor(
    public readonly manifests: readonly Manifest[],
    private readonly podCount: number,
    /** What no waiver accepts. */
    public readonly failures: readonly Finding[],
  ) {}

  /** Such as `12 objects, 5 pods`. */
  public get subject(): string {
    return `${Counted.of(this.manifests.length, 'object')}, ${Counted.of(this.podCount, 'pod')}`;
  }

  /** @throws if there is no pod: nothing can be said of none, neither that it holds nor that it does not */
  public requirePods(): this {
    if (this.podCount === 0) throw new Error(`received has no pod: ${this.subject}; expected at least one`);
    return this;
  }

  /** @throws if there is no object of the kind */
  public requireKind(kind: string): this {
    if (this.manifests.some(manifest => manifest.kind === kind)) return this;
    throw new Error(`received has no ${kind}: ${this.subject}; judge it together with what it is for`);
  }

  /** The findings, all of them, and what they were found in. */
  public text(findings: readonly Finding[] = this.failures): string {
    return `${Counted.of(findings.length, 'finding')} in ${this.subject}:\n\n${FindingsText.of(findings)}`;
  }
}
