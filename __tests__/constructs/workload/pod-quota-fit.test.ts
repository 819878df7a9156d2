import fc from 'fast-check';
import { PodQuotaFit } from '../../../lib/constructs/workload/pod-quota-fit';
import { Resources } from '../../../lib/values/resources';
import { IMAGE, namespaceWith, SMALL } from './example-workload';

const BURST = Resources.burstable({
  requests: { cpu: '200m', memory: '256Mi', ephemeralStorage: '1Gi' },
  limits: { cpu: '1', memory: '1Gi', ephemeralStorage: '2Gi' },
});
const GPU = Resources.guaranteed({ cpu: '1', memory: '1Gi', extended: { 'nvidia.com/gpu': '2' } });

function podsUnder(
  quotaHard: Record<string, string>,
  running: Resources[] = [SMALL],
  before: Resources[] = [],
): PodQuotaFit {
  return new PodQuotaFit(namespaceWith({ quotaHard }), running, before);
}

test.each<[string, string, Resources, number]>([
  ['requests.cpu', '1', BURST, 5],
  ['cpu', '1', BURST, 5],
  ['limits.cpu', '2500m', BURST, 2],
  ['requests.memory', '1Gi', BURST, 4],
  ['memory', '1Gi', BURST, 4],
  ['limits.memory', '3Gi', BURST, 3],
  ['requests.ephemeral-storage', '3Gi', BURST, 3],
  ['limits.ephemeral-storage', '3Gi', BURST, 1],
  ['ephemeral-storage', '2Gi', BURST, 2],
  ['requests.nvidia.com/gpu', '4', GPU, 2],
  ['pods', '7', BURST, 7],
  ['count/pods', '7', BURST, 7],
])('of %s %s the pods take all with the last that fits', (key, hard, resources, most) => {
  const pods = podsUnder({ [key]: hard }, [resources]);
  expect(pods.exceededBy(most)).toBeUndefined();
  expect(pods.exceededBy(most + 1)).toBe(key);
});

test.each(['requests.storage', 'services', 'count/deployments.apps', 'requests.nvidia.com/gpu'])(
  'pods that use no %s never exceed it',
  key => {
    expect(podsUnder({ [key]: '0' }).exceededBy(1000)).toBeUndefined();
  },
);

test('a namespace whose quota is not known here admits everything', () => {
  expect(podsUnder({}).exceededBy(1000)).toBeUndefined();
});

test('containers that run together add up; those that run before them count only if they are larger', () => {
  const large = Resources.guaranteed({ cpu: '3', memory: '1Gi' });
  expect(podsUnder({ 'requests.cpu': '1' }, [SMALL, SMALL]).exceededBy(1)).toBeUndefined();
  expect(podsUnder({ 'requests.cpu': '1' }, [SMALL, SMALL], [SMALL, SMALL]).exceededBy(1)).toBeUndefined();
  expect(podsUnder({ 'requests.cpu': '2' }, [SMALL, SMALL], [SMALL, large]).exceededBy(1)).toBe('requests.cpu');
  expect(podsUnder({ 'requests.cpu': '3' }, [SMALL, SMALL], [SMALL, large]).exceededBy(1)).toBeUndefined();
});

test('the pods of a workload are read from its props: main container and sidecars together, init containers before', () => {
  const namespace = namespaceWith({ quotaHard: { 'requests.cpu': '2' } });
  const beside = (name: string, resources: Resources) => ({ name, image: IMAGE, resources });
  const props = { namespace, image: IMAGE, resources: SMALL };
  expect(PodQuotaFit.of(props).exceededBy(4)).toBeUndefined();
  expect(PodQuotaFit.of(props).exceededBy(5)).toBe('requests.cpu');
  const sidecars = [beside('proxy', SMALL)];
  expect(PodQuotaFit.of({ ...props, sidecars }).exceededBy(2)).toBeUndefined();
  expect(PodQuotaFit.of({ ...props, sidecars }).exceededBy(3)).toBe('requests.cpu');
  const initContainers = [beside('fetch', GPU)];
  expect(PodQuotaFit.of({ ...props, initContainers }).exceededBy(2)).toBeUndefined();
  expect(PodQuotaFit.of({ ...props, initContainers }).exceededBy(3)).toBe('requests.cpu');
});

test.each<[string, string, Resources, string]>([
  ['requests.cpu', '1', SMALL, '1500m'],
  ['limits.memory', '2Gi', SMALL, '3Gi'],
  ['ephemeral-storage', '1Gi', BURST, '3Gi'],
  ['requests.nvidia.com/gpu', '4', GPU, '6'],
  ['pods', '2', SMALL, '3'],
])('a quota of %s that is too small is refused, with the one that would do', (key, hard, resources, needed) => {
  const pods = podsUnder({ services: '0', [key]: hard }, [resources]);
  expect(() => pods.assertAdmits('number of replicas', 3)).toThrow(
    new Error(
      `number of replicas must be admitted by the quota of namespace "tenant-a" (${key} "${hard}"); ` +
        `lower it, or raise the quota to ${needed}, got 3`,
    ),
  );
  expect(() => podsUnder({ [key]: needed }, [resources]).assertAdmits('number of replicas', 3)).not.toThrow();
});

test('it agrees with counting pod by pod', () => {
  const millis = fc.integer({ min: 1, max: 3000 });
  fc.assert(
    fc.property(
      fc.array(millis, { minLength: 1, maxLength: 3 }),
      fc.array(millis, { maxLength: 2 }),
      fc.nat(20),
      millis,
      (running, before, pods, hard) => {
        const resources = (cpu: number) => Resources.guaranteed({ cpu: `${cpu}m`, memory: '1Gi' });
        const ofOne = Math.max(
          running.reduce((sum, one) => sum + one, 0),
          ...before,
        );
        const exceeded = podsUnder({ cpu: `${hard}m` }, running.map(resources), before.map(resources)).exceededBy(pods);
        expect(exceeded).toBe(pods * ofOne > hard ? 'cpu' : undefined);
      },
    ),
    { seed: 36 },
  );
});
