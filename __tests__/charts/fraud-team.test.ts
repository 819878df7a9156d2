import { CHECKS } from '../../lib/checks/catalog';
import { Judgement } from '../../lib/evidence/judgement';
import { Manifest } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import { expectIsolated, expectOnlyPeers, expectReaches } from '../../lib/testing/reach-expectations';
import { manifestsOf, publishPlatform } from './rendered-platform';

const ALL = manifestsOf(publishPlatform());
const OBJECTS = [...ALL.manifests.map(({ object }) => object), ...ALL.facts.externals.map(({ object }) => object)];
const find = (kind: string, namespace: string, name: string): any =>
  ALL.manifests.find(each => each.kind === kind && each.namespace === namespace && each.name === name)?.object;
const GRAPH = 'fraud-training/graph-model-1';
const BASELINE = 'fraud-training/baseline-model-1';
const DNS = 'kube-system/coredns';
const MODEL = 'fraud-inference/fraud-model';

/** What a check says once an object is rendered in another way. */
function findings(id: string, key: readonly [string, string, string], change: (object: any) => void): string[] {
  const manifests = ALL.manifests.map(manifest => {
    const isMeant = [manifest.kind, manifest.namespace, manifest.name].join() === key.join();
    if (!isMeant) return manifest;
    const object = structuredClone(manifest.object);
    change(object);
    return new Manifest(object, manifest.origin);
  });
  const check = CHECKS.filter(each => each.id === id);
  return Judgement.of(new ManifestSet(manifests, ALL.facts), check).findings.map(({ message }) => message);
}

describe('who talks to whom', () => {
  test('two runs of one team do not reach each other, on any port (row E30)', () => {
    expectIsolated(OBJECTS, GRAPH, BASELINE);
  });

  test('a run reaches the store, and nothing outside (row E30)', () => {
    for (const run of [GRAPH, BASELINE]) expectOnlyPeers(OBJECTS, run, { from: [], to: [DNS, 'minio/minio'] });
  });

  test('the model is reached by the gateway, and reaches its store (row E31)', () => {
    expectOnlyPeers(OBJECTS, MODEL, { from: ['gateways'], to: [DNS, 'minio/minio'] });
  });

  test('the data job reaches its one approved source, and the store (rows E32, E33)', () => {
    expectOnlyPeers(OBJECTS, 'fraud-data/transactions', {
      from: [],
      to: [DNS, 'minio/minio', 'payments.build.server'],
    });
    const policy = find('CiliumNetworkPolicy', 'fraud-data', 'transactions-sources');
    expect(policy.metadata.annotations['fortress.cdk8s.io/approved-egress']).toBe(
      'payments.build.server (fraud@build.server): card transactions, pseudonymised, to learn fraud from',
    );
  });

  test('it would be found if a run were let out to the model', () => {
    expectReaches(OBJECTS, GRAPH, 'minio/minio', '9000/TCP');
    const found = findings(
      'class-peers',
      ['CiliumNetworkPolicy', 'fraud-training', 'graph-model-1-training'],
      policy => {
        policy.spec.egress.push({ toFQDNs: [{ matchName: 'pypi.org' }] });
      },
    );
    expect(found).toEqual([expect.stringMatching(/^the training pod reaches pypi\.org on /)]);
  });
});

