import {
  DeliveryGuide,
  type IArtifact,
  KubernetesGuide,
  MonitoringGuide,
  Runbook,
  ScanPolicy,
  SecurityGuide,
} from '../../../lib';
import { BUILD, environment } from '../pipeline/example-build';

const object = (kind: string, name: string, namespace: string | undefined, more: object = {}) => ({
  kind,
  ...more,
  metadata: { name, namespace, ...(more as any).metadata },
});
const namespace = (name: string, level: string, selector: string) =>
  object('Namespace', name, undefined, {
    metadata: {
      labels: { 'pod-security.kubernetes.io/enforce': level, tenant: name },
      annotations: { 'scheduler.alpha.kubernetes.io/node-selector': selector },
    },
  });
const IMAGE = { containers: [{ image: `r.example.com/team/api@sha256:${'a'.repeat(64)}` }] };
const OBJECTS = [
  namespace('b', 'privileged', 'dedicated=x'),
  namespace('a', 'restricted', 'dedicated=x'),
  object('ResourceQuota', 'q', 'a', { spec: { hard: { 'requests.cpu': '2', 'requests.memory': '4Gi', pods: '9' } } }),
  object('Deployment', 'api', 'a', { spec: { template: { spec: IMAGE } } }),
  object('HorizontalPodAutoscaler', 'api-hpa', 'a', {
    spec: { minReplicas: 2, maxReplicas: 7, scaleTargetRef: { kind: 'Deployment', name: 'api' } },
  }),
  object('Deployment', 'web', 'a', { spec: { replicas: 3, template: { spec: IMAGE } } }),
  object('CronJob', 'nightly', 'a', {
    spec: { schedule: '0 1 * * *', jobTemplate: { spec: { template: { spec: IMAGE } } } },
  }),
  object('DaemonSet', 'agent', 'b', { spec: { template: { spec: IMAGE } } }),
  object('Application', 'app', 'argocd', {
    spec: { project: 'p', source: { path: 'dist/prod/app' }, destination: { namespace: 'a' } },
  }),
  object('Application', 'chart', 'argocd', {
    spec: {
      project: 'q',
      source: { chart: 'redis', targetRevision: '18.2.0' },
      destination: { namespace: 'b' },
      syncPolicy: { automated: { selfHeal: true } },
    },
  }),
  object('PrometheusRule', 'rules', 'a', {
    spec: {
      groups: [
        {
          rules: [
            {
              alert: 'Slow',
              for: '5m',
              labels: { severity: 'warning' },
              annotations: { runbook_url: 'https://r/x' },
            },
            { alert: 'Gone' },
            { record: 'sum:x' },
          ],
        },
      ],
    },
  }),
  object('ServiceMonitor', 'api', 'a', { spec: { endpoints: [{ port: 'http', interval: '30s' }] } }),
  object('ConfigMap', 'board', 'a', {
    metadata: { labels: { grafana_dashboard: '1' } },
    data: { 'board.json': '{"title":"Board"}' },
  }),
  object('HTTPRoute', 'api', 'a', {
    metadata: { annotations: { 'fortress.cdk8s.io/authentication': 'login' } },
    spec: { hostnames: ['api.example.com'] },
  }),
  object('RoleBinding', 'viewers', 'a', {
    roleRef: { kind: 'Role', name: 'viewer' },
    subjects: [{ kind: 'Group', name: 'team-a' }],
  }),
  object('NetworkPolicy', 'deny', 'a'),
  object('ExternalSecret', 'credentials', 'a'),
  object('Gateway', 'public', 'gateways', { spec: { addresses: [{ value: '192.168.32.201' }] } }),
  object('ConfigMap', 'argocd-cm', 'argocd', { data: { url: 'https://argocd.example.com' } }),
];
const lines = (guide: IArtifact, objects: any[] = OBJECTS) => guide.render(objects).split('\n');
const RUNBOOK = new Runbook({ environment: environment(ScanPolicy.fail()) });

