import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Check } from './check';

/** The words of a section that say what the check reads: `Fields:`, `Allowed:`, `Source:`, and the like. */
const TERM = /^([A-Z][a-z]+): +/m;

/**
 * What the comment at the head of a check's file says.
 *
 * The comment is the specification, and the compiler keeps it: it is read from the file that runs, compiled or not, so
 * there is no second text that could say something else.
 */
export class CheckSpecification {
  /** Reads it. A check stands in `<family>/<id>`, beside this file. */
  public static of({ family, id }: Pick<Check, 'family' | 'id'>): CheckSpecification {
    const file = join(__dirname, family, id + extname(__filename));
    const header = new RegExp(
      `/\\*\\*\\n((?: \\*.*\\n)+?) \\*/\\n(?:export const|exports\\.)[^\\n]*= \\{\\n\\s+id: '${id}',`,
    ).exec(readFileSync(file, 'utf8'));
    if (!header) throw new Error(`${file} has no specification; write it as the comment of the check`);
    const text = header[1].replace(/^ \* ?/gm, '').trim();
    const terms = text.search(TERM);
    return new CheckSpecification(text.slice(0, terms).trim(), text.slice(terms));
  }

  private constructor(
    /** What holds, and why it matters, in paragraphs. */
    public readonly prose: string,
    /** Fields, allowed values, sources, history: one term a line, continued on indented lines. */
    public readonly terms: string,
  ) {}

  /** What holds, in one paragraph without line breaks. */
  public get summary(): string {
    return this.prose.split('\n\n')[0].replaceAll('\n', ' ');
  }
}
