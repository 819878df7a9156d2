import { ApiObject, Cron } from 'cdk8s';
import { Capability, SeccompProfileType, Volume } from 'cdk8s-plus-30';
import type { Construct } from 'constructs';
import fc from 'fast-check';
import { HardenedCronJob } from '../../../lib/constructs/workload/hardened-cron-job';
import { HardenedDaemonSet } from '../../../lib/constructs/workload/hardened-daemon-set';
import { HardenedDeployment } from '../../../lib/constructs/workload/hardened-deployment';
import { HardenedJob } from '../../../lib/constructs/workload/hardened-job';
import type { HardenedPodProps } from '../../../lib/constructs/workload/hardened-pod-props';
import { HardenedStatefulSet } from '../../../lib/constructs/workload/hardened-stateful-set';
import type { Escape } from '../../../lib/values/escape';
import {
  IMAGE,
  newChart,
  PRIVILEGED,
  podOf,
  problemsOf,
  restrictedViolations,
  SERVED,
  SMALL,
  WORKLOAD,
} from './example-workload';

type Settings = Partial<HardenedPodProps>;

const KINDS = {
  Deployment: (scope: Construct, props: Settings) => new HardenedDeployment(scope, 'w', { ...SERVED, ...props }),
  StatefulSet: (scope: Construct, props: Settings) => new HardenedStatefulSet(scope, 'w', { ...SERVED, ...props }),
  DaemonSet: (scope: Construct, props: Settings) => new HardenedDaemonSet(scope, 'w', { ...WORKLOAD, ...props }),
  Job: (scope: Construct, props: Settings) => new HardenedJob(scope, 'w', { ...WORKLOAD, ...props }),
  CronJob: (scope: Construct, props: Settings) =>
    new HardenedCronJob(scope, 'w', { ...WORKLOAD, schedule: Cron.daily(), ...props }),
};

/** cdk8s renders plain objects only. */
const OPTIONAL = { requiredKeys: [] as [], noNullPrototype: true };

const securityContext = fc.record(
  {
    user: fc.constantFrom(0, 1000, 4000),
    group: fc.constantFrom(0, 1000),
    ensureNonRoot: fc.boolean(),
    privileged: fc.boolean(),
    readOnlyRootFilesystem: fc.boolean(),
    allowPrivilegeEscalation: fc.boolean(),
    capabilities: fc.subarray(Object.values(Capability), { maxLength: 2 }).map(add => ({ add })),
    seccompProfile: fc.constantFrom(...Object.values(SeccompProfileType)).map(type => ({ type })),
  },
  OPTIONAL,
);
const podSecurityContext = fc.record(
  {
    user: fc.constantFrom(0, 1000),
    ensureNonRoot: fc.boolean(),
    fsGroup: fc.constantFrom(0, 3000),
    sysctls: fc.subarray([
      { name: 'net.ipv4.tcp_rmem', value: '1' },
      { name: 'kernel.sem', value: '1' },
    ]),
  },
  OPTIONAL,
);
const named = (name: string) =>
  securityContext.map(context => [{ name, image: IMAGE, resources: SMALL, securityContext: context }]);
const settings: fc.Arbitrary<Settings> = fc.record(
  {
    securityContext,
    podSecurityContext,
    sidecars: named('sidecar'),
    initContainers: named('init'),
    writable: fc.constantFrom<Record<string, string>>({}, { '/tmp': '1Gi', '/data': '1Gi' }),
    shareProcessNamespace: fc.boolean(),
  },
  OPTIONAL,
);
const volume = fc.constantFrom<((scope: Construct) => Volume) | undefined>(
  undefined,
  scope => Volume.fromEmptyDir(scope, 'v', 'v'),
  scope => Volume.fromHostPath(scope, 'v', 'v', { path: '/' }),
  scope => Volume.fromNfs(scope, 'v', 'v', { server: 's', path: '/' }),
  scope => Volume.fromCsi(scope, 'v', 'secrets-store.csi.k8s.io'),
);

describe.each(Object.entries(KINDS))('%s', (_, build) => {
  test('whatever is asked for: what the restricted level refuses is refused in validation, and the rest is rendered restricted', () => {
    fc.assert(
      fc.property(settings, volume, (props, volumeIn) => {
        const built = build(newChart(), props);
        if (volumeIn) built.pod.addVolume(volumeIn(built));
        const violations = restrictedViolations(podOf(built));
        if (problemsOf(built).length === 0) expect(violations).toEqual([]);
        // Only a volume is left in the pod for the judge to see: without it the pod would not start.
        else expect(violations.filter(text => !text.includes('volumes'))).toEqual([]);
      }),
      { seed: 36, numRuns: 60 },
    );
  });

  test('an escape is rendered on the workload, and hardens the rest all the same', () => {
    const escapes = [{ kind: 'host-pid', reason: 'reads processes' } as Escape];
    const built = build(newChart(), { namespace: PRIVILEGED, escapes });
    expect(built.apiObject.metadata.toJson().annotations).toEqual({
      'fortress.cdk8s.io/escapes': 'host-pid: reads processes',
    });
    expect(podOf(built).hostPID).toBe(true);
    expect(restrictedViolations(podOf(built))).toHaveLength(1);
  });

  test('containers that are added later are hardened', () => {
    const built = build(newChart(), {});
    built.pod.workload.addContainer({ name: 'later', image: IMAGE.reference });
    built.pod.addInitContainer({ name: 'init', image: IMAGE, resources: SMALL });
    built.pod.addSidecar({ name: 'sidecar', image: IMAGE, resources: SMALL });
    expect(restrictedViolations(podOf(built))).toEqual([]);
    expect(problemsOf(built)).toEqual(['container "later" has no resources; pass resources']);
  });
});

test.each<[keyof typeof KINDS, string[]]>([
  [
    'Deployment',
    ['Autoscaler/Resource', 'DisruptionBudget', 'Resource/Resource', 'Service', 'ServiceAccount/Resource'],
  ],
  ['StatefulSet', ['DisruptionBudget', 'Resource/Resource', 'Service', 'ServiceAccount/Resource']],
  ['DaemonSet', ['Resource/Resource', 'ServiceAccount/Resource']],
  ['Job', ['Resource/Resource', 'ServiceAccount/Resource']],
  ['CronJob', ['Resource/Resource', 'ServiceAccount/Resource']],
])(
  'the places of the objects of a %s in the tree are a contract: names, patches and findings go by them',
  (kind, paths) => {
    const more = { Deployment: { maxReplicas: 5 }, StatefulSet: { replicas: 2 } };
    const built = KINDS[kind](newChart(), more[kind as keyof typeof more] as Settings);
    const objects = built.node.findAll().filter(ApiObject.isApiObject);
    expect(objects.map(({ node }) => node.path.replace('test/w/', '')).sort()).toEqual(paths);
  },
);
