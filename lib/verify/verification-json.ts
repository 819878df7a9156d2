import type { Finding } from '../evidence/finding';
import type { ObjectIdentity } from '../manifests/manifest';
import type { InputError } from '../manifests/yaml/input-error';
import type { Verification } from './verification';

/** A finding, as other programs get it. */
export interface FindingJson {
  /** Id of the check. */
  readonly check: string;
  readonly status: 'fail' | 'waived';
  /** The object; its namespace as written, empty where it names none. */
  readonly object: ObjectIdentity;
  /** The file as it was named, so that it opens from the working directory; `-` for standard input. */
  readonly file: string;
  /** Number of the YAML document in the file, from 1; empty ones count. */
  readonly document: number;
  /** Exact path of the field; empty for the object as a whole. */
  readonly path: string;
  readonly message: string;
  readonly fix: string;
}

/** What only a mode of Pod Security that refuses nothing would report. */
export interface WarningJson extends FindingJson {
  readonly mode: 'audit' | 'warn';
}

/** What could not be read. */
export interface ErrorJson {
  readonly file: string;
  /** Number of the document, from 1; also 1 where the file as a whole cannot be read. */
  readonly document: number;
  /** Line in the file, from 1; also 1 where the file as a whole cannot be read. */
  readonly line: number;
  readonly message: string;
}

/** What was found, as other programs get it. Fields are added within a version; none changes its meaning. */
export class VerificationJson {
  public static of({ objects, pods, findings, warnings, errors }: Verification): VerificationJson {
    return new VerificationJson(
      1,
      objects,
      pods,
      findings.map(VerificationJson.finding),
      warnings.map(warning => ({ ...VerificationJson.finding(warning), mode: warning.mode ?? 'warn' })),
      errors.map(VerificationJson.error),
    );
  }

  private constructor(
    public readonly schemaVersion: 1,
    public readonly objects: number,
    public readonly pods: number,
    public readonly findings: readonly FindingJson[],
    public readonly warnings: readonly WarningJson[],
    public readonly errors: readonly ErrorJson[],
  ) {}

  private static finding({ check, status, object, origin, path, message, fix }: Finding): FindingJson {
    const { apiVersion, kind, namespace, name } = object;
    return {
      check,
      status,
      object: { apiVersion, kind, namespace, name },
      file: origin.file ?? '',
      document: origin.document ?? 1,
      path,
      message,
      fix,
    };
  }

  private static error({ file, document = 1, line = 1, message }: InputError): ErrorJson {
    return { file, document, line, message };
  }
}
