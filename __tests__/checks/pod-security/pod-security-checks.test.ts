import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { POD_SECURITY_CHECKS } from '../../../lib/checks/pod-security/pod-security-checks';
import { PodSecurityStandard } from '../../../lib/checks/pod-security/pod-security-standard';
import type { JsonObject } from '../../../lib/manifests/json/json';
import type { JudgeOptions } from '../../../lib/manifests/judge-options';
import { Manifest } from '../../../lib/manifests/manifest';
import { ManifestSet } from '../../../lib/manifests/manifest-set';
import { PodTemplate } from '../../../lib/manifests/pod-template';
import { SiteFacts } from '../../../lib/manifests/site-facts';

const NGINX = { containers: [{ name: 'test-pod', image: 'nginx:latest' }] };
const PRIVILEGED = { containers: [{ name: 'app', securityContext: { privileged: true } }] };
const P = 'pod-security.kubernetes.io/';

function namespace(name: string, labels: Record<string, string>): Manifest {
  const named = Object.entries(labels).map(([key, value]) => [P + key, value]);
  return new Manifest({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: Object.fromEntries(named) } });
}

function pod(spec: JsonObject, inNamespace?: string): Manifest {
  return new Manifest({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', namespace: inNamespace }, spec });
}

/** Everything the family says of an object: `check path: message`, and the mode where it is not enforce. */
function judge(
  object: Manifest,
  others: Manifest[] = [],
  options: JudgeOptions = {},
  facts = SiteFacts.NONE,
): string[] {
  const all = new ManifestSet([object, ...others], facts, options);
  return POD_SECURITY_CHECKS.filter(check => check.kinds?.includes(object.kind)).flatMap(check =>
    check
      .examine(object, all)
      .map(({ path, message, mode }) => `${check.id} ${path}: ${message}${mode ? ` [${mode}]` : ''}`),
  );
}

const ids = (findings: string[]) => findings.map(text => `${text.split(' ')[0]}${/ \[\w+\]$/.exec(text)?.[0] ?? ''}`);

test('the pod that upstream refuses with four messages', () => {
  expect(judge(pod(NGINX, 'a'), [namespace('a', { enforce: 'restricted' })])).toEqual([
    'allow-privilege-escalation spec.containers[0].securityContext.allowPrivilegeEscalation: allowPrivilegeEscalation != false (container "test-pod" must set securityContext.allowPrivilegeEscalation=false)',
    'capabilities-restricted spec.containers[0].securityContext.capabilities.drop: unrestricted capabilities (container "test-pod" must set securityContext.capabilities.drop=["ALL"])',
    'run-as-non-root spec.containers[0].securityContext.runAsNonRoot: runAsNonRoot != true (pod or container "test-pod" must set securityContext.runAsNonRoot=true)',
    'seccomp-profile-restricted spec.containers[0].securityContext.seccompProfile.type: seccompProfile (pod or container "test-pod" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")',
  ]);
});

describe('which level holds', () => {
  test('without labels or options none', () => {
    expect(judge(pod(PRIVILEGED))).toEqual([]);
    expect(judge(pod(PRIVILEGED, 'a'), [namespace('a', {}), namespace('b', { enforce: 'restricted' })])).toEqual([]);
  });

  test('that of the default namespace, where a pod names none', () => {
    expect(ids(judge(pod(PRIVILEGED), [namespace('default', { enforce: 'baseline' })]))).toEqual(['privileged']);
  });

  test('that of a namespace that lives elsewhere', () => {
    const facts = SiteFacts.fromObjects([namespace('a', { enforce: 'baseline' }).object]);
    expect(ids(judge(pod(PRIVILEGED, 'a'), [], {}, facts))).toEqual(['privileged']);
  });

  test('that of the options', () => {
    const loose = [namespace('a', { enforce: 'privileged', audit: 'restricted' })];
    expect(ids(judge(pod(PRIVILEGED, 'a'), loose, { podSecurity: { level: 'baseline' } }))).toEqual(['privileged']);
    expect(judge(pod(PRIVILEGED, 'a'), loose, { podSecurity: { level: 'privileged' } })).toEqual([]);
    expect(judge(pod(NGINX, 'a'), loose, { podSecurity: { level: 'restricted', version: 'v1.0' } })).toHaveLength(1);
    expect(judge(pod(NGINX, 'a'), loose, { podSecurity: { version: 'v1.0' } })).toHaveLength(1);
    expect(judge(pod(NGINX, 'a'), loose)).toHaveLength(4);
  });
});

describe('modes', () => {
  test('audit and warn are marked, enforce is not', () => {
    expect(ids(judge(pod(PRIVILEGED, 'a'), [namespace('a', { enforce: 'baseline', warn: 'privileged' })]))).toEqual([
      'privileged',
    ]);
    expect(ids(judge(pod(PRIVILEGED, 'a'), [namespace('a', { audit: 'baseline' })]))).toEqual(['privileged [audit]']);
    expect(ids(judge(pod(PRIVILEGED, 'a'), [namespace('a', { warn: 'baseline' })]))).toEqual(['privileged [warn]']);
  });

  test('what several modes find alike is said once, for the strictest', () => {
    const labels = { enforce: 'baseline', audit: 'restricted', warn: 'restricted' };
    expect(ids(judge(pod(PRIVILEGED, 'a'), [namespace('a', labels)]))).toEqual([
      'privileged',
      'allow-privilege-escalation [audit]',
      'capabilities-restricted [audit]',
      'run-as-non-root [audit]',
      'seccomp-profile-restricted [audit]',
    ]);
  });

  test('what they find differently is said for each', () => {
    const sysctls = ['net.ipv4.tcp_notsent_lowat', 'net.ipv4.tcp_rmem'].map(name => ({ name, value: '1' }));
    const labels = { enforce: 'baseline', 'enforce-version': 'v1.36', audit: 'baseline', 'audit-version': 'v1.31' };
    const at = 'sysctls spec.securityContext.sysctls[0].name';
    expect(judge(pod({ securityContext: { sysctls } }, 'a'), [namespace('a', labels)])).toEqual([
      `${at}: forbidden sysctls (net.ipv4.tcp_notsent_lowat)`,
      `${at}: forbidden sysctls (net.ipv4.tcp_notsent_lowat, net.ipv4.tcp_rmem) [audit]`,
    ]);
  });
});

describe('kinds', () => {
  const template = { metadata: { annotations: {} }, spec: { ...PRIVILEGED, volumes: [{ name: 'v', nfs: {} }] } };
  const KINDS: readonly [string, string, string, JsonObject][] = [
    ['v1', 'Pod', '', template],
    ['v1', 'PodTemplate', 'template.', { template }],
    ['v1', 'ReplicationController', 'spec.template.', { spec: { template } }],
    ['apps/v1', 'ReplicaSet', 'spec.template.', { spec: { template } }],
    ['apps/v1', 'Deployment', 'spec.template.', { spec: { template } }],
    ['apps/v1', 'StatefulSet', 'spec.template.', { spec: { template } }],
    ['apps/v1', 'DaemonSet', 'spec.template.', { spec: { template } }],
    ['batch/v1', 'Job', 'spec.template.', { spec: { template } }],
    ['batch/v1', 'CronJob', 'spec.jobTemplate.spec.template.', { spec: { jobTemplate: { spec: { template } } } }],
  ];
  const options = { podSecurity: { level: 'restricted' } } as const;
  const ofPod = judge(new Manifest({ apiVersion: 'v1', kind: 'Pod', ...template }), [], options);

  test.each(KINDS)('%s %s gives the verdict of its pod', (apiVersion, kind, prefix, body) => {
    expect(ofPod).toHaveLength(6);
    const found = judge(new Manifest({ apiVersion, kind, ...body }), [], options);
    expect(found).toEqual(ofPod.map(text => text.replace(/ spec\./, ` ${prefix}spec.`)));
  });

  test('the path of an annotation is that of the kind', () => {
    const annotations = { 'container.apparmor.security.beta.kubernetes.io/app': 'unconfined' };
    const job = { apiVersion: 'batch/v1', kind: 'Job', spec: { template: { metadata: { annotations } } } };
    expect(judge(new Manifest(job), [], options)[0]).toContain(
      ' spec.template.metadata.annotations[container.apparmor.security.beta.kubernetes.io/app]: ',
    );
  });

  test('a kind of the same name in another group has no pod', () => {
    const job = new Manifest({ apiVersion: 'batch.volcano.sh/v1alpha1', kind: 'Job', spec: { template } });
    expect(judge(job, [], options)).toEqual([]);
  });
});

test('each check is one file, and each file that is not internal one check', () => {
  const folder = join(__dirname, '../../../lib/checks/pod-security');
  const files = readdirSync(folder)
    .filter(file => !file.startsWith('_'))
    .map(file => file.replace('.ts', ''));
  const notChecks = ['pod-security-checks', 'pod-security-standard'];
  expect(POD_SECURITY_CHECKS.map(check => check.id).sort()).toEqual(
    files.filter(file => !notChecks.includes(file)).sort(),
  );
  const tests = readdirSync(__dirname);
  for (const { id } of POD_SECURITY_CHECKS) expect(tests).toContain(`${id}.test.ts`);
});

test('every check says what it is about', () => {
  for (const { id, family, title, fix, kinds } of POD_SECURITY_CHECKS) {
    expect(family).toBe('pod-security');
    expect(title).toMatch(/^[a-zA-Z].+[^.]$/);
    expect(fix).toMatch(/^[a-z].+[^.]$/);
    expect(kinds).toEqual(id === 'pod-security-labels' ? ['Namespace'] : PodTemplate.KINDS);
  }
});

test('the newest version that changed something', () => {
  expect(PodSecurityStandard.NEWEST_VERSION).toBe(37);
});
