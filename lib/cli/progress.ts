import type { WriteStream } from 'node:tty';

/** Before this, nobody wonders. */
const PATIENCE = 1000;
const PAUSE = 100;
/** Of a terminal that does not say. */
const WIDTH = 80;
const CLEAR = '\r\x1b[K';

/** Says on a terminal what takes so long, on one line that vanishes in the end. */
export class Progress {
  private readonly start = Date.now();
  private shown = 0;

  constructor(private readonly terminal: Pick<WriteStream, 'isTTY' | 'write' | 'columns'>) {}

  /** Says what is done next. */
  public readonly step = (text: string): void => {
    const now = Date.now();
    if (!this.terminal.isTTY || now - this.start < PATIENCE || now - this.shown < PAUSE) return;
    this.shown = now;
    this.terminal.write(CLEAR + `judging ${text}`.slice(0, (this.terminal.columns || WIDTH) - 1));
  };

  public end(): void {
    if (this.shown > 0) this.terminal.write(CLEAR);
  }
}
