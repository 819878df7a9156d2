import { createHash } from 'node:crypto';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Check } from '../checks/check';
import { CheckSpecification } from '../checks/check-specification';
import { Manifest, type Origin } from '../manifests/manifest';
import type { InputError } from '../manifests/yaml/input-error';
import { ACCEPTANCE_FAILURES } from './acceptance-failures';
import { Controls } from './controls';
import type { Finding } from './finding';

/** What a SARIF log tells of. */
export interface SarifContent {
  /** The checks that were asked. */
  readonly checks: readonly Check[];
  /** What failed or was waived, and what Pod Security would only record or warn of. */
  readonly findings: readonly Finding[];
  /** What could not be read. */
  readonly errors: readonly InputError[];
  /** Version of this package. */
  readonly version: string;
}

/** As far as SARIF is written here. */
type SarifObject = Readonly<Record<string, unknown>>;

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
/** GitHub refuses a run with more results, https://docs.github.com/en/code-security/code-scanning/troubleshooting-sarif-uploads/results-exceed-limit */
const MOST_RESULTS = 25_000;
const LEVELS = { enforce: 'error', warn: 'warning', audit: 'note' } as const;
const WEIGHTS = { enforce: 2, warn: 1, audit: 0 } as const;
/** Of a file that is no file. */
const STANDARD_INPUT = 'stdin';

/**
 * Findings as a log of the Static Analysis Results Interchange Format, version 2.1.0, for the pages on which GitLab and
 * GitHub show what was found.
 *
 * Every result has a rule, a place in a file and a fingerprint, without which GitLab drops it. The fingerprint is made of
 * check, object and field, so that a result stays the same when lines move.
 *
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 * https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 * https://docs.gitlab.com/user/application_security/detect/sarif/
 */
export class SarifLog {
  /** The log, as the value that its JSON stands for. */
  public static of(content: SarifContent): SarifObject {
    return new SarifLog(content).log();
  }

  /** That some results are not in the log, in words; undefined where all are. */
  public static omission({ findings }: Pick<SarifContent, 'findings'>): string | undefined {
    if (findings.length <= MOST_RESULTS) return undefined;
    const left = findings.length - MOST_RESULTS;
    return `${left} of ${findings.length} results are left out, for GitHub takes ${MOST_RESULTS} a run; --format json has all`;
  }

  private readonly ruleIndex = new Map<string, number>();
  private readonly occurrences = new Map<string, number>();
  private readonly hasWaived: boolean;

  private constructor(private readonly content: SarifContent) {
    this.hasWaived = content.findings.some(({ status }) => status === 'waived');
  }

  private log(): SarifObject {
    const { errors, version } = this.content;
    const omission = SarifLog.omission(this.content);
    const rules = this.rules();
    const driver = { name: 'fortress', organization: 'cdk8s-fortress', semanticVersion: version, version, rules };
    const invocation = {
      executionSuccessful: errors.length === 0,
      toolExecutionNotifications: [
        ...errors.map(SarifLog.notification),
        ...(omission === undefined ? [] : [{ level: 'warning', message: { text: omission } }]),
      ],
    };
    const results = this.mostImportant().map(finding => this.result(finding));
    return {
      $schema: SCHEMA,
      version: '2.1.0',
      runs: [{ tool: { driver }, invocations: [invocation], results }],
    };
  }

  /** As many as GitHub takes: what is waived is left out first, then what would only be recorded or warned of. */
  private mostImportant(): readonly Finding[] {
    const { findings } = this.content;
    if (findings.length <= MOST_RESULTS) return findings;
    const weight = ({ status, mode }: Finding) => (status === 'waived' ? -1 : WEIGHTS[mode ?? 'enforce']);
    const kept = new Set([...findings].sort((a, b) => weight(b) - weight(a)).slice(0, MOST_RESULTS));
    return findings.filter(finding => kept.has(finding));
  }

