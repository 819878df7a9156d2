import { Probe } from 'cdk8s-plus-30';
import { HardenedDaemonSet, type HardenedDaemonSetProps } from '../../../lib/constructs/workload/hardened-daemon-set';
import { Port } from '../../../lib/values/port';
import {
  mainOf,
  namespaceWith,
  newChart,
  objectsOf,
  podOf,
  problemsOf,
  rendered,
  restrictedViolations,
  TENANT_LABELS,
  WORKLOAD,
  ZONED_POOL,
} from './example-workload';

function daemonSet(props: Partial<HardenedDaemonSetProps> = {}): HardenedDaemonSet {
  return new HardenedDaemonSet(newChart(), 'warmer', { ...WORKLOAD, ...props });
}

test('by default it is a restricted DaemonSet on every node of the pool, and its ServiceAccount', () => {
  const built = daemonSet();
  expect(objectsOf(built).map(({ kind }) => kind)).toEqual(['ServiceAccount', 'DaemonSet']);
  const { template, ...spec } = rendered(built, 'DaemonSet').spec;
  expect(spec).toEqual({ selector: { matchLabels: { app: 'warmer' } } });
  expect(template.metadata.labels).toEqual({ app: 'warmer', ...TENANT_LABELS });
  expect(template.spec.nodeSelector).toEqual({ dedicated: 'ml' });
  expect(restrictedViolations(template.spec)).toEqual([]);
  expect(mainOf(built)).not.toHaveProperty('livenessProbe');
  expect(problemsOf(built)).toEqual([]);
});

test('a pod for every node is not spread over zones', () => {
  expect(podOf(daemonSet({ namespace: namespaceWith({ pool: ZONED_POOL }) }))).not.toHaveProperty(
    'topologySpreadConstraints',
  );
});

test('port and probes are props, and the probes must differ', () => {
  const probes = {
    port: Port.tcp(9100).named('metrics'),
    liveness: Probe.fromHttpGet('/live'),
    readiness: Probe.fromHttpGet('/ready'),
    startup: Probe.fromTcpSocket(),
  };
  expect(mainOf(daemonSet(probes))).toMatchObject({
    ports: [{ containerPort: 9100, name: 'metrics' }],
    livenessProbe: { httpGet: { path: '/live', port: 9100 } },
    readinessProbe: { httpGet: { path: '/ready', port: 9100 } },
    startupProbe: { tcpSocket: { port: 9100 } },
  });
  expect(() => daemonSet({ ...probes, readiness: probes.liveness })).toThrow(
    /^readiness probe of "warmer" must be another question/,
  );
});

test('minReadySeconds is a prop', () => {
  expect(rendered(daemonSet({ minReadySeconds: 10 }), 'DaemonSet').spec.minReadySeconds).toBe(10);
});

test('it says what others ask of it', () => {
  const built = daemonSet({ name: 'cache-warmer', app: 'warm' });
  expect([built.name, built.namespace.namespaceName, built.apiObject.kind]).toEqual([
    'cache-warmer',
    'tenant-a',
    'DaemonSet',
  ]);
  expect(built.pods.labels).toEqual({ app: 'warm' });
  expect(built.pod.workload).toBe(built.daemonSet);
});

test('a namespace that refuses the tolerations of DaemonSets says so at once, rather than never starting a pod', () => {
  const namespace = namespaceWith({ daemonSets: false });
  expect(() => new HardenedDaemonSet(newChart(), 'agent', { ...WORKLOAD, namespace })).toThrow(
    new Error(
      'namespace "tenant-a" does not admit the tolerations of DaemonSets; pass daemonSets: true to its TenantNamespace',
    ),
  );
});
