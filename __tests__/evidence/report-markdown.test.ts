import type { EvidenceReport, ReportedFinding } from '../../lib/evidence/evidence-report';
import { ReportMarkdown } from '../../lib/evidence/report-markdown';

const finding = (name: string): ReportedFinding => ({
  check: 'probes',
  apiVersion: 'v1',
  kind: 'Pod',
  namespace: '',
  name,
  path: 'spec',
  message: 'a | b\nc',
});
const check = {
  id: 'privileged',
  family: 'pod-security',
  title: 'no container is privileged',
  controls: ['5.2.2'],
  passed: 1,
  failed: 0,
  waived: 0,
  notApplicable: 0,
};
const write = (overrides: Partial<EvidenceReport> = {}) =>
  ReportMarkdown.write({
    schemaVersion: 1,
    environment: 'prod',
    holds: true,
    objects: 1,
    pods: 1,
    checks: [check],
    failures: [],
    waived: [],
    baseline: [],
    warnings: [],
    assumptions: [],
    notJudged: [],
    preconditions: [],
    images: [],
    files: [],
    ...overrides,
  });

test('what there is none of is not spoken of', () => {
  expect(write().match(/^## .*$/gm)).toEqual(['## Verdicts', '## Controls']);
});

test('texts stay within their cells', () => {
  expect(write({ failures: [finding('a')] })).toContain('\n| probes | Pod a | spec | a \\| b c |\n');
});

test('what no object shows is for people (row A20)', () => {
  expect(write({ preconditions: ['a snapshot is taken'] })).toContain(
    '## To be seen to by people\n\n| what | status |\n| --- | --- |\n| a snapshot is taken | manual |',
  );
  expect(write({})).not.toContain('To be seen to');
});

test('images are listed with who asks for their signature and scan, and who runs them', () => {
  const image = { image: 'r/a@sha256:1', digest: 'sha256:1', example: false, objects: ['Pod a/b', 'Job a/c'] };
  const text = write({
    images: [{ ...image, signatureAskedBy: ['ImageValidatingPolicy x'], scanAskedBy: [] }],
  });
  expect(text).toContain('| r/a@sha256:1 | ImageValidatingPolicy x | nobody | Pod a/b, Job a/c |');
});

test('what is delivered without being judged is named', () => {
  const delivery = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', namespace: 'argocd', name: 'loki' };
  const from = { repository: 'https://charts.example.com', revision: '18.11.0', destination: 'loki' };
  const text = write({
    notJudged: [
      { ...delivery, ...from, chart: 'loki', path: '', level: 'restricted' },
      { ...delivery, ...from, chart: '', path: 'base', level: '' },
    ],
  });
  expect(text).toContain('## Delivered but not judged');
  expect(text).toContain('| loki | chart loki | 18.11.0 | https://charts.example.com | loki | restricted |');
  expect(text).toContain('| loki | folder base | 18.11.0 | https://charts.example.com | loki | not known |');
});

test('a long list is cut, and says so', () => {
  const text = write({ failures: Array.from({ length: 1000 }, (_, index) => finding(`n${index}`)) });
  expect(text.match(/^\| probes /gm)).toHaveLength(100);
  expect(text).toContain('\n… and 900 more, in report.json.\n');
  expect(text).toContain('1000 failures');
});

test.each([
  [{ failed: 1 }, 'fails'],
  [{ waived: 1 }, 'holds, with waivers'],
  [{ failed: 1, waived: 1 }, 'fails'],
  [{}, 'holds'],
])('a control with %j %s', (tally, verdict) => {
  expect(write({ checks: [{ ...check, ...tally }] })).toContain(
    `| CIS 5.2.2 | privileged containers are not admitted | privileged | ${verdict} |`,
  );
});

test('a control of checks that were asked about nothing has no verdict', () => {
  const text = write({ checks: [{ ...check, passed: 0, notApplicable: 1 }] });
  expect(text).not.toContain('CIS 5.2.2');
  expect(text).toContain('## Checks that spoke of no object\n\nprivileged\n');
});
