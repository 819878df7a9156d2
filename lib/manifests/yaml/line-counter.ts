/** Tells the lines of positions in a text; quick where the positions ascend, however long the lines are. */
export class LineCounter {
  private line: number;
  /** Where the line starts, and where it ends. */
  private start = 0;
  private end: number;

  constructor(
    private readonly text: string,
    /** Line on which the text starts, from 1. */
    private readonly firstLine: number,
  ) {
    this.line = firstLine;
    this.end = this.endFrom(0);
  }

  public at(position: number): number {
    if (position < this.start) {
      this.line = this.firstLine;
      this.start = 0;
      this.end = this.endFrom(0);
    }
    while (this.end < position && this.end < this.text.length) {
      this.line++;
      this.start = this.end + 1;
      this.end = this.endFrom(this.start);
    }
    return this.line;
  }

  private endFrom(start: number): number {
    const end = this.text.indexOf('\n', start);
    return end === -1 ? this.text.length : end;
  }
}
