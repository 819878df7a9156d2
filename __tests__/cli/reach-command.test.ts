import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandLine } from '../../lib/cli/command-line';

const folder = mkdtempSync(join(tmpdir(), 'reach-command-'));
afterAll(() => rmSync(folder, { recursive: true }));

const PODS = `
apiVersion: v1
kind: Pod
metadata: { name: api, namespace: tenant-a }
spec: { containers: [{ name: c, ports: [{ containerPort: 8000 }] }] }
---
apiVersion: v1
kind: Pod
metadata: { name: minio, namespace: minio }
spec: { containers: [{ name: c, ports: [{ containerPort: 9000 }] }] }
`;
const policy = (spec: string) => `---
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: readers, namespace: minio }
spec: ${spec}
`;
const FROM_TENANT =
  '{ endpointSelector: {}, ingress: [{ fromEndpoints: [{ matchLabels: { "k8s:io.kubernetes.pod.namespace": tenant-a } }] }] }';

function write(name: string, yaml: string): string {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, 'all.yaml'), yaml);
  return join(folder, name);
}

const OPEN = write('open', PODS + policy(FROM_TENANT));
const CLOSED = write('closed', PODS + policy('{ endpointSelector: {}, ingress: [{}] }'));

const run = (...words: string[]) => {
  const { pieces, problems, status } = CommandLine.run(['reach', ...words]);
  return { out: [...pieces].join(''), problems, status };
};

test('says in text who reaches whom, a matrix for each namespace', () => {
  expect(run(OPEN)).toEqual({
    out: expect.stringContaining('minio\n  from          minio\n  tenant-a/api  9000/TCP\n  host          9000/TCP\n'),
    problems: [],
    status: 0,
  });
});

test('puts all who reach the same on one line, and folds long ones', () => {
  const names = ['client', 'worker-of-the-first-queue', 'worker-of-the-second-queue', 'worker-of-the-third-queue'];
  const pods = names.map(
    name =>
      `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, namespace: a }\nspec: { containers: [{ name: c, ports: [{ containerPort: 80 }] }] }`,
  );
  const { out } = run(write('mesh', pods.join('\n---\n')));
  expect(out.split('\n').slice(0, 5)).toEqual([
    'a',
    expect.stringMatching(/^ {2}from +client +worker-of-the-first-queue /),
    expect.stringMatching(/^ {2}a\/client, worker-of-the-first-queue, +80\/TCP +80\/TCP +80\/TCP +80\/TCP$/),
    '    worker-of-the-second-queue, worker-of-the-third-queue',
    expect.stringMatching(/^ {2}world +80\/TCP/),
  ]);
  expect(out).toContain('second-queue, worker-of-the-third-queue -> world any port, host any port');
});

test('says who comes from outside to a workload that has no other beside it', () => {
  const alone = write(
    'alone',
    `${PODS.split('---')[1]}${policy('{ endpointSelector: {}, ingress: [{ fromEntities: [host] }] }')}`,
  );
  expect(run(alone).out).toMatch(/^minio\n {2}from +minio\n {2}host +9000\/TCP\n/);
});

test('a workload is named with its namespace, though both be called the same', () => {
  const asked = [PODS, PODS.replace('name: minio, namespace: minio', 'name: other, namespace: minio').split('---')[1]];
  expect(run(write('same', asked.join('---'))).out).toMatch(/^ {2}minio\/minio, other +9000\/TCP +9000\/TCP$/m);
});

test('explains one flow', () => {
  const asked = ['--from', 'tenant-a/api', '--to', 'minio/minio'];
  expect(run(OPEN, ...asked).out).toBe(
    'tenant-a/api -> minio/minio 9000/TCP: allowed\n  ingress allow        CiliumNetworkPolicy minio/readers spec.ingress[0]\n',
  );
  expect(run(CLOSED, ...asked, '--port', '9000').out).toBe(
    'tenant-a/api -> minio/minio 9000/TCP: stopped\n  ingress default-deny CiliumNetworkPolicy minio/readers spec\n',
  );
});

test('gives JSON with a row for every ordered pair and port, sorted', () => {
  const { flows, external, ingress, unknown } = JSON.parse(run(OPEN, '--format', 'json').out);
  expect(flows).toEqual([
    { from: 'minio/minio', to: 'tenant-a/api', port: 8000, protocol: 'TCP', allowed: true, because: [] },
    {
      from: 'tenant-a/api',
      to: 'minio/minio',
      port: 9000,
      protocol: 'TCP',
      allowed: true,
      because: [
        { policy: 'CiliumNetworkPolicy minio/readers', rule: 'spec.ingress[0]', direction: 'ingress', effect: 'allow' },
      ],
    },
  ]);
  expect(external).toContainEqual(
    expect.objectContaining({ from: 'tenant-a/api', to: 'world', port: 0, protocol: 'ANY', allowed: true }),
  );
  expect([ingress, unknown]).toEqual([[], []]);
});

test.each([
  ['mermaid', /^flowchart LR\n {2}subgraph g0\["minio"\]/],
  ['svg', /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/],
  ['html', /^<!doctype html>\n<html lang="en">/],
])('draws as %s', (format, start) => {
  expect(run(OPEN, '--format', format).out).toMatch(start);
});

test('tells what changes from one folder to the other', () => {
  expect(run('--diff', CLOSED, OPEN)).toEqual({
    out: 'tenant-a/api can now reach minio/minio:9000/TCP\n',
    problems: [],
    status: 1,
  });
  expect(run('--diff', OPEN, CLOSED).out).toBe('tenant-a/api can no longer reach minio/minio:9000/TCP\n');
  expect(run('--diff', OPEN, OPEN)).toEqual({ out: '', problems: [], status: 0 });
});

test('names a policy that Cilium refuses, and answers all the same', () => {
  const refused = write('refused', PODS + policy('{ endpointSelector: {}, ingress: [{ fromCIDR: [10.0.0.0/33] }] }'));
  const { out, problems, status } = run(refused);
  expect(status).toBe(2);
  // It is enforced nowhere: its default deny denies nothing.
  expect(out).toMatch(/^ {2}tenant-a\/api +9000\/TCP$/m);
  expect(problems).toEqual([
    expect.stringMatching(
      /all\.yaml, document 3, line \d+: CiliumNetworkPolicy minio\/readers is refused: spec\.ingress\[0\]\.fromCIDR\[0\] /,
    ),
  ]);
});

test.each([
  [[], 'PATH is missing; name a file, a folder, or - for standard input'],
  [['--diff', 'x'], '--diff takes two paths, OLD and NEW, got 1'],
  [[OPEN, '--format', 'png'], '--format: format must be one of text, json, mermaid, svg, html, got "png"'],
  [['--diff', OPEN, OPEN, '--format', 'svg'], '--format: format must be text or json, got "svg"'],
  [[OPEN, '--port', '0'], '--port: port must be a number and a protocol such as "8000/TCP", got "0"'],
  [
    [OPEN, '--from', 'tenant-a/nobody'],
    '"tenant-a/nobody" is no workload of the input, CIDR, name of the DNS or world; there are minio/minio, tenant-a/api',
  ],
])('%j cannot be used', (words, problem) => {
  const { problems, status } = run(...words);
  expect(problems[0]).toBe(`fortress: ${problem}`);
  expect(status).toBe(2);
});
