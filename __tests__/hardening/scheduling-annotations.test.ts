import { NodePool, Taint } from '../../lib';
import { schedulingAnnotations } from '../../lib/hardening/scheduling-annotations';

interface Toleration {
  readonly key: string;
  readonly operator: string;
  readonly value?: string;
  readonly effect: string;
}

const POOL = NodePool.of({
  name: 'ml',
  nodeSelector: { tier: 'ml-secure', 'example.com/gpu': 'a100' },
  taint: Taint.noExecute('dedicated', 'ml-production'),
});
const OWN = { key: 'dedicated', operator: 'Equal', value: 'ml-production', effect: 'NoExecute' };

const node = (condition: string, effect: string) => ({
  key: `node.kubernetes.io/${condition}`,
  operator: 'Exists',
  effect,
});
const tolerations = (name: string, daemonSets = false): Toleration[] =>
  JSON.parse(schedulingAnnotations(POOL, daemonSets)[`scheduler.alpha.kubernetes.io/${name}`]);

test('pods get every label of the pool as their selector', () => {
  expect(schedulingAnnotations(POOL, false)['scheduler.alpha.kubernetes.io/node-selector']).toBe(
    'tier=ml-secure,example.com/gpu=a100',
  );
});

test('pods get the toleration of the pool, and no other', () => {
  expect(tolerations('defaultTolerations')).toEqual([OWN]);
});

test('pods may tolerate the taint of the pool, and what Kubernetes adds to every pod', () => {
  expect(tolerations('tolerationsWhitelist')).toEqual([
    OWN,
    node('not-ready', 'NoExecute'),
    node('unreachable', 'NoExecute'),
    node('memory-pressure', 'NoSchedule'),
  ]);
});

test('pods of DaemonSets may tolerate what their controller adds', () => {
  // pkg/controller/daemon/util/daemonset_util.go of Kubernetes 1.36, AddOrUpdateDaemonPodTolerations
  expect(tolerations('tolerationsWhitelist', true)).toEqual([
    ...tolerations('tolerationsWhitelist'),
    ...['disk-pressure', 'pid-pressure', 'unschedulable', 'network-unavailable'].map(name => node(name, 'NoSchedule')),
  ]);
  expect(tolerations('defaultTolerations', true)).toEqual([OWN]);
});
