import { TENANTS } from '../../charts/tenants';
import { CHECKS } from '../../lib/checks/catalog';
import { Judgement } from '../../lib/evidence/judgement';
import { AccessSubjects } from '../../lib/manifests/access/access-subject';
import { CanITable } from '../../lib/manifests/access/can-i-table';
import { YamlDocuments } from '../../lib/manifests/yaml/yaml-documents';
import { GatewayReach } from '../../lib/reach/gateway-reach';
import { Reachability } from '../../lib/reach/reachability';
import { expectIsolated, expectReaches } from '../../lib/testing/reach-expectations';
import { manifestsOf, publishPlatform } from './rendered-platform';

const FILES = publishPlatform();
const ALL = manifestsOf(FILES);
const OBJECTS = [...ALL.manifests.map(({ object }) => object), ...ALL.facts.externals.map(({ object }) => object)];
const JUDGEMENT = Judgement.of(ALL, CHECKS);
const PODS = ALL.manifests.filter(({ pod }) => pod !== undefined);
const SERVICES = TENANTS.map(({ name }) => `${name}/${name}-ml-inference`);

/** Expects that the checks were asked, about so many objects at least, and found nothing. */
function expectProved(atLeast: number, ...ids: readonly string[]): void {
  for (const id of ids) {
    expect(CHECKS.map(check => check.id)).toContain(id);
    const { passed, failed } = JUDGEMENT.tallies.get(id) ?? { passed: 0, failed: 0 };
    expect([id, failed, passed >= atLeast]).toEqual([id, 0, true]);
  }
}

/** The jobs of the rendered pipeline, by name. */
const pipeline = (): any => YamlDocuments.read(FILES.get('artifacts/prod/gitlab-ci.yml') ?? '')[0];
const stageOf = (job: string) => pipeline().stages.indexOf(pipeline()[job].stage);

/** What seed 003 asks of a deployment, in its order, and what answers it before there is a cluster (row K11). */
const CRITERIA: readonly (readonly [string, () => void])[] = [
  [
    'All pods are running in all namespaces',
    () => {
      // They are admitted, fit, start with what they name, and are of images that can be pulled.
      expectProved(PODS.length, 'run-as-non-root', 'capabilities-restricted', 'pinned-to-pool', 'pool-capacity');
      expectProved(PODS.length, 'resource-quota', 'limit-range', 'quota-declaration', 'image-pull-secret');
      expectProved(ALL.manifests.length, 'dangling-reference');
    },
  ],
  [
    'ML inference services respond to predictions',
    () => {
      const open = [...GatewayReach.flows(new Reachability(ALL))].filter(({ allowed }) => allowed);
      for (const service of SERVICES) {
        const ways = open.filter(({ to }) => to.name === service);
        expect(ways.map(({ hostnames }) => hostnames)).toContainEqual([`${service.split('/')[0]}.local`]);
      }
      expectProved(SERVICES.length, 'route-attaches', 'route-backend', 'service-target-port', 'implied-flow');
    },
  ],
  [
    'RBAC isolation is enforced',
    () => {
      const can = CanITable.of(ALL);
      for (const { name } of TENANTS) {
        const account = AccessSubjects.serviceAccount(name, `${name}-ml-inference-sa`);
        const answers = TENANTS.map(({ name: namespace }) => {
          return [namespace, can.canI(account, { verb: 'list', group: '', resource: 'pods', namespace })];
        });
        expect(answers).toEqual(TENANTS.map(({ name: namespace }) => [namespace, namespace === name]));
      }
      expectProved(1, 'cross-tenant-access', 'rbac-escalation', 'tenant-self-service');
    },
  ],
  [
    'NetworkPolicies block cross-tenant traffic',
    () => {
      const [one, other] = TENANTS.map(({ name }) => name);
      expectIsolated(OBJECTS, one, other);
      expectProved(TENANTS.length, 'tenant-isolation', 'default-deny');
    },
  ],
  [
    'HPA is deployed and scaling works',
    () => {
      for (const { name } of TENANTS) {
        const scaler = ALL.find('autoscaling', 'HorizontalPodAutoscaler', name, `${name}-ml-inference`);
        expect(scaler?.spec).toMatchObject({ minReplicas: 2, maxReplicas: 10 });
      }
      // Every replica up to the last is admitted, and metrics-server is there to ask.
      expectProved(TENANTS.length, 'autoscaler-target', 'resource-quota', 'dangling-reference');
    },
  ],
  [
    'Prometheus and Grafana are accessible',
    () => {
      // People reach Grafana by the gateway, and Grafana alone reaches Prometheus.
      const open = [...GatewayReach.flows(new Reachability(ALL))].filter(({ allowed }) => allowed);
      expect(open.map(({ to }) => to.name)).toContain('ml-monitoring/grafana');
      expectReaches(OBJECTS, 'ml-monitoring/grafana', 'ml-monitoring/prometheus-prometheus', '9090/TCP');
    },
  ],
  [
    'Grafana dashboard shows metrics',
    () => {
      for (const service of SERVICES)
        expectReaches(OBJECTS, 'ml-monitoring/prometheus-prometheus', service, '8000/TCP');
      expectProved(1, 'dashboard-valid', 'metric-known', 'metric-type', 'monitor-port');
    },
  ],
  [
    'Alert rules are loaded in Prometheus',
    () => {
      const prometheus = ALL.find('monitoring.coreos.com', 'Prometheus', 'ml-monitoring', 'prometheus');
      expect(prometheus?.spec).toMatchObject({ ruleSelector: {}, ruleNamespaceSelector: {} });
      for (const { name } of TENANTS) {
        const rules = ALL.judgedOfKind('PrometheusRule').filter(({ namespace }) => namespace === name);
        const alerts = rules.flatMap(({ spec }) => (spec.groups as any[]).flatMap(group => group.rules));
        expect(alerts.filter(({ alert }) => alert !== undefined)).toHaveLength(6);
      }
      expectProved(TENANTS.length, 'rule-valid', 'alert-runbook');
    },
  ],
  [
    'CI/CD pipeline builds and pushes images',
    () => {
      expect(stageOf('build')).toBeLessThan(stageOf('push'));
      expect(pipeline().push.script).toContainEqual(expect.stringMatching(/^skopeo copy .*docker-archive:image\.tar/));
    },
  ],
  [
    'Trivy security scanning completes',
    () => {
      // A job without `needs` waits for the stages before its own: what is not scanned, or found bad, is not pushed.
      expect(stageOf('trivy')).toBeLessThan(stageOf('push'));
      expect([pipeline().push.needs, pipeline().trivy.allow_failure]).toEqual([undefined, undefined]);
      expect(pipeline().trivy.script).toContainEqual(expect.stringContaining('--exit-code 1'));
    },
  ],
  [
    'MinIO is accessible',
    () => {
      for (const service of SERVICES) expectReaches(OBJECTS, service, 'minio/minio', '9000/TCP');
      expect(ALL.find('', 'Service', 'minio', 'minio')?.spec.type).toBe('ClusterIP');
    },
  ],
  ['All health checks pass', () => expectProved(SERVICES.length, 'probes', 'probe-port', 'selector-matches')],
  [
    'Resources are properly limited',
    () => {
      expectProved(PODS.length, 'resources-set', 'sized-empty-dir');
      expectProved(TENANTS.length, 'quota-present', 'limits-present');
    },
  ],
];

test('are the thirteen of the seed', () => expect(CRITERIA).toHaveLength(13));

test.each(CRITERIA)('%s', (_, prove) => prove());
