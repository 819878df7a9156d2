/** An object of the reference platform that settles a row, and the fields that do. */
export interface RowObject {
  readonly kind: string;
  /** Empty for cluster-scoped kinds. */
  readonly namespace: string;
  readonly name: string;
  /** Fields as rendered; lists are matched whole. */
  readonly fields?: object;
  /** The environment that has it; production by default. */
  readonly environment?: 'dev' | 'test' | 'prod';
}

/** What became of a row of the seeds: at least one of the ways. */
export interface SeedRow {
  readonly id: string;
  /** What the row is about, in a few words. */
  readonly asks: string;
  readonly objects?: readonly RowObject[];
  /** Objects that must not be rendered. */
  readonly absent?: readonly RowObject[];
  /** Files under `artifacts/`, and texts that stand in them. */
  readonly artifacts?: readonly { readonly file: string; readonly lines: readonly string[] }[];
  /** Ids of the checks that catch the raw form, each with a failing case that names the row. */
  readonly checks?: readonly string[];
  /** Test files that name the row. */
  readonly tests?: readonly string[];
  /** Documents or source files, and a text that stands in each. */
  readonly documents?: readonly { readonly file: string; readonly text: string }[];
  /** Why it is not rendered, and is not going to be. */
  readonly outside?: string;
  /** What of it is not there, though it could be. */
  readonly missing?: string;
}
