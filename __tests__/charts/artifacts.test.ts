import { spawnSync } from 'node:child_process';
import { load } from 'js-yaml';
import { artifactsOf } from '../../charts/artifacts';
import { ENVIRONMENTS, PROD } from '../../charts/environments';
import { GITLAB } from '../../charts/site';
import { PlaceholderWords } from '../../lib/checks/references/_placeholder-words';
import { closedSchemaOf, mistakes, schemaOf } from '../artifacts/closed-schema';
import { manifestsOf, publishPlatform } from './rendered-platform';

const FILES = publishPlatform();
const ALL = manifestsOf(FILES);
const artifact = (name: string) => FILES.get(`artifacts/prod/${name}`) ?? '';
const parsed = (name: string): any => load(artifact(name));

test.each([
  ['cilium-values.yaml', closedSchemaOf('cilium-values.json')],
  ['gitlab-ci.yml', schemaOf('gitlab-ci.json')],
  ['github-workflow.yml', schemaOf('github-workflow.json')],
])('%s is what its reader takes', (name, schema) => {
  expect(mistakes(schema, parsed(name))).toEqual([]);
});

test.each(['ufw-gitlab.sh', 'ufw-k3s-master.sh'])('%s is what a shell takes', name => {
  expect(spawnSync('bash', ['-n'], { input: artifact(name) }).stderr.toString()).toBe('');
  expect(artifact(name)).not.toBe('');
});

test('no file holds a placeholder (row N13)', () => {
  const lines = [...FILES].filter(([file]) => file.startsWith('artifacts/')).flatMap(([, text]) => text.split('\n'));
  expect(lines.length).toBeGreaterThan(500);
  expect(lines.filter(line => PlaceholderWords.in(line) !== undefined)).toEqual([]);
});

test('every environment has its own, and a kind cluster no files for machines', () => {
  const names = ENVIRONMENTS.map(environment => artifactsOf(environment).map(({ fileName }) => fileName));
  const [dev, test, prod] = names;
  expect(test).toEqual(prod);
  expect(prod.filter(name => !dev.includes(name)).sort()).toEqual([
    'audit-policy.yaml',
    'k3s-config.yaml',
    'ufw-gitlab.sh',
    'ufw-k3s-master.sh',
  ]);
});

test('vulnerabilities end the builds for production, and only those (rows H11, I01)', () => {
  const exitCodes = ENVIRONMENTS.map(({ name }) => {
    const scan: string[] = (load(FILES.get(`artifacts/${name}/gitlab-ci.yml`) ?? '') as any).trivy.script;
    return scan.at(-1)?.split(' ').slice(-4);
  });
  expect(exitCodes).toEqual([
    ['--severity', 'CRITICAL,HIGH', '--exit-code', '0'],
    ['--severity', 'CRITICAL,HIGH', '--exit-code', '0'],
    ['--severity', 'CRITICAL,HIGH', '--exit-code', '1'],
  ]);
});

test('the audit policy covers every namespace of a tenant (row L04)', () => {
  const tenants = ALL.judgedOfKind('Namespace').filter(({ labels }) => labels.tenant !== undefined);
  expect(tenants.length).toBeGreaterThan(2);
  const bodies = parsed('audit-policy.yaml').rules.filter((rule: any) => rule.level === 'RequestResponse');
  expect(bodies).not.toEqual([]);
  for (const { namespaces } of bodies) expect(namespaces).toEqual(tenants.map(({ name }) => name).sort());
});

test('Cilium can do what is rendered (row E21)', () => {
  const values = parsed('cilium-values.yaml');
  expect(ALL.judgedOfKind('CiliumL2AnnouncementPolicy').length > 0).toBe(values.l2announcements.enabled);
  expect(ALL.judgedOfKind('Gateway').length > 0).toBe(values.gatewayAPI.enabled);
  expect(values.ipam.operator.clusterPoolIPv4PodCIDRList).toEqual(
    PROD.site.toObjects().find(({ kind }) => kind === 'Site').spec.podCIDRs,
  );
});

const GUIDES = ['ci-cd', 'kubernetes', 'monitoring', 'security'].map(name => `guides/${name}.md`);

test('four guides say what is rendered (row J26)', () => {
  expect([...FILES.keys()].filter(file => file.startsWith('artifacts/prod/guides/'))).toEqual(
    GUIDES.map(name => `artifacts/prod/${name}`),
  );
  for (const name of GUIDES) expect(artifact(name)).not.toContain('undefined');
});

test('every namespace and gateway that the runbook names exists (row F09)', () => {
  const named = [...artifact('runbook.md').matchAll(/--namespace (\S+)/g)].map(([, name]) => name);
  expect(named.length).toBeGreaterThan(3);
  expect(named.filter(name => name !== 'kube-system' && !ALL.namespace(name))).toEqual([]);
  const [, gateway, namespace] = /kubectl get gateway (\S+) --namespace (\S+)/.exec(artifact('runbook.md')) ?? [];
  expect(ALL.find('gateway.networking.k8s.io', 'Gateway', namespace, gateway)).toBeDefined();
});

/** Ports of GitLab that pods may reach by their policies. */
const POLICY_PORTS = new Set(
  ALL.judgedOfKind('CiliumNetworkPolicy').flatMap(({ spec }) =>
    ((spec.egress ?? []) as any[])
      .filter(rule => rule.toFQDNs?.some((peer: any) => peer.matchName === GITLAB.hostname.name))
      .flatMap(rule => rule.toPorts.flatMap((each: any) => each.ports.map(({ port }: any) => port))),
  ),
);

test('the firewall of GitLab opens what pods may reach, and for nodes the registry and for people a shell (row H02)', () => {
  const opened = [...artifact('ufw-gitlab.sh').matchAll(/^ufw allow in .* port (\d+) /gm)].map(([, port]) => port);
  expect(opened.sort()).toEqual([...new Set([...POLICY_PORTS, '22', '5050'])].sort());
  expect(artifact('ufw-gitlab.sh')).toMatch(/^ufw allow out proto tcp from any to any port 53 /m);
});

test('the API server is open to GitLab and the nodes, and to nobody else (row H18)', () => {
  const peers = [...artifact('ufw-k3s-master.sh').matchAll(/from (\S+) to any port 6443 /g)].map(([, peer]) => peer);
  expect(peers).toEqual([GITLAB.address, '192.168.32.0/24']);
});

test('the agent lets the jobs of the one project in (rows H04, H05)', () => {
  const [project, ...others] = parsed('gitlab-agent-config.yaml').ci_access.projects;
  expect([project.id, others]).toEqual([GITLAB.project, []]);
  expect(GITLAB.repository).toContain(`/${GITLAB.project}.git`);
});
