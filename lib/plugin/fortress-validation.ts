import { InvalidValue } from '../notation/invalid-value';
import type { ValidationContext } from './validation-context';

/** What `properties` of the entry in cdk8s.yaml may hold: the options of `fortress verify`. Paths are those of the project. */
export interface FortressValidationProperties {
  /** The site file. */
  readonly site?: string;
  /** The file of waivers. */
  readonly waivers?: string;
  /** The file of findings that are accepted because they were there first. */
  readonly baseline?: string;
  /** Ids of checks, and names of their families. */
  readonly only?: readonly string[];
  /** The Pod Security level that is enforced everywhere. */
  readonly level?: string;
  /** The edition of the Pod Security Standards: `latest` or `v1.N`. */
  readonly podSecurityVersion?: string;
  /** The day on which waivers have to hold: `YYYY-MM-DD`; by default today, in UTC. */
  readonly date?: string;
}

const TEXTS: readonly string[] = ['site', 'waivers', 'baseline', 'level', 'podSecurityVersion', 'date'];
const LIST = 'only';

/**
 * Judges what a cdk8s project renders, as a validation of cdk8s-cli: `validations:` in cdk8s.yaml.
 *
 * cdk8s-cli runs it when the files are written: it makes `cdk8s synth` fail, but takes nothing back. That is for FortressApp.
 *
 * @internal
 */
export class FortressValidation {
  private readonly properties: FortressValidationProperties;

  /**
   * @param properties as they stand in cdk8s.yaml
   * @throws with every property that is none
   */
  constructor(properties: FortressValidationProperties = {}) {
    const problems = Object.entries(properties).flatMap(([name, value]) => FortressValidation.problem(name, value));
    if (problems.length > 0) throw new Error(problems.join('\n'));
    this.properties = properties;
  }

  /** Judges all manifests together, and fills in the report. */
  public async validate(context: ValidationContext): Promise<void> {
    // Only who validates needs the judge: whoever imports this library for its constructs should not wait for it.
    const { ValidatedManifests } = require('./validated-manifests') as typeof import('./validated-manifests');
    ValidatedManifests.of(context, this.properties).report(context.report);
  }

  private static problem(name: string, value: unknown): string[] {
    const thing = `property ${JSON.stringify(name)} of FortressValidation`;
    if (TEXTS.includes(name)) {
      return typeof value === 'string' ? [] : [new InvalidValue(thing, 'a text', value).message];
    }
    if (name === LIST) {
      const isList = Array.isArray(value) && value.every(each => typeof each === 'string');
      return isList ? [] : [new InvalidValue(thing, 'a list of checks or families', value).message];
    }
    return [new InvalidValue('property of FortressValidation', `one of ${[...TEXTS, LIST].join(', ')}`, name).message];
  }
}
