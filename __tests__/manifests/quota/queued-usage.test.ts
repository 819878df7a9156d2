import fc from 'fast-check';
import { Manifest } from '../../../lib/manifests/manifest';
import { QueuedUsage } from '../../../lib/manifests/quota/queued-usage';
import type { QuotaCharge } from '../../../lib/manifests/quota/quota-charges';
import { ResourceList } from '../../../lib/manifests/quota/resource-list';
import { Quantity } from '../../../lib/notation/quantity';

const GPU = 'nvidia.com/gpu';
const KEYS = ['pods', 'requests.cpu', 'limits.cpu', `requests.${GPU}`, 'requests.memory'];

/** A job: what each of its pods takes, by quota key, and how many there are. */
interface Job {
  readonly each: Readonly<Record<string, number>>;
  readonly count: number;
}

const job: fc.Arbitrary<Job> = fc
  .record({
    cpu: fc.integer({ min: 0, max: 4 }),
    more: fc.integer({ min: 0, max: 2 }),
    gpus: fc.integer({ min: 0, max: 3 }),
    memory: fc.integer({ min: 0, max: 4 }),
    count: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ cpu, more, gpus, memory, count }) => ({
    each: {
      pods: 1,
      'requests.cpu': cpu,
      'limits.cpu': cpu + more,
      [`requests.${GPU}`]: gpus,
      'requests.memory': memory,
    },
    count,
  }));
/** What the queue covers: some of the resources. */
const nominal = fc.record(
  { cpu: fc.integer({ min: 0, max: 8 }), [GPU]: fc.integer({ min: 0, max: 6 }) },
  { requiredKeys: [] },
);

function queueOf(amounts: Readonly<Record<string, number | undefined>>): Manifest {
  const resources = Object.entries(amounts).map(([name, nominalQuota]) => ({ name, nominalQuota }));
  return new Manifest({
    apiVersion: 'kueue.x-k8s.io/v1beta2',
    kind: 'ClusterQueue',
    metadata: { name: 'q' },
    spec: { resourceGroups: [{ flavors: [{ name: 'gpu', resources }] }] },
  });
}

function chargeOf({ each, count }: Job): QuotaCharge {
  const amounts = Object.entries(each).map(([key, amount]) => [key, Quantity.units(amount)] as const);
  return { what: 'Job', count, how: '', each: ResourceList.ofAmounts(amounts) };
}

/** Every set of pods whose requests fit the queue. */
function* admitted(
  jobs: readonly Job[],
  amounts: Readonly<Record<string, number | undefined>>,
): Generator<Job['each'][]> {
  const pods = jobs.flatMap(({ each, count }) => Array.from({ length: count }, () => each));
  for (let bits = 0; bits < 1 << pods.length; bits++) {
    const chosen = pods.filter((_, index) => bits & (1 << index));
    const fits = Object.entries(amounts).every(
      ([name, most = 0]) => chosen.reduce((sum, each) => sum + each[`requests.${name}`], 0) <= most,
    );
    if (fits) yield chosen;
  }
}

test('is never less than what the queue lets run, and never more than all jobs together (rows C12, C14)', () => {
  fc.assert(
    fc.property(fc.array(job, { minLength: 1, maxLength: 3 }), nominal, (jobs, amounts) => {
      const charges = jobs.map(chargeOf);
      for (const key of KEYS) {
        const most = QueuedUsage.most(key, charges, queueOf(amounts));
        const all = jobs.reduce((sum, { each, count }) => sum + each[key] * count, 0);
        expect(most.exceeds(Quantity.units(all))).toBe(false);
        const taken = [...admitted(jobs, amounts)].map(pods => pods.reduce((sum, each) => sum + each[key], 0));
        expect([key, Quantity.units(Math.max(...taken)).exceeds(most)]).toEqual([key, false]);
      }
    }),
    { numRuns: 60 },
  );
});

test('a queue that covers nothing bounds nothing', () => {
  const charges = [chargeOf({ each: { pods: 1, 'requests.cpu': 4 }, count: 3 })];
  expect(QueuedUsage.most('requests.cpu', charges, queueOf({})).toString()).toBe('12');
});