describe('GPUs', () => {
  test('proprietary data have nodes of their own, whose taint no other pod tolerates (rows A16, L06)', () => {
    const { spec } = find('Job', 'fraud-training', 'graph-model-1').spec.template;
    expect(spec.nodeSelector).toEqual({ dedicated: 'gpu-training' });
    expect(spec.tolerations).toEqual([
      { key: 'nvidia.com/gpu', operator: 'Equal', value: 'gpu-training', effect: 'NoSchedule' },
    ]);
    const found = findings(
      'sensitive-pool',
      ['Deployment', 'fraud-inference', 'fraud-model'],
      ({ spec: { template } }) => {
        template.spec.nodeSelector = { dedicated: 'gpu-training' };
        template.spec.tolerations[0].value = 'gpu-training';
      },
    );
    expect(found).toHaveLength(2);
  });

  test('the model has a part of one, and the quota counts parts (rows A17, A18, C13)', () => {
    const { spec } = find('Deployment', 'fraud-inference', 'fraud-model').spec.template;
    expect(spec.containers[0].resources.limits['nvidia.com/mig-1g.5gb']).toBe('1');
    expect(spec.tolerations[0]).toMatchObject({ key: 'nvidia.com/gpu', value: 'present' });
    expect(find('ResourceQuota', 'fraud-inference', 'quota').spec.hard['requests.nvidia.com/mig-1g.5gb']).toBe('5');
    const [node] = ALL.facts.nodes.filter(({ allocatable }) => 'nvidia.com/mig-1g.5gb' in allocatable);
    expect(node.allocatable['nvidia.com/gpu']).toBeUndefined();
  });

  test('no run takes them all: a quota, and a queue that holds jobs to what is there (rows C12, C14)', () => {
    expect(find('ResourceQuota', 'fraud-training', 'quota').spec.hard['requests.nvidia.com/gpu']).toBe('4');
    const [, , , gpus] = find('ClusterQueue', '', 'gpu-training').spec.resourceGroups[0].flavors[0].resources;
    expect(gpus).toEqual({ name: 'nvidia.com/gpu', nominalQuota: '4' });
    const found = findings('queue-name', ['Job', 'fraud-training', 'graph-model-1'], ({ metadata }) => {
      delete metadata.labels['kueue.x-k8s.io/queue-name'];
    });
    expect(found).toEqual(['names no queue; the namespace has "gpu-training"']);
  });

  test('every pod that has one says who pays (row L05)', () => {
    const found = findings('gpu-owner', ['Deployment', 'fraud-inference', 'fraud-model'], ({ spec }) => {
      delete spec.template.metadata.labels['cost-center'];
    });
    expect(found).toEqual(['the pod asks for a GPU, and has no label cost-center']);
  });
});

test('training gives way to inference, and inference has a quota of its own (rows A19, C19)', () => {
  const classes = ['inference-critical', 'platform', 'standard', 'training-batch'].map(name =>
    find('PriorityClass', '', name),
  );
  const values = classes.map(({ value }) => value);
  expect(values).toEqual([...values].sort((one, other) => other - one));
  expect(classes.map(({ preemptionPolicy }) => preemptionPolicy)).toEqual([undefined, undefined, undefined, 'Never']);
  expect(classes.filter(({ globalDefault }) => globalDefault).map(({ metadata }) => metadata.name)).toEqual([
    'standard',
  ]);
  expect(
    find('ResourceQuota', 'fraud-inference', 'inference-critical').spec.scopeSelector.matchExpressions[0].values,
  ).toEqual(['inference-critical']);
});

test('each class has a namespace, an account without rights and credentials of its own (rows B16, L01 to L03)', () => {
  const classes = ['training', 'inference', 'data'];
  const accounts = classes.map(name => find('ServiceAccount', `fraud-${name}`, `fraud-${name}`).metadata.name);
  expect(accounts).toEqual(['fraud-training', 'fraud-inference', 'fraud-data']);
  const bound = ALL.judgedOfKind('RoleBinding')
    .filter(({ namespace }) => namespace.startsWith('fraud-'))
    .flatMap(({ object }) => (object.subjects as any[]).map(({ kind, name }) => `${kind} ${name}`));
  expect(bound).toEqual(classes.map(() => 'Group team-fraud'));
  const entries = ALL.judgedOfKind('ExternalSecret')
    .filter(({ namespace }) => namespace.startsWith('fraud-'))
    .flatMap(({ spec }) => (spec.data as any[]).map(({ remoteRef }) => remoteRef.key));
  expect(new Set(entries).size).toBe(entries.length);
});

test('shared memory is an emptyDir in memory, in a restricted namespace (row B17)', () => {
  const volumes = find('Job', 'fraud-training', 'graph-model-1').spec.template.spec.volumes;
  expect(volumes).toContainEqual({ name: 'shared-memory', emptyDir: { medium: 'Memory', sizeLimit: '4096Mi' } });
  expect(ALL.namespace('fraud-training')?.labels['pod-security.kubernetes.io/enforce']).toBe('restricted');
});

test('each claim is in a backup (row K10)', () => {
  expect(find('Schedule', 'velero', 'minio-backup').spec.template.includedNamespaces).toEqual(['minio']);
  const found = findings('backup-exists', ['Schedule', 'velero', 'minio-backup'], ({ spec }) => {
    spec.paused = true;
  });
  expect(found).toEqual(['no Schedule of Velero backs up the claim']);
});
