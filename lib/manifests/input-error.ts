/** What is wrong with a file that should hold manifests, or with one of its documents. */
export class InputError {
  constructor(
    /** What is wrong. */
    public readonly message: string,
    /** As it was named, `-` for standard input. */
    public readonly file: string,
    /** Number of the document in the file, from 1. */
    public readonly document?: number,
    /** Line in the file, from 1. */
    public readonly line?: number,
  ) {}

  /** On one line: `app.yaml, document 2, line 14: the object has no kind`. */
  public toString(): string {
    const document = this.document === undefined ? '' : `, document ${this.document}`;
    const line = this.line === undefined ? '' : `, line ${this.line}`;
    return `${this.file}${document}${line}: ${this.message}`;
  }
}
