import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHECKS } from '../../lib/checks/catalog';
import { Verification, type Waiver } from '../../lib/verify/verification';

const POD = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace: 'x' }, spec: { hostNetwork: true } };
const NODE = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'n' } };
const only = ['host-isolation'];
const waiver: Waiver = {
  check: 'host-isolation',
  object: { apiVersion: 'v1', kind: 'Pod', namespace: 'x', name: 'a' },
  reason: 'node agent',
  owner: 'ops@example.com',
  expires: '2027-03-31',
};

test('objects, a text and files are judged alike', () => {
  const folder = mkdtempSync(join(tmpdir(), 'verification-'));
  writeFileSync(join(folder, 'pod.json'), JSON.stringify(POD));
  const all = [
    Verification.ofObjects([POD], { only }),
    Verification.ofText(JSON.stringify(POD), { only }),
    Verification.ofFiles([folder], { only }),
  ];
  rmSync(folder, { recursive: true });
  for (const { objects, pods, findings, holds } of all) {
    expect([objects, pods, holds]).toEqual([1, 1, false]);
    expect(findings).toMatchObject([{ check: 'host-isolation', path: 'spec.hostNetwork' }]);
  }
});

test('without options every check is asked, but those that need nodes', () => {
  const { checks, unasked } = Verification.ofObjects([POD]);
  expect(checks).toEqual(CHECKS);
  expect(unasked).toEqual(CHECKS.filter(({ needsNodes }) => needsNodes));
  expect(Verification.ofObjects([POD], { site: [NODE] }).unasked).toEqual([]);
});

test('waivers hold until the end of their day', () => {
  const on = (date: string) => Verification.ofObjects([POD], { only, waivers: [waiver], date });
  expect(on('2027-03-31')).toMatchObject({ holds: true, failures: [], waived: [{ waiver }] });
  expect(on('2027-04-01').failures.map(({ check }) => check)).toEqual(['host-isolation', 'waiver-expired']);
});

test('what cannot be read is told, and does not hold', () => {
  const { errors, holds, findings } = Verification.ofText('a: [\n', { site: 'nowhere.yaml' });
  expect([holds, findings]).toEqual([false, []]);
  expect(errors.map(String)).toEqual([
    'nowhere.yaml: does not exist',
    expect.stringMatching(/^-, document 1, line 2: /),
  ]);
});

test('steps are told to whoever wants to know', () => {
  const steps: string[] = [];
  Verification.ofFiles(['nowhere', __filename], { onStep: step => steps.push(step) });
  expect(steps).toEqual([__filename, '0 objects']);
});

test('JSON.stringify gives what the command prints', () => {
  const json = JSON.parse(JSON.stringify(Verification.ofObjects([POD], { only })));
  expect(Object.keys(json)).toEqual(['schemaVersion', 'objects', 'pods', 'findings', 'warnings', 'errors']);
  expect(json.findings).toMatchObject([{ check: 'host-isolation', file: '', document: 1 }]);
});

test.each([
  [{ only: ['nonsense'] }, 'check must be the id of a check, or one of the families pod-security, '],
  [{ level: 'high' }, 'Pod Security level must be one of privileged, baseline, restricted, got "high"'],
  [{ podSecurityVersion: '1.30' }, 'Pod Security version must be "latest" or "v1.x", got "1.30"'],
  [{ date: 'today' }, 'date must be a day of the calendar such as "2027-03-31", got "today"'],
])('%j is refused', (options, message) => {
  expect(() => Verification.ofObjects([POD], options)).toThrow(message);
});
