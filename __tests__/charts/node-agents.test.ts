import { loadAll } from 'js-yaml';
import { PROD } from '../../charts/environments';
import { LOG_LABELS, UNLOGGED_FIELDS } from '../../charts/log-pipeline';
import { ADMISSION_PLUGINS } from '../../charts/site';
import { manifestsOf, publishPlatform } from './rendered-platform';

const FILES = publishPlatform();
const ALL = manifestsOf(FILES);
const AGENTS = ALL.judgedOfKind('DaemonSet');
const podOf = (name: string): any => (AGENTS.find(agent => agent.name === name) as any)?.object.spec.template.spec;
const file = (name: string, key: string): any => {
  const config: any = ALL.judgedOfKind('ConfigMap').find(
    each => each.namespace === 'node-agents' && each.name === name,
  );
  const [document] = loadAll(config.object.data[key]);
  return document;
};

test('agents of the node are three, and stand in one namespace (row B09)', () => {
  expect(AGENTS.map(({ namespace, name }) => `${namespace}/${name}`).sort()).toEqual([
    'node-agents/falco',
    'node-agents/fluent-bit',
    'node-agents/node-exporter',
  ]);
  const others = ALL.inNamespace('node-agents').filter(
    manifest => ALL.podOf(manifest) && manifest.kind !== 'DaemonSet',
  );
  expect(others).toEqual([]);
});

/** Row M07: also on nodes of pools that are added later, for the pools are those of the site. */
test.each(['falco', 'fluent-bit', 'node-exporter'])('%s tolerates the taint of every pool by its name', name => {
  const tolerated = podOf(name).tolerations.map(({ key, value, operator }: any) => `${key} ${operator} ${value}`);
  const taints = PROD.site.toObjects().flatMap(({ kind, spec }) => (kind === 'Node' ? (spec?.taints ?? []) : []));
  expect(new Set(tolerated)).toEqual(new Set(taints.map(({ key, value }) => `${key} Equal ${value}`)));
  expect(ADMISSION_PLUGINS).toContain('PodTolerationRestriction');
});

test.each(['falco', 'fluent-bit', 'node-exporter'])('%s breaks what it has to, and nothing else', name => {
  const { hostNetwork, hostPID, hostIPC, securityContext, containers, volumes, automountServiceAccountToken } =
    podOf(name);
  expect([hostNetwork, hostPID, hostIPC]).toEqual([undefined, undefined, undefined]);
  expect(automountServiceAccountToken).toBe(false);
  expect(securityContext.seccompProfile).toEqual({ type: 'RuntimeDefault' });
  const [{ securityContext: own, volumeMounts }] = containers;
  expect(own).toMatchObject({ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true });
  expect(own.capabilities.drop).toEqual(['ALL']);
  expect(own.capabilities.add ?? []).toEqual(name === 'falco' ? ['BPF', 'PERFMON', 'SYS_PTRACE', 'SYS_RESOURCE'] : []);
  const onHost = volumes.filter(({ hostPath }: any) => hostPath).map((volume: any) => volume.name);
  expect(onHost.length).toBeGreaterThan(0);
  const mounts = volumeMounts.filter((mount: any) => onHost.includes(mount.name));
  expect(mounts.map(({ readOnly }: any) => readOnly)).toEqual(onHost.map(() => true));
});

describe('the rules of Falco (row M01)', () => {
  const RULES: any[] = file('falco-rules', 'rules.yaml');
  const OWN = /\bfortress_\w+/g;

  test('are lists, macros and rules, each in full', () => {
    for (const entry of RULES) {
      const keys = Object.keys(entry).sort();
      expect([
        ['items', 'list'],
        ['condition', 'macro'],
        ['condition', 'desc', 'output', 'priority', 'rule', 'tags'],
      ]).toContainEqual(keys);
    }
    for (const { rule, priority } of RULES.filter(entry => entry.rule)) {
      expect([rule, priority]).toEqual([rule, expect.stringMatching(/^(?:CRITICAL|ERROR|WARNING|NOTICE)$/)]);
    }
  });

  test('name no macro and no list before it is there', () => {
    const known = new Set<string>();
    for (const { list, macro, condition = '' } of RULES) {
      for (const [name] of condition.matchAll(OWN)) expect(known).toContain(name);
      known.add(list ?? macro);
    }
    expect(known.size).toBeGreaterThan(4);
  });

  test('have as many brackets closed as opened', () => {
    for (const { condition = '' } of RULES) {
      let open = 0;
      for (const sign of condition) {
        open += sign === '(' ? 1 : sign === ')' ? -1 : 0;
        expect(open).toBeGreaterThanOrEqual(0);
      }
      expect(open).toBe(0);
    }
  });

  test('speak of files below /etc that a container opens to write', () => {
    const rule = RULES.find(entry => entry.rule === 'Write below etc in a container');
    expect(rule.condition).toBe('fortress_opened_for_writing and fortress_in_container and fd.name startswith /etc/');
    expect(rule.output).toMatch(/%fd\.name.*%k8s\.pod\.name/);
  });
});