  private rules(): readonly SarifObject[] {
    const rules = [
      ...this.content.checks.map(SarifLog.ofCheck),
      ...Object.values(ACCEPTANCE_FAILURES).map(SarifLog.rule),
    ];
    for (const [index, { id }] of rules.entries()) this.ruleIndex.set(id, index);
    return rules;
  }

  private static ofCheck(check: Check): SarifObject & { readonly id: string } {
    const { prose, terms, summary } = CheckSpecification.of(check);
    const text = `${prose}\n\n${terms}\n\nFix: ${check.fix}`;
    const markdown = `${prose}\n\n\`\`\`\n${terms}\n\`\`\`\n\n**Fix:** ${check.fix}`;
    return {
      ...SarifLog.rule(check),
      fullDescription: { text: summary },
      help: { text, markdown },
      properties: {
        tags: ['security', 'kubernetes', check.family],
        precision: 'very-high',
        controls: Controls.of(check.id),
      },
    };
  }

  private static rule({ id, title, fix }: Pick<Check, 'id' | 'title' | 'fix'>): SarifObject & { readonly id: string } {
    return {
      id,
      name: id,
      shortDescription: { text: title },
      fullDescription: { text: title },
      help: { text: fix },
      defaultConfiguration: { level: LEVELS.enforce },
      properties: { tags: ['security', 'kubernetes'] },
    };
  }

  private result(finding: Finding): SarifObject {
    const { check, message, path, fix, mode = 'enforce', object, origin } = finding;
    const { apiVersion, kind, namespace, name } = object;
    const fullyQualifiedName = [apiVersion, kind, namespace, name].filter(part => part !== '').join('/');
    const where = `${Manifest.nameOf(object)}${path === '' ? '' : `, ${path}`}`;
    return {
      ruleId: check,
      ruleIndex: this.ruleIndex.get(check),
      level: LEVELS[mode],
      message: { text: `${where}: ${message}; ${fix}` },
      locations: [
        {
          physicalLocation: SarifLog.physical(origin),
          logicalLocations: [{ name, fullyQualifiedName, kind: 'resource' }],
        },
      ],
      partialFingerprints: this.fingerprints(finding, `${fullyQualifiedName} ${path} ${mode}`),
      // The standard wants it of all results of a run, or of none.
      ...(this.hasWaived && { suppressions: SarifLog.suppressions(finding) }),
    };
  }

  /** Both GitHub's own name and ours. Where one thing is found twice, the number tells one from the other. */
  private fingerprints({ check }: Finding, place: string): SarifObject {
    const hash = createHash('sha256').update(`${check} ${place}`).digest('hex').slice(0, 16);
    const occurrence = (this.occurrences.get(hash) ?? 0) + 1;
    this.occurrences.set(hash, occurrence);
    return { primaryLocationLineHash: `${hash}:${occurrence}`, 'fortressFinding/v1': `${hash}:${occurrence}` };
  }

  private static suppressions({ waiver, baseline }: Finding): readonly SarifObject[] {
    if (!waiver && !baseline) return [];
    const justification = waiver
      ? `${waiver.reason} (${waiver.owner}, until ${waiver.expires})`
      : 'it was there when the baseline was written';
    return [{ kind: 'external', status: 'accepted', justification }];
  }

  private static notification({ file, document, line, message }: InputError): SarifObject {
    const text = document === undefined ? message : `document ${document}: ${message}`;
    return {
      level: 'error',
      message: { text },
      locations: [{ physicalLocation: SarifLog.physical({ file, line }) }],
    };
  }

  private static physical({ file = STANDARD_INPUT, line = 1 }: Origin): SarifObject {
    return { artifactLocation: { uri: SarifLog.uriOf(file) }, region: { startLine: line } };
  }

  /** From the working directory, as both pages want it; absolute for what lies elsewhere. */
  private static uriOf(file: string): string {
    if (file === '-') return STANDARD_INPUT;
    const path = relative('', file);
    if (path.startsWith('..') || isAbsolute(path)) return pathToFileURL(resolve(file)).href;
    return (path || '.').split(sep).map(encodeURIComponent).join('/');
  }
}
