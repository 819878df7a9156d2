import { type SarifContent, SarifLog } from '../evidence/sarif-log';
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
  /** What people should know of the form itself, for standard error. */
  remark?(verification: Verification): string | undefined;
}

/** By the name that `--format` takes. */
export const FORMATS: Readonly<Record<string, Format>> = {
  text: { write: verification => TextReport.write(verification, process.stdout), isForPeople: true },
  json: { write: verification => JsonText.write(verification.toJSON(), 2), isForPeople: false },
  sarif: {
    write: verification => JsonText.write(SarifLog.of(contentOf(verification)), 5),
    isForPeople: false,
    remark: verification => SarifLog.omission(contentOf(verification)),
  },
  markdown: { write: MarkdownSummary.write, isForPeople: true },
};

function contentOf({ checks, findings, warnings, errors }: Verification): SarifContent {
  return { checks, findings: [...findings, ...warnings], errors, version: PackageVersion.read() };
}
