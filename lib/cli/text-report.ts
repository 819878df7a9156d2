import type { WriteStream } from 'node:tty';
import { styleText } from 'node:util';
import type { Finding } from '../evidence/finding';
import { FindingsText } from '../evidence/findings-text';
import { Manifest } from '../manifests/manifest';
import type { Verification } from '../verify/verification';
import { VerificationSummary } from './verification-summary';

/** The part of a line of findings that its indentation tells. */
const STYLES: readonly (readonly [RegExp, Parameters<typeof styleText>[0]])[] = [
  [/^\S.*$/, 'bold'],
  [/^ {2}(?! )\S+/, 'red'],
  [/^ {4}fix: .*$/, 'green'],
];

/** Whether there are colours is decided here, and not once more by newer versions of Node. */
const ALWAYS = { validateStream: false };

/** A verification for a person at a terminal: what matters most stands last. */
export class TextReport {
  public static *write(
    verification: Verification,
    terminal: Pick<WriteStream, 'isTTY'> & Partial<Pick<WriteStream, 'hasColors'>>,
  ): Generator<string> {
    const { warnings, failures } = verification;
    // What a baseline accepts is counted, and not told again on every run.
    const waived = verification.waived.filter(({ waiver }) => waiver !== undefined);
    const hasColors = terminal.isTTY && terminal.hasColors?.();
    if (warnings.length > 0) {
      yield 'Pod Security would warn of this, or record it, and refuse nothing:\n';
      for (const warning of warnings) yield `  ${warning.mode}  ${TextReport.line(warning)}\n`;
      yield '\n';
    }
    if (waived.length > 0) {
      yield 'Waived:\n';
      for (const finding of waived) yield `  ${TextReport.line(finding)}\n    ${TextReport.waiver(finding)}\n`;
      yield '\n';
    }
    if (failures.length > 0) yield* TextReport.lines(`${FindingsText.of(failures)}\n`, hasColors === true);
    const summary = VerificationSummary.of(verification);
    yield `${hasColors ? styleText([verification.holds ? 'green' : 'red', 'bold'], summary, ALWAYS) : summary}\n`;
    const unasked = VerificationSummary.unasked(verification);
    if (unasked !== '') yield `${unasked}\n`;
  }

  private static line({ check, object, path, message }: Finding): string {
    return `${check}  ${Manifest.nameOf(object)}${path === '' ? '' : `  ${path}`}: ${message}`;
  }

  private static waiver({ waiver }: Finding): string {
    return waiver ? `until ${waiver.expires}, ${waiver.owner}: ${waiver.reason}` : '';
  }

  private static *lines(text: string, hasColors: boolean): Generator<string> {
    for (const line of text.split('\n')) {
      const [form, style] = STYLES.find(([each]) => each.test(line)) ?? [];
      yield hasColors && form && style
        ? `${line.replace(form, part => styleText(style, part, ALWAYS))}\n`
        : `${line}\n`;
    }
  }
}