describe('entry into pods with GPUs (row M09)', () => {
  const RULES: any[] = file('falco-rules', 'rules.yaml');
  const gpuNamespaces = ALL.judgedOfKind('ResourceQuota')
    .filter(({ object }: any) => Object.keys(object.spec.hard).some(key => key.startsWith('requests.nvidia.com/')))
    .map(({ namespace }) => namespace);

  test('is told by Falco, in every namespace with a quota of GPUs', () => {
    expect(RULES[0]).toEqual({ list: 'fortress_gpu_namespaces', items: [...new Set(gpuNamespaces)].sort() });
    expect(gpuNamespaces).toContain('fraud-training');
    const rule = RULES.find(entry => entry.rule === 'Entry into a pod with GPUs');
    expect(rule.condition).toMatch(/ and proc\.vpid != 1 .* and k8s\.ns\.name in \(fortress_gpu_namespaces\)$/);
    expect(rule.priority).toBe('CRITICAL');
  });

  test('is by nobody but people: no probe and no hook runs a process there', () => {
    const pods = ALL.manifests.filter(each => gpuNamespaces.includes(each.namespace ?? '') && ALL.podOf(each));
    expect(pods.length).toBeGreaterThan(2);
    for (const { object } of pods) expect(JSON.stringify(object)).not.toMatch(/"exec":/);
  });

  test('is in the audit log of the API server by its name, with attach, port-forward and ephemeral containers', () => {
    const [policy] = loadAll(FILES.get('artifacts/prod/audit-policy.yaml') ?? '') as any[];
    const inside = policy.rules.find(({ resources }: any) => resources?.[0].resources.includes('pods/exec'));
    expect(inside.namespaces).toEqual(expect.arrayContaining(gpuNamespaces));
    expect(inside).toMatchObject({ level: 'RequestResponse' });
    expect(inside.resources[0].resources).toEqual(
      expect.arrayContaining(['pods/attach', 'pods/portforward', 'pods/ephemeralcontainers']),
    );
  });
});

describe('the pipeline of logs (rows M02, M03)', () => {
  const { parsers, pipeline } = file('fluent-bit', 'fluent-bit.yaml');
  const [input] = pipeline.inputs;

  test('reads whose a log is from its path', () => {
    const whose = new RegExp(parsers.find(({ name }: any) => name === 'whose').regex);
    const path = '/var/log/pods/tenant-a_api-5d9c-x2_0a1b-2c3d/main/0.log';
    expect(whose.exec(path)?.groups).toEqual({
      namespace: 'tenant-a',
      pod: 'api-5d9c-x2',
      uid: '0a1b-2c3d',
      container: 'main',
    });
    expect(input.db).toMatch(/^\/state\//);
  });

  test('drops what people asked before it leaves the node', () => {
    const filters = pipeline.filters.map(({ name }: any) => name);
    expect(filters.lastIndexOf('parser')).toBeLessThan(filters.indexOf('record_modifier'));
    expect(pipeline.filters.at(-1).remove_key).toEqual(UNLOGGED_FIELDS);
    expect(UNLOGGED_FIELDS).toEqual(expect.arrayContaining(['input', 'instances', 'prompt', 'features']));
  });

  test('names no label that would tell a person or a request apart', () => {
    const [output] = pipeline.outputs;
    expect(output.label_keys.split(',')).toEqual(LOG_LABELS.map(label => `$${label}`));
    expect(LOG_LABELS).toEqual(['namespace', 'container', 'stream']);
    expect(output).toMatchObject({ name: 'loki', host: 'loki.loki.svc.cluster.local', port: 3100 });
  });
});
