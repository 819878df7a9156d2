import type { Finding } from '../evidence/finding';
import { FindingsText } from '../evidence/findings-text';
import { Counted } from '../notation/counted';

/** Synthesis found something wrong, and wrote nothing. The message holds all of it. */
export class SynthesisRefused extends Error {
  constructor(problems: readonly string[], findings: readonly Finding[]) {
    const head = `${Counted.of(problems.length + findings.length, 'problem')}; nothing was written`;
    const parts = [head, problems.join('\n'), FindingsText.of(findings)].filter(part => part !== '');
    super(parts.join('\n\n'));
    this.name = 'SynthesisRefused';
    // Who reads this has made a mistake in a chart, not in the library: the stack would only hide the message.
    this.stack = `${this.name}: ${this.message}`;
  }
}
