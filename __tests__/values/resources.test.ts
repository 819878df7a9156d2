import { Resources } from '../../lib';

const SMALL = { cpu: '500m', memory: '1Gi' };

test('guaranteed: requests and limits are one (row C09)', () => {
  const resources = Resources.guaranteed({ ...SMALL, ephemeralStorage: '2Gi', extended: { 'nvidia.com/gpu': '1' } });
  const amounts = { cpu: '500m', memory: '1Gi', 'ephemeral-storage': '2Gi', 'nvidia.com/gpu': '1' };
  expect({ ...resources }).toEqual({ requests: amounts, limits: amounts });
  expect(resources.isGuaranteed).toBe(true);
});

test('burstable: requests below limits, each as written', () => {
  const resources = Resources.burstable({
    requests: SMALL,
    limits: { cpu: '1', memory: '1Gi', ephemeralStorage: '2Gi' },
  });
  expect({ ...resources }).toEqual({
    requests: { cpu: '500m', memory: '1Gi' },
    limits: { cpu: '1', memory: '1Gi', 'ephemeral-storage': '2Gi' },
  });
  expect(resources.isGuaranteed).toBe(false);
});

test('amounts are compared, not texts', () => {
  const resources = Resources.burstable({
    requests: { cpu: '1000m', memory: '1024Mi', extended: { 'nvidia.com/gpu': '1' } },
    limits: { cpu: '1', memory: '1Gi', extended: { 'nvidia.com/gpu': '1.0' } },
  });
  expect(resources.isGuaranteed).toBe(true);
});

test.each(['cpu', 'memory'])('a lower request of %s alone makes it burstable', name => {
  const requests = { ...SMALL, [name]: '1' };
  expect(
    Resources.burstable({ requests, limits: { cpu: '2', memory: '1Gi', ...(name === 'cpu' ? {} : { cpu: '500m' }) } })
      .isGuaranteed,
  ).toBe(false);
});

const burst = (requests: object, limits: object) => () => {
  return Resources.burstable({ requests: { ...SMALL, ...requests }, limits: { ...SMALL, ...limits } });
};
const gpu = (amount: string) => ({ extended: { 'nvidia.com/gpu': amount } });

test.each<[string, () => Resources, string]>([
  [
    'what does not parse',
    () => Resources.guaranteed({ ...SMALL, memory: '1GB' }),
    'resources.memory must be a Kubernetes quantity such as "500m", "2" or "1Gi", got "1GB"',
  ],
  [
    'what is missing',
    () => Resources.guaranteed({ cpu: '1' } as never),
    'resources.memory must be a Kubernetes quantity such as "500m", "2" or "1Gi", got nothing',
  ],
  ['nothing', () => Resources.guaranteed({ ...SMALL, cpu: '0' }), 'resources.cpu must be above zero, got "0"'],
  ['less than nothing', burst({}, { memory: '-1Gi' }), 'limits.memory must be above zero, got "-1Gi"'],
  [
    'half a byte, written by mistake',
    () => Resources.guaranteed({ ...SMALL, memory: '512m' }),
    'resources.memory must be whole bytes such as "512Mi", got "512m"',
  ],
  [
    'half a byte of disk',
    () => Resources.guaranteed({ ...SMALL, ephemeralStorage: '1500m' }),
    'resources.ephemeral-storage must be whole bytes such as "512Mi", got "1500m"',
  ],
  [
    'half a GPU',
    () => Resources.guaranteed({ ...SMALL, ...gpu('0.5') }),
    'resources.nvidia.com/gpu must be a whole number, got "0.5"',
  ],
  [
    'a CPU request above its limit',
    burst({ cpu: '2' }, { cpu: '1' }),
    'requests.cpu must be at most limits.cpu "1", got "2"',
  ],
  [
    'a memory request above its limit, in another unit',
    burst({ memory: '1025Mi' }, {}),
    'requests.memory must be at most limits.memory "1Gi", got "1025Mi"',
  ],
  [
    'a disk request above its limit',
    burst({ ephemeralStorage: '2Gi' }, { ephemeralStorage: '1Gi' }),
    'requests.ephemeral-storage must be at most limits.ephemeral-storage "1Gi", got "2Gi"',
  ],
  [
    'more GPUs as a limit than requested',
    burst(gpu('1'), gpu('2')),
    'limits.nvidia.com/gpu must be equal to requests.nvidia.com/gpu "1", got "2"',
  ],
  [
    'GPUs that are requested without a limit',
    burst(gpu('1'), {}),
    'limits.nvidia.com/gpu must be equal to requests.nvidia.com/gpu "1", got nothing',
  ],
  [
    'GPUs that are limited and not requested',
    burst({}, gpu('1')),
    'requests.nvidia.com/gpu must be equal to limits.nvidia.com/gpu "1", got nothing',
  ],
])('refuses %s', (_, resources, message) => {
  expect(resources).toThrow(new Error(message));
});

test.each(['gpu', 'requests.nvidia.com/gpu', 'a b/c', 'kubernetes.io/gpu'])('%s is no extended resource', name => {
  expect(() => Resources.guaranteed({ ...SMALL, extended: { [name]: '1' } })).toThrow(
    new Error(`resources name must be the full name of an extended resource such as "nvidia.com/gpu", got "${name}"`),
  );
});

test('GPUs are asked for by number, partitions by profile (rows A17, A18)', () => {
  expect(Resources.guaranteed({ ...SMALL, gpus: 2 }).limits).toMatchObject({ 'nvidia.com/gpu': '2' });
  expect(Resources.guaranteed({ ...SMALL, mig: { '1g.5gb': 1 } }).requests).toMatchObject({
    'nvidia.com/mig-1g.5gb': '1',
  });
});

test.each<[object, string]>([
  [
    { gpus: 1, mig: { '1g.5gb': 1 } },
    'resources.mig must be left out beside resources.gpus: no pool has whole GPUs and partitions, got {"1g.5gb":1}',
  ],
  [{ mig: { small: 1 } }, 'resources.mig must be a MIG profile such as "1g.5gb", got "small"'],
  [{ gpus: 0 }, 'resources.nvidia.com/gpu must be above zero, got "0"'],
  [{ gpus: 0.5 }, 'resources.nvidia.com/gpu must be a whole number, got "0.5"'],
])('refuses %j', (amounts, message) => {
  expect(() => Resources.guaranteed({ ...SMALL, ...amounts })).toThrow(new Error(message));
});
