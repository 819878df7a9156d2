import { Duration } from 'cdk8s';
import {
  ExternalBackend,
  Image,
  PodSet,
  Port,
  PrometheusServer,
  type PrometheusServerProps,
  Resources,
} from '../../../lib';
import { findingsOf } from '../../checks/check-cases';
import { verdictOf } from '../crd-schema';
import { render, TENANT_A } from '../example-tenant';

const image = (name: string) => Image.of(`registry.example.com/${name}@sha256:${'0'.repeat(64)}`);
const ALERTMANAGER = ExternalBackend.of({
  namespace: TENANT_A,
  serviceName: 'alertmanager',
  servicePort: 9093,
  pods: PodSet.labelled({ app: 'alertmanager' }, TENANT_A),
  port: Port.tcp(9093),
});

const PROPS: PrometheusServerProps = {
  namespace: TENANT_A,
  image: image('prometheus'),
  reloaderImage: image('reloader'),
  resources: Resources.guaranteed({ cpu: '1', memory: '3Gi' }),
  reloaderResources: Resources.guaranteed({ cpu: '100m', memory: '128Mi' }),
  storage: '50Gi',
  version: 'v3.15.0',
};

const objects = (props: Partial<PrometheusServerProps> = {}) =>
  render(chart => new PrometheusServer(chart, 'prometheus', { ...PROPS, ...props }));
const prometheus = (props: Partial<PrometheusServerProps> = {}) =>
  objects(props).find(({ kind }) => kind === 'Prometheus') ?? {};

test('is what the API server takes, with nothing left for it to fill in', () => {
  const rendered = prometheus({ alertmanagers: [ALERTMANAGER] });
  expect(verdictOf(rendered)).toEqual({ violations: [], unwrittenDefaults: [] });
  expect(rendered.spec.alerting.alertmanagers).toEqual([
    { apiVersion: 'v2', namespace: 'tenant-a', name: 'alertmanager', port: 9093 },
  ]);
});

test('follows every namespace, and lets none but its own speak of others', () => {
  expect(prometheus().spec).toMatchObject({
    serviceMonitorSelector: {},
    serviceMonitorNamespaceSelector: {},
    ruleSelector: {},
    ruleNamespaceSelector: {},
    ignoreNamespaceSelectors: true,
    arbitraryFSAccessThroughSMs: { deny: true },
    enforcedNamespaceLabel: 'namespace',
    excludedFromEnforcement: [
      { resource: 'prometheusrules', namespace: 'tenant-a' },
      { resource: 'servicemonitors', namespace: 'tenant-a' },
    ],
  });
});

test('keeps samples for 15 days, in four fifths of its disk', () => {
  expect(prometheus().spec).toMatchObject({
    retention: '15d',
    retentionSize: '40960MiB',
    scrapeInterval: '30s',
    evaluationInterval: '30s',
    storage: { volumeClaimTemplate: { spec: { resources: { requests: { storage: '50Gi' } } } } },
  });
  expect(prometheus().spec).not.toHaveProperty('alerting');
  const { volumeClaimTemplate } = prometheus({ storageClassName: 'fast' }).spec.storage;
  expect(volumeClaimTemplate.spec.storageClassName).toBe('fast');
  const spec = prometheus({ storage: '1Gi', retention: Duration.hours(36), interval: Duration.seconds(15) }).spec;
  expect(spec).toMatchObject({ retention: '36h', retentionSize: '819MiB', scrapeInterval: '15s' });
});

test('every container is restricted, pinned to the pool, and says what it uses (rows A07, J10)', () => {
  const { spec } = prometheus();
  expect(spec.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
  expect(spec.nodeSelector).toEqual({ dedicated: 'tenants' });
  expect(spec.tolerations).toEqual([{ key: 'dedicated', operator: 'Equal', value: 'tenants', effect: 'NoSchedule' }]);
  expect(spec.image).toBe(PROPS.image.reference);
  const containers = [...spec.containers, ...spec.initContainers];
  expect(containers.map(({ name, image, resources }: any) => [name, image, resources.limits.memory])).toEqual([
    ['prometheus', PROPS.image.reference, '3Gi'],
    ['config-reloader', PROPS.reloaderImage.reference, '128Mi'],
    ['init-config-reloader', PROPS.reloaderImage.reference, '128Mi'],
  ]);
  for (const { securityContext } of containers) {
    expect(securityContext).toEqual({
      runAsNonRoot: true,
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
    });
  }
});

test('its account finds pods, and reads no Secret', () => {
  const all = objects({ name: 'metrics' });
  const role = all.find(({ kind }) => kind === 'ClusterRole');
  expect(role).toMatchObject({ metadata: { name: 'tenant-a-metrics' } });
  expect(role?.rules.flatMap(({ resources }: any) => resources)).toEqual(['pods', 'services', 'endpointslices']);
  expect(all.find(({ kind }) => kind === 'ClusterRoleBinding')).toMatchObject({
    roleRef: { name: 'tenant-a-metrics' },
    subjects: [{ kind: 'ServiceAccount', name: 'metrics', namespace: 'tenant-a' }],
  });
  const yaml = all.map(object => JSON.stringify(object)).join('\n---\n');
  for (const check of ['reads-secrets', 'rbac-escalation', 'rbac-wildcard']) {
    expect(findingsOf(check, { name: check, yaml })).toEqual([]);
  }
});

test('is a backend that Grafana and policies can name', () => {
  render(chart => {
    const server = new PrometheusServer(chart, 'prometheus', PROPS);
    expect(server).toMatchObject({ serviceName: 'prometheus', servicePort: 9090, serviceNamespace: TENANT_A });
    expect(server.pods).toEqual(PodSet.labelled({ 'app.kubernetes.io/name': 'prometheus' }, TENANT_A));
  });
  expect(objects().find(({ kind }) => kind === 'Service')?.spec).toMatchObject({
    selector: { 'app.kubernetes.io/name': 'prometheus' },
    ports: [{ name: 'web', port: 9090, targetPort: 'web' }],
  });
});

test.each<[Partial<PrometheusServerProps>, string]>([
  [{ storage: '1Mi' }, 'storage must be a size such as "50Gi", got "1Mi"'],
  [{ version: '3.15' }, 'version must be a version such as "v3.15.0", got "3.15"'],
  [{ retention: Duration.seconds(0) }, 'retention must be a whole number of seconds, from 1, got 0'],
])('refuses %j', (props, message) => {
  expect(() => objects(props)).toThrow(new Error(message));
});
