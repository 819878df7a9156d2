import type { Finding } from '../evidence/finding';
import { FindingsText } from '../evidence/findings-text';

/** Synthesis found something wrong, and wrote nothing. The message holds all of it. */
export class SynthesisRefused extends Error {
  constructor(problems: readonly string[], findings: readonly Finding[]) {
    const count = problems.length + findings.length;
    const head = `${count} ${count === 1 ? 'problem' : 'problems'}; nothing was written`;
    const parts = [head, problems.join('\n'), FindingsText.of(findings)].filter(part => part !== '');
    super(parts.join('\n\n'));
    this.name = 'SynthesisRefused';
    // Who reads this has made a mistake in a chart, not in the library: the stack would only hide the message.
    this.stack = `${this.name}: ${this.message}`;
  }
}
