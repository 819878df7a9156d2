import { SarifLog } from '../evidence/sarif-log';
import type { Verification } from '../verify/verification';
import { JsonText } from './json-text';
import { MarkdownSummary } from './markdown-summary';
import { PackageVersion } from './package-version';
import { TextReport } from './text-report';

/** A form in which a verification is printed. */
interface Format {
  write(verification: Verification): Iterable<string>;
  /** Whether people read it, who look for what went wrong on standard error; programs want all of it in one place. */
  readonly isForPeople: boolean;
}

/** By the name that `--format` takes. */
export const FORMATS: Readonly<Record<string, Format>> = {
  text: { write: verification => TextReport.write(verification, process.stdout), isForPeople: true },
  json: { write: verification => JsonText.write(verification.toJSON(), 2), isForPeople: false },
  sarif: { write: verification => JsonText.write(sarif(verification), 5), isForPeople: false },
  markdown: { write: MarkdownSummary.write, isForPeople: true },
};

function sarif({ checks, findings, warnings, errors }: Verification): object {
  return SarifLog.of({ checks, findings: [...findings, ...warnings], errors, version: PackageVersion.read() });
}
