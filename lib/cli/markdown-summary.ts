import type { Finding } from '../evidence/finding';
import { Manifest } from '../manifests/manifest';
import { Counted } from '../notation/counted';
import { Grouped } from '../notation/grouped';
import type { Verification } from '../verify/verification';
import { VerificationSummary } from './verification-summary';

/** A comment on GitHub may have 65,536 characters; on GitLab a million. */
const ROOM = 60_000;

/** A verification as a comment below a merge request. */
export class MarkdownSummary {
  public static *write(verification: Verification): Generator<string> {
    const { holds, failures, errors } = verification;
    const waived = verification.waived.filter(({ waiver }) => waiver !== undefined);
    yield `### ${holds ? '✅' : '❌'} fortress: ${VerificationSummary.of(verification)}\n`;
    const unasked = VerificationSummary.unasked(verification);
    if (unasked !== '') yield `\n${MarkdownSummary.escape(unasked)}\n`;
    if (errors.length > 0) {
      yield `\n#### Not read\n\n`;
      yield* MarkdownSummary.within(
        errors.map(error => `- ${MarkdownSummary.escape(String(error))}\n`),
        'errors',
      );
    }
    if (failures.length > 0) {
      yield `\n| check | findings |\n| --- | ---: |\n`;
      for (const [check, { length }] of Grouped.by(failures, finding => finding.check)) {
        yield `| ${check} | ${length} |\n`;
      }
      yield '\n';
      yield* MarkdownSummary.within(MarkdownSummary.blocks(failures), 'objects with findings');
    }
    if (waived.length > 0) {
      yield `\n#### Waived\n\n| check | object | until | owner | reason |\n| --- | --- | --- | --- | --- |\n`;
      yield* MarkdownSummary.within(waived.map(MarkdownSummary.waiver), 'waived findings');
    }
  }

  /** Each object opens to what was found on it. */
  private static blocks(failures: readonly Finding[]): readonly string[] {
    const objects = Grouped.by(failures, ({ object, origin }) => {
      return `${Manifest.nameOf(object)} (${origin.file ?? ''}, document ${origin.document ?? 1})`;
    });
    return [...objects].map(([object, findings]) => {
      const summary = `${MarkdownSummary.escape(object)}: ${Counted.of(findings.length, 'finding')}`;
      const items = findings.map(MarkdownSummary.item).join('');
      return `<details><summary>${summary}</summary>\n\n${items}\n</details>\n`;
    });
  }

  private static item({ check, path, message, fix }: Finding): string {
    const at = path === '' ? '' : ` \`${path.replaceAll('`', "'")}\``;
    return `- **${check}**${at}: ${MarkdownSummary.escape(message)}. *${MarkdownSummary.escape(fix)}*\n`;
  }

  private static waiver({ check, object, waiver }: Finding): string {
    const cells = [check, Manifest.nameOf(object), waiver?.expires ?? '', waiver?.owner ?? '', waiver?.reason ?? ''];
    return `| ${cells.map(MarkdownSummary.escape).join(' | ')} |\n`;
  }

  /** As many as there is room for, and how many there are more. */
  private static *within(parts: readonly string[], what: string): Generator<string> {
    let length = 0;
    for (const [index, part] of parts.entries()) {
      length += part.length;
      if (length > ROOM / 2) {
        yield `\n… and ${parts.length - index} more ${what}; \`--format text\` has them all.\n`;
        return;
      }
      yield part;
    }
  }

  /** Text of others stays text: on one line, and neither markup nor the end of a cell. */
  private static escape(text: string): string {
    return text.replace(/[\r\n]+/g, ' ').replace(/[\\`*_{}[\]<>|#@]/g, '\\$&');
  }
}
