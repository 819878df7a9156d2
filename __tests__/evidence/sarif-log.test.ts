import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { CHECKS } from '../../lib/checks/catalog';
import type { Finding } from '../../lib/evidence/finding';
import { SarifLog } from '../../lib/evidence/sarif-log';
import { InputError } from '../../lib/manifests/yaml/input-error';

let validate: ValidateFunction;
beforeAll(() => {
  // The schema is written in draft 4 of JSON Schema, whose only difference here is the name of `$id`.
  const { $schema, id, ...schema } = JSON.parse(readFileSync(join(__dirname, 'sarif/schema-2.1.0.json'), 'utf8'));
  validate = addFormats(new Ajv({ strict: false })).compile({ $id: id, ...schema });
});

const finding = (overrides: Partial<Finding> = {}): Finding => ({
  check: 'probes',
  status: 'fail',
  object: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'tenant-a', name: 'api' },
  origin: { file: 'app/deploy.yaml', document: 2, line: 14 },
  path: 'spec.template.spec.containers[0].livenessProbe',
  message: 'container "api" has no livenessProbe',
  fix: 'give the container both probes',
  ...overrides,
});
const waiver = {
  check: 'probes',
  object: finding().object,
  reason: 'vendor image',
  owner: 'ops@example.com',
  expires: '2027-03-31',
};

const logOf = (findings: Finding[], errors: InputError[] = []): any => {
  const log = SarifLog.of({ checks: CHECKS, findings, errors, version: '1.2.3' });
  expect([validate(log), validate.errors]).toEqual([true, null]);
  return JSON.parse(JSON.stringify(log));
};

test('the schema would refuse a log that is none', () => {
  const log = SarifLog.of({ checks: CHECKS, findings: [finding()], errors: [], version: '1.2.3' }) as any;
  log.runs[0].results[0].level = 'fatal';
  expect(validate(log)).toBe(false);
});

test('a result has a rule, a place in a file, and words', () => {
  const [run] = logOf([finding()]).runs;
  const [result] = run.results;
  expect(run.tool.driver.rules[result.ruleIndex].id).toBe('probes');
  expect(result).toMatchObject({
    ruleId: 'probes',
    level: 'error',
    message: {
      text: 'Deployment tenant-a/api, spec.template.spec.containers[0].livenessProbe: container "api" has no livenessProbe; give the container both probes',
    },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: 'app/deploy.yaml' }, region: { startLine: 14 } },
        logicalLocations: [{ fullyQualifiedName: 'apps/v1/Deployment/tenant-a/api' }],
      },
    ],
  });
  expect(result).not.toHaveProperty('suppressions');
});

test('every check is a rule, with its specification for people', () => {
  const { rules } = logOf([]).runs[0].tool.driver;
  expect(rules.map(({ id }: { id: string }) => id)).toEqual(expect.arrayContaining(CHECKS.map(({ id }) => id)));
  for (const { help, shortDescription, fullDescription } of rules) {
    expect(help.text).not.toBe('');
    // More, and GitHub cuts it off.
    expect(shortDescription.text.length).toBeLessThan(1024);
    expect(fullDescription.text.length).toBeLessThan(1024);
  }
});

test.each([
  ['app/deploy.yaml', 'app/deploy.yaml'],
  ['./app/../app/deploy.yaml', 'app/deploy.yaml'],
  [join(process.cwd(), 'app/deploy.yaml'), 'app/deploy.yaml'],
  ['my app/50%.yaml', 'my%20app/50%25.yaml'],
  ['.', '.'],
  ['-', 'stdin'],
  ['/elsewhere/a.yaml', 'file:///elsewhere/a.yaml'],
])('the file %s is %s', (file, uri) => {
  const [{ locations }] = logOf([finding({ origin: { file } })]).runs[0].results;
  expect(locations[0].physicalLocation).toEqual({ artifactLocation: { uri }, region: { startLine: 1 } });
});

test('a fingerprint stays when lines move, and no two are the same', () => {
  const prints = (...findings: Finding[]) =>
    logOf(findings).runs[0].results.map(({ partialFingerprints }: any) => partialFingerprints['fortressFinding/v1']);
  const [one] = prints(finding());
  expect(prints(finding({ origin: { file: 'app/deploy.yaml', line: 99 }, message: 'other words' }))).toEqual([one]);
  const others = [
    finding(),
    finding(),
    finding({ path: '' }),
    finding({ check: 'explicit-user' }),
    finding({ object: { ...finding().object, name: 'b' } }),
  ];
  expect(new Set(prints(...others)).size).toBe(others.length);
});

test('what is waived is suppressed, with who says so', () => {
  const [waived, other] = logOf([finding({ status: 'waived', waiver }), finding()]).runs[0].results;
  expect(waived.suppressions).toEqual([
    { kind: 'external', status: 'accepted', justification: 'vendor image (ops@example.com, until 2027-03-31)' },
  ]);
  expect(other.suppressions).toEqual([]);
});

test('what Pod Security would warn of is a warning, what it would record a note', () => {
  const { results } = logOf([finding({ mode: 'warn' }), finding({ mode: 'audit' })]).runs[0];
  expect(results.map(({ level }: { level: string }) => level)).toEqual(['warning', 'note']);
});

test('waivers that fail have rules too', () => {
  const [{ results, tool }] = logOf([finding({ check: 'waiver-expired' })]).runs;
  expect(tool.driver.rules[results[0].ruleIndex].id).toBe('waiver-expired');
});

test('input that cannot be read makes the run one that did not succeed', () => {
  const errors = [new InputError('is not valid YAML', 'a.yaml', 2, 7), new InputError('does not exist', 'b.yaml')];
  const [{ executionSuccessful, toolExecutionNotifications }] = logOf([], errors).runs[0].invocations;
  expect(executionSuccessful).toBe(false);
  expect(toolExecutionNotifications).toMatchObject([
    {
      level: 'error',
      message: { text: 'document 2: is not valid YAML' },
      locations: [{ physicalLocation: { artifactLocation: { uri: 'a.yaml' }, region: { startLine: 7 } } }],
    },
    { message: { text: 'does not exist' } },
  ]);
  expect(logOf([]).runs[0].invocations[0].executionSuccessful).toBe(true);
});

test('no run has more results than GitHub takes: what is waived goes first, and the log says how much', () => {
  const many = Array.from({ length: 24_999 }, (_, index) => finding({ origin: { file: 'a.yaml', line: index + 1 } }));
  const findings = [
    finding({ status: 'waived', waiver }),
    finding({ mode: 'audit' }),
    ...many,
    finding({ path: 'last' }),
  ];
  const [{ results, invocations }] = logOf(findings).runs;
  expect(results).toHaveLength(25_000);
  expect(results[0]).toMatchObject({ level: 'error', suppressions: [] });
  expect(results.at(-1).message.text).toMatch(/^Deployment tenant-a\/api, last: /);
  expect(invocations).toEqual([
    {
      executionSuccessful: true,
      toolExecutionNotifications: [
        {
          level: 'warning',
          message: { text: '2 of 25002 results are left out, for GitHub takes 25000 a run; --format json has all' },
        },
      ],
    },
  ]);
});
