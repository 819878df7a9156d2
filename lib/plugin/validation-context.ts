/** An object that violates a rule, as cdk8s-cli takes it; it adds the construct path by the name. */
export interface ViolatingResource {
  readonly resourceName: string;
  readonly locations: readonly string[];
  readonly manifestPath: string;
}

/** A rule, and the objects that violate it. */
export interface ReportedViolation {
  readonly ruleName: string;
  readonly recommendation: string;
  readonly fix: string;
  readonly violatingResources: readonly ViolatingResource[];
}

/** The report that a validation fills in. */
export interface ValidationReport {
  addViolation(violation: ReportedViolation): void;
  /** To be called once, when all violations are added. */
  submit(status: 'success' | 'failure', metadata?: { readonly [key: string]: string }): void;
}

/** What cdk8s-cli gives to a validation. Said here again, so that nobody needs cdk8s-cli to compile. */
export interface ValidationContext {
  /** Paths of the files. */
  readonly manifests: readonly string[];
  /** Paths of constructs, by the names of the objects that they render. */
  readonly metadata?: { readonly [name: string]: { readonly path: string } };
  readonly report: ValidationReport;
}
