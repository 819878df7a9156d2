import type { Finding } from '../evidence/finding';
import type { Manifest } from '../manifests/manifest';
import type { InputError } from '../manifests/yaml/input-error';
import { ManifestFiles } from '../manifests/yaml/manifest-files';
import { Grouped } from '../notation/grouped';
import { Verification } from '../verify/verification';
import type { VerifyOptions } from '../verify/verify-options';
import type { ReportedViolation, ValidationContext, ValidationReport, ViolatingResource } from './validation-context';

/** The verdict on the files of a cdk8s project, as a report of cdk8s-cli. */
export class ValidatedManifests {
  /**
   * Judges all objects of the files together.
   *
   * @throws if an option is none
   */
  public static of(context: ValidationContext, options: VerifyOptions): ValidatedManifests {
    const { manifests, errors } = ManifestFiles.read(context.manifests);
    const verification = Verification.ofManifests(manifests, options);
    return new ValidatedManifests(
      verification,
      [...verification.errors, ...errors],
      ValidatedManifests.count(manifests),
      context.metadata,
    );
  }

  private constructor(
    private readonly verification: Verification,
    private readonly errors: readonly InputError[],
    /** How many objects there are of each name. */
    private readonly names: ReadonlyMap<string, number>,
    private readonly constructs: NonNullable<ValidationContext['metadata']> = {},
  ) {}

  /** One violation for each check and what to do about it. */
  public report(report: ValidationReport): void {
    const { failures, waived, known, unasked, objects, pods } = this.verification;
    const violations = [...this.unreadable(), ...this.violations()];
    for (const violation of violations) report.addViolation(violation);
    report.submit(violations.length === 0 ? 'success' : 'failure', {
      Objects: String(objects),
      Pods: String(pods),
      Findings: String(failures.length),
      ...(waived.length > 0 && { Waived: String(waived.length) }),
      ...(known.length > 0 && { 'In the baseline': String(known.length) }),
      ...(unasked.length > 0 && { 'Not asked': `${unasked.length} checks that need the nodes of a site` }),
    });
  }

  private unreadable(): readonly ReportedViolation[] {
    if (this.errors.length === 0) return [];
    return [
      {
        ruleName: 'readable-input',
        recommendation: 'what is judged, and what it is judged with, can be read',
        fix: 'mend the file',
        violatingResources: this.errors.map(error => ({
          resourceName: 'N/A',
          manifestPath: error.file,
          locations: [String(error)],
        })),
      },
    ];
  }

  private violations(): readonly ReportedViolation[] {
    const titles = new Map(this.verification.checks.map(({ id, title }) => [id, title]));
    const groups = Grouped.by(this.verification.failures, ({ check, fix }) => JSON.stringify([check, fix]));
    return [...groups.values()].map(findings => {
      const [{ check, fix, message }] = findings;
      return {
        ruleName: check,
        recommendation: titles.get(check) ?? message,
        fix,
        violatingResources: this.resources(findings),
      };
    });
  }

  /** One entry for each object, with all that is wrong with it. */
  private resources(findings: readonly Finding[]): readonly ViolatingResource[] {
    const resources = new Map<string, ViolatingResource & { readonly locations: string[] }>();
    for (const { object, origin, path, message } of findings) {
      const key = JSON.stringify([object.apiVersion, object.kind, object.namespace, object.name]);
      const location = path === '' ? message : `${path}: ${message}`;
      const known = resources.get(key);
      if (known) known.locations.push(location);
      else
        resources.set(key, {
          resourceName: this.nameOf(object),
          manifestPath: origin.file ?? '',
          locations: [location],
        });
    }
    return [...resources.values()];
  }

  /**
   * cdk8s-cli knows one construct for each name, whatever the kind: of a name that several objects have, that of any of them.
   * So the name alone would lead it to the wrong one; what it knows is said to be near.
   */
  private nameOf({ kind, namespace, name }: Finding['object']): string {
    if (this.names.get(name) === 1) return name;
    const near = this.constructs[name]?.path;
    return `${kind} ${namespace === '' ? name : `${namespace}/${name}`}${near === undefined ? '' : `, near ${near}`}`;
  }

  private static count(manifests: readonly Manifest[]): ReadonlyMap<string, number> {
    const names = new Map<string, number>();
    for (const { name } of manifests) names.set(name, (names.get(name) ?? 0) + 1);
    return names;
  }
}
