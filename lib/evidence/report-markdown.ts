import { Counted } from '../notation/counted';
import type { Control } from './control-catalogue';
import { Controls } from './controls';
import type { EvidenceReport, ReportedCheck, ReportedFinding } from './evidence-report';
import type { ReportedImage } from './reported-images';

/** A table has so many rows; report.json has all. */
const ROWS = 100;

/** A report as people read it: counts, what was accepted and assumed, and which controls were judged. */
export class ReportMarkdown {
  public static write(report: EvidenceReport): string {
    const {
      environment,
      objects,
      pods,
      checks,
      failures,
      waived,
      baseline,
      assumptions,
      notJudged,
      preconditions,
      images,
    } = report;
    const asked = checks.filter(ReportMarkdown.wasAsked);
    const sections = [
      `# Evidence${environment === '' ? '' : ` for ${environment}`}`,
      `${Counted.of(objects, 'object')}, ${Counted.of(pods, 'pod template')}, ${asked.length} of ${Counted.of(checks.length, 'check')} asked: ` +
        `${Counted.of(failures.length, 'failure')}, ${waived.length} waived, ${baseline.length} in the baseline. ` +
        'Every object and its digest stand in report.json.',
      ReportMarkdown.families(checks),
      ReportMarkdown.findings('Failures', failures),
      ReportMarkdown.section(
        'Waived',
        ['check', 'object', 'why', 'owner', 'until'],
        waived.map(({ reason, owner, expires, ...finding }) => {
          return [finding.check, ReportMarkdown.object(finding), reason, owner, expires];
        }),
      ),
      ReportMarkdown.findings('In the baseline', baseline),
      ReportMarkdown.section(
        'Assumed',
        ['object', 'what'],
        assumptions.map(({ object, assumption }) => [object, assumption]),
      ),
      ReportMarkdown.section(
        'Delivered but not judged',
        ['Application', 'what', 'version', 'from', 'into', 'held to'],
        notJudged.map(({ name, chart, path, revision, repository, destination, level }) => {
          const what = chart === '' ? `folder ${path}` : `chart ${chart}`;
          return [name, what, revision, repository, destination, level === '' ? 'not known' : level];
        }),
      ),
      ReportMarkdown.images(images),
      ReportMarkdown.section(
        'To be seen to by people',
        ['what', 'status'],
        preconditions.map(what => [what, 'manual']),
      ),
      ReportMarkdown.controls(asked),
      ReportMarkdown.list(
        'Checks that spoke of no object',
        checks.filter(check => !ReportMarkdown.wasAsked(check)).map(({ id }) => id),
      ),
    ];
    return `${sections.filter(section => section !== '').join('\n\n')}\n`;
  }

  private static wasAsked({ passed, failed, waived }: ReportedCheck): boolean {
    return passed + failed + waived > 0;
  }

  private static families(checks: readonly ReportedCheck[]): string {
    const families = [...new Set(checks.map(({ family }) => family))];
    const rows = families.map(family => {
      const own = checks.filter(check => check.family === family);
      const sum = (key: 'passed' | 'failed' | 'waived') => String(own.reduce((total, check) => total + check[key], 0));
      return [family, String(own.length), sum('passed'), sum('failed'), sum('waived')];
    });
    return ReportMarkdown.section('Verdicts', ['family', 'checks', 'passed', 'failed', 'waived'], rows);
  }

  private static findings(title: string, findings: readonly ReportedFinding[]): string {
    const rows = findings.map(finding => [
      finding.check,
      ReportMarkdown.object(finding),
      finding.path,
      finding.message,
    ]);
    return ReportMarkdown.section(title, ['check', 'object', 'field', 'what'], rows);
  }

  private static images(images: readonly ReportedImage[]): string {
    const by = (policies: readonly string[]) => policies.join(', ') || 'nobody';
    const rows = images.map(({ image, signatureAskedBy, scanAskedBy, objects }) => {
      return [image, by(signatureAskedBy), by(scanAskedBy), objects.join(', ')];
    });
    return ReportMarkdown.section('Images', ['image', 'signature asked by', 'scan asked by', 'run by'], rows);
  }

  /** Of each control that some check speaks to: how many of the objects that they were asked about hold it. */
  private static controls(asked: readonly ReportedCheck[]): string {
    const rows = Controls.ALL.flatMap(control => {
      const { id, title } = control;
      const own = asked.filter(({ controls }) => controls.includes(id));
      if (own.length === 0) return [];
      const failed = own.reduce((total, check) => total + check.failed, 0);
      const waived = own.reduce((total, check) => total + check.waived, 0);
      const verdict = failed > 0 ? 'fails' : waived > 0 ? 'holds, with waivers' : 'holds';
      return [[ReportMarkdown.control(control), title, own.map(check => check.id).join(', '), verdict]];
    });
    if (rows.length === 0) return '';
    const silent = Controls.ALL.filter(({ id }) => !Controls.isJudged(id)).map(ReportMarkdown.control);
    return [
      ReportMarkdown.section('Controls', ['control', 'what it asks', 'checks', 'verdict'], rows),
      'A verdict speaks of what is rendered: whether the cluster runs it, and what only its control plane or its nodes can ' +
        `show, is not judged here. No check speaks to ${silent.join(', ')}.`,
    ].join('\n\n');
  }

  private static control({ id, framework }: Control): string {
    return id.startsWith(framework) ? id : `${framework} ${id}`;
  }

  private static section(title: string, columns: readonly string[], rows: readonly (readonly string[])[]): string {
    if (rows.length === 0) return '';
    const line = (cells: readonly string[]) => `| ${cells.map(ReportMarkdown.cell).join(' | ')} |`;
    const more = rows.length > ROWS ? ['', `… and ${rows.length - ROWS} more, in report.json.`] : [];
    const table = [line(columns), line(columns.map(() => '---')), ...rows.slice(0, ROWS).map(line)];
    return [`## ${title}`, '', ...table, ...more].join('\n');
  }

  private static list(title: string, items: readonly string[]): string {
    return items.length === 0 ? '' : `## ${title}\n\n${items.join(', ')}`;
  }

  private static object({ kind, namespace, name }: ReportedFinding): string {
    return `${kind} ${namespace === '' ? name : `${namespace}/${name}`}`;
  }

  private static cell(text: string): string {
    return text.replace(/[\r\n]+/g, ' ').replaceAll('|', '\\|');
  }
}