test('Kubernetes: namespaces, pools and workloads, as they are rendered (rows A15, J26)', () => {
  const text = lines(new KubernetesGuide());
  expect(text).toEqual(
    expect.arrayContaining([
      '| a | a | restricted | dedicated=x | 2 | 4Gi | 9 |',
      '| b | b | privileged | dedicated=x |  |  |  |',
      '| dedicated=x | a, b |',
      `| Deployment | a/api | 2 to 7 | api@sha256:${'a'.repeat(29)} |`,
      `| Deployment | a/web | 3 | api@sha256:${'a'.repeat(29)} |`,
      `| CronJob | a/nightly | 0 1 * * * | api@sha256:${'a'.repeat(29)} |`,
      `| DaemonSet | b/agent | one a node | api@sha256:${'a'.repeat(29)} |`,
    ]),
  );
  expect(text.indexOf('| a | a | restricted | dedicated=x | 2 | 4Gi | 9 |')).toBeLessThan(
    text.indexOf('| b | b | privileged | dedicated=x |  |  |  |'),
  );
});

test('Kubernetes: what has to be shown on a cluster names what scales (row J23)', () => {
  expect(lines(new KubernetesGuide())).toContain(
    '| a/api grows to 7 pods under load, and shrinks after it | `kubectl get hpa api-hpa --namespace a --watch` |',
  );
});

test('CI and CD: gates, thresholds and Applications', () => {
  const text = lines(new DeliveryGuide(BUILD));
  expect(text).toEqual(
    expect.arrayContaining([
      '| gate-2-scan | trivy | yes | trivy@sha256:99999999999999999999 |'.replace(/9+/, '9'.repeat(19)),
      '| app | p | dist/prod/app | a |',
      '| chart | q | redis 18.2.0 | b |',
    ]),
  );
  expect(text.join()).toContain('CRITICAL or HIGH (CVSS 7 and above) ends the build');
  const warned = lines(new DeliveryGuide({ ...BUILD, environment: environment(ScanPolicy.warn()) }));
  expect(warned.join()).toContain('is reported, and the build goes on');
});

test('monitoring: alerts with what to do, what is scraped, dashboards', () => {
  expect(lines(new MonitoringGuide())).toEqual(
    expect.arrayContaining([
      '| Slow | a/rules | warning | 5m | [runbook](https://r/x) |',
      '| Gone | a/rules |  | at once |  |',
      '| a/api | http | /metrics | 30s |',
      '| Board | a/board |',
    ]),
  );
  expect(lines(new MonitoringGuide()).join()).not.toContain('sum:x');
});

test('security: levels, ways in, rights, policies and secrets', () => {
  expect(lines(new SecurityGuide())).toEqual(
    expect.arrayContaining([
      '| b | privileged |',
      '| api.example.com | a/api | login |  |',
      '| a/viewers | Role viewer | Group team-a |',
      '| a | 1 | credentials |',
    ]),
  );
});

test('the runbook names what is rendered (rows E20, E21, F09, G12, K14)', () => {
  const text = lines(RUNBOOK);
  expect(text).toEqual(
    expect.arrayContaining([
      'cilium status --wait',
      'kubectl get gateway public --namespace gateways',
      'kubectl delete secret argocd-initial-admin-secret --namespace argocd --ignore-not-found',
      'npx fortress reach dist/prod --from a/api',
      'These Applications do not put back what is changed by hand: app.',
    ]),
  );
  expect(text.join()).toContain('the address 192.168.32.201');
});

test('where nothing is rendered, nothing is named', () => {
  for (const guide of [new KubernetesGuide(), new MonitoringGuide(), new SecurityGuide(), RUNBOOK]) {
    expect(guide.render([])).not.toContain('undefined');
  }
  expect(lines(new MonitoringGuide(), [])).toContain('None.');
});
