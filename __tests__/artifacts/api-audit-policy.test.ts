import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { ApiAuditPolicy } from '../../lib';

const namespace = (name: string, labels: object) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels },
});
const OBJECTS = [
  namespace('tenant-b', { tenant: 'tenant-b' }),
  namespace('argocd', { team: 'platform' }),
  namespace('ml-production', { tenant: 'ml-production' }),
  { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', namespace: 'tenant-b', labels: { tenant: 'tenant-b' } } },
];
const RENDERED = new ApiAuditPolicy().render(OBJECTS);

/** A request, and the level at which it has to be logged. */
type Row = readonly [request: string, level: string];

/** `<verb> [<group>/]<resource>[/<subresource>] in <namespace>`, or a path. */
const ROWS: readonly Row[] = [
  ['create pods in tenant-b', 'RequestResponse'],
  ['delete batch/jobs in ml-production', 'RequestResponse'],
  ['patch apps/deployments in tenant-b', 'RequestResponse'],
  ['update rbac.authorization.k8s.io/rolebindings in tenant-b', 'RequestResponse'],
  ['delete cilium.io/ciliumnetworkpolicies in tenant-b', 'RequestResponse'],
  ['get pods/exec in tenant-b', 'RequestResponse'],
  ['create pods/portforward in ml-production', 'RequestResponse'],
  ['list pods in tenant-b', 'Metadata'],
  ['create pods in argocd', 'Metadata'],
  ['get secrets in tenant-b', 'Metadata'],
  ['create secrets in tenant-b', 'Metadata'],
  ['update configmaps in ml-production', 'Metadata'],
  ['create serviceaccounts/token in tenant-b', 'Metadata'],
  ['create external-secrets.io/externalsecrets in tenant-b', 'Metadata'],
  ['create authentication.k8s.io/tokenreviews in ', 'Metadata'],
  ['delete namespaces in ', 'Metadata'],
  ['/metrics', 'Metadata'],
  ['/readyz/etcd', 'None'],
  ['/version', 'None'],
];

function question(request: string): object {
  if (request.startsWith('/')) return { user: 'alice', verb: 'get', path: request };
  const [verb, what, , in_ = ''] = request.split(' ');
  const [, group = '', resource, subresource = ''] =
    /^(?:([a-z0-9-]+(?:\.[a-z0-9-]+)+|apps|batch)\/)?([a-z]+)(?:\/([a-z]+))?$/.exec(what) ?? [];
  return { user: 'alice', verb, group, resource, subresource, namespace: in_ };
}

/** The policy, and what the API server's own evaluator says of each row; FORTRESS_ORACLE=update asks it again, with Go. */
const RECORD = join(__dirname, 'audit-policy/decided.txt');

function decided(): string {
  const input = [RENDERED, ...ROWS.map(([request]) => question(request))].map(line => JSON.stringify(line)).join('\n');
  const run = spawnSync('go', ['run', '.'], { cwd: join(__dirname, 'audit-policy'), input });
  if (run.status !== 0) throw new Error(`the API server refuses the policy: ${run.error ?? run.stderr}`);
  const levels = run.stdout.toString().trimEnd().split('\n');
  return `${ROWS.map(([request], index) => `${request}: ${levels[index]}\n`).join('')}---\n${RENDERED}`;
}

test('the API server takes the policy, and logs every request at the level that is meant', () => {
  if (process.env.FORTRESS_ORACLE) {
    const answer = decided();
    if (process.env.FORTRESS_ORACLE === 'update') writeFileSync(RECORD, answer);
    expect(answer).toBe(readFileSync(RECORD, 'utf8'));
  }
  const expected = ROWS.map(([request, level]) => `${request}: ${level}\n`).join('');
  expect(readFileSync(RECORD, 'utf8')).toBe(`${expected}---\n${RENDERED}`);
});

test('names the namespaces of tenants, and no other', () => {
  const { rules } = load(RENDERED) as any;
  const named = rules.filter((rule: any) => rule.namespaces);
  expect(named.length).toBe(2);
  for (const rule of named) expect(rule.namespaces).toEqual(['ml-production', 'tenant-b']);
});

test('without tenants, no rule means every namespace by naming none', () => {
  const { rules } = load(new ApiAuditPolicy().render([])) as any;
  expect(rules.filter((rule: any) => rule.level === 'RequestResponse')).toEqual([]);
});
