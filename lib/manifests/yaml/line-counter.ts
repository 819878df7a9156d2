/** Tells the lines of positions in a text; quick where the positions ascend. */
export class LineCounter {
  private position = 0;
  private line: number;

  constructor(
    private readonly text: string,
    /** Line on which the text starts, from 1. */
    private readonly firstLine: number,
  ) {
    this.line = firstLine;
  }

  public at(position: number): number {
    if (position < this.position) {
      this.position = 0;
      this.line = this.firstLine;
    }
    for (;;) {
      const end = this.text.indexOf('\n', this.position);
      if (end === -1 || end >= position) return this.line;
      this.position = end + 1;
      this.line++;
    }
  }
}
