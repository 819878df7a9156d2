import { EXTERNALS } from '../../charts/externals';
import { MIN_ACCURACY } from '../../charts/retraining';
import { expectOnlyPeers, expectReaches } from '../../lib/testing/reach-expectations';
import { published, publishedObjects } from './published';

/** What is rendered, and what it talks to that is rendered elsewhere. */
const OBJECTS = [...publishedObjects('prod'), ...EXTERNALS];
const inProd = (kind: string, name: string, namespace = 'ml-api') => published('prod', kind, namespace, name);
const podOf = (kind: string, name: string, namespace?: string) => {
  const { spec } = inProd(kind, name, namespace);
  return (spec.jobTemplate?.spec ?? spec).template.spec;
};

describe('the API', () => {
  const { spec } = inProd('Deployment', 'ml-api');
  const [container] = spec.template.spec.containers;

  test('is the Deployment of seed rows C15, D11 and D14, hardened', () => {
    expect(container).toMatchObject({
      name: 'ml-api',
      ports: [{ name: 'http', containerPort: 8000 }],
      resources: { requests: { cpu: '250m', memory: '512Mi' }, limits: { cpu: '500m', memory: '1Gi' } },
      livenessProbe: { tcpSocket: { port: 8000 }, initialDelaySeconds: 30, periodSeconds: 10 },
      readinessProbe: { httpGet: { path: '/health', port: 8000 }, initialDelaySeconds: 5, periodSeconds: 5 },
    });
    expect(container.image).toMatch(/\/ml-training-deployment@sha256:[0-9a-f]{64}$/);
  });

  test('is scaled by its autoscaler alone (seed row D18)', () => {
    expect(spec.replicas).toBeUndefined();
    const { minReplicas, maxReplicas, metrics } = inProd('HorizontalPodAutoscaler', 'ml-api-hpa').spec;
    expect({ minReplicas, maxReplicas }).toEqual({ minReplicas: 3, maxReplicas: 10 });
    expect(metrics.map(({ resource }: any) => [resource.name, resource.target.averageUtilization])).toEqual([
      ['cpu', 80],
      ['memory', 80],
    ]);
  });

  test('reads its configuration by key, and its secrets as files (seed rows D12, D13, D16, D17)', () => {
    expect(inProd('ConfigMap', 'ml-config').data).toEqual({
      mlflow_uri: 'http://mlflow-service:5000',
      model_registry: 'production',
      log_level: 'INFO',
    });
    expect(container.env).toContainEqual({
      name: 'MLFLOW_TRACKING_URI',
      valueFrom: { configMapKeyRef: { name: 'ml-config', key: 'mlflow_uri' } },
    });
    expect(container.env.filter(({ valueFrom }: any) => valueFrom?.secretKeyRef)).toEqual([]);
    expect(inProd('ExternalSecret', 'ml-secrets').spec.data.map(({ secretKey }: any) => secretKey)).toEqual([
      'database_url',
      'api_key',
    ]);
  });

  test('may read what is its own, by name, and no Secret (seed rows J01, J02)', () => {
    expect(spec.template.spec).toMatchObject({ serviceAccountName: 'ml-api-sa', automountServiceAccountToken: true });
    const { rules } = inProd('Role', 'ml-api-role');
    expect(rules.map(({ resources, resourceNames }: any) => [resources, resourceNames])).toEqual([
      [['configmaps'], ['ml-config']],
      [['deployments'], ['ml-api']],
    ]);
    expect(inProd('RoleBinding', 'ml-api-rolebinding').subjects).toEqual([
      { kind: 'ServiceAccount', name: 'ml-api-sa', namespace: 'ml-api' },
    ]);
  });

  test('is reached through the gateway and by Prometheus, and reaches what its policy names (seed rows D15, E24, F15)', () => {
    expect(inProd('Service', 'ml-api-service').spec).toMatchObject({
      type: 'ClusterIP',
      ports: [{ port: 80, targetPort: 'http' }],
    });
    expectReaches(OBJECTS, 'ml-api/ml-api', 'ml-api/mlflow', '5000/TCP');
    expectOnlyPeers(OBJECTS, 'ml-api/ml-api', {
      from: ['gateways', 'ml-monitoring/prometheus-prometheus'],
      to: ['database/postgresql', 'kube-apiserver', 'kube-system/coredns', 'ml-api/mlflow', 'tracing/otel-collector'],
    });
    expect(inProd('NetworkPolicy', 'ml-api-network-policy').spec.ingress).toEqual([
      {
        from: [
          {
            namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ml-monitoring' } },
            podSelector: { matchLabels: { 'app.kubernetes.io/name': 'prometheus' } },
          },
        ],
        ports: [{ port: 8000, protocol: 'TCP' }],
      },
    ]);
  });
});

describe('retraining', () => {
  const { containers, initContainers } = podOf('CronJob', 'retraining');

  test('goes on only behind its gates (seed row J17)', () => {
    expect([...initContainers, ...containers].map(({ name }) => name)).toEqual([
      'extract',
      'validate-data',
      'train',
      'validate-model',
      'register',
    ]);
    const gate = initContainers.find(({ name }: any) => name === 'validate-model').command;
    expect(gate.slice(-2)).toEqual(['--min-accuracy', '0.85']);
    expect(initContainers[1].command).toEqual(expect.arrayContaining(['--schema-path', 'data/schema.json']));
  });

  test('lets no model through that would raise the alert on accuracy at once', () => {
    const rules = publishedObjects('prod')
      .filter(({ kind }) => kind === 'PrometheusRule')
      .flatMap(({ spec }) => spec.groups)
      .flatMap(({ rules }) => rules)
      .filter(({ alert }) => alert === 'ModelAccuracyDegraded');
    const thresholds = rules.map(({ expr }) => Number(/<\s*([\d.]+)/.exec(expr)?.[1]));
    expect([thresholds, MIN_ACCURACY]).toEqual([[0.8], 0.85]);
  });

  test('reaches its sources and the registry, and nobody reaches it', () => {
    expectOnlyPeers(OBJECTS, 'ml-api/retraining', {
      from: [],
      to: ['kube-system/coredns', 'minio/minio', 'ml-api/mlflow'],
    });
  });
});

describe('the cost exporter', () => {
  test('has a token for the cost server, and no right and no key (seed rows I10, J16)', () => {
    const pod = podOf('CronJob', 'cost-exporter', 'cost-monitoring');
    const projected = pod.volumes.flatMap(({ projected }: any) => projected?.sources ?? []);
    expect(projected).toMatchObject([{ serviceAccountToken: { audience: 'costs.build.server' } }]);
    expect(pod.automountServiceAccountToken).toBe(false);
    expect(pod.containers[0].env.filter(({ valueFrom }: any) => valueFrom)).toEqual([]);
    const names = publishedObjects('prod').filter(({ subjects }) => JSON.stringify(subjects ?? '').includes('cost-'));
    expect(names).toEqual([]);
  });

  test('reaches the cost server by name, and the gateway of metrics', () => {
    expectOnlyPeers(OBJECTS, 'cost-monitoring/cost-exporter', {
      from: [],
      to: ['cost-monitoring/cost-metrics', 'costs.build.server', 'kube-system/coredns'],
    });
  });
});

test('nothing is in the default namespace (seed row B19)', () => {
  const inDefault = publishedObjects('prod').filter(({ metadata }) => metadata.namespace === 'default');
  expect(inDefault).toEqual([]);
});
