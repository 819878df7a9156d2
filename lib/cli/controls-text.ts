import { Controls } from '../evidence/controls';

/** The controls of other catalogues that a check speaks to, in one line. */
export class ControlsText {
  /** Such as `CIS 5.2.2, NSA C-0057`; empty where there is none. */
  public static of(check: string): string {
    const ids = Controls.of(check);
    const controls = Controls.ALL.filter(({ id }) => ids.includes(id));
    return controls.map(({ framework, id }) => `${framework} ${id}`).join(', ');
  }
}
