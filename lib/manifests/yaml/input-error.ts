const LENGTH = 200;

/** What is wrong with a file that should hold manifests, or with one of its documents. */
export class InputError {
  /** What is wrong; no more than some 200 characters, whatever a file has. */
  public readonly message: string;

  constructor(
    message: string,
    /** As it was named, `-` for standard input. */
    public readonly file: string,
    /** Number of the document in the file, from 1; empty ones count. */
    public readonly document?: number,
    /** Line in the file, from 1. */
    public readonly line?: number,
  ) {
    this.message = message.length > LENGTH ? `${message.slice(0, LENGTH)}…` : message;
  }

  /** On one line: `app.yaml, document 2, line 14: the object has no kind`. */
  public toString(): string {
    const document = this.document === undefined ? '' : `, document ${this.document}`;
    const line = this.line === undefined ? '' : `, line ${this.line}`;
    return `${this.file}${document}${line}: ${this.message}`;
  }
}
