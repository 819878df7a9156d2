import { App, Chart, JsonPatch } from 'cdk8s';
import {
  Image,
  KServeInferenceService,
  type KServeInferenceServiceProps,
  NodePool,
  Port,
  Resources,
  TenantNamespace,
} from '../../../lib';
import '../../../lib/testing/fortress-matchers';
import { renderOne, TENANT, TENANT_A } from '../example-tenant';

const image = (digit: string) => Image.of(`registry.example.com/server@sha256:${digit.repeat(64)}`);
const PROPS: KServeInferenceServiceProps = {
  namespace: TENANT_A,
  image: image('0'),
  storageUri: 's3://models/fraud/7',
  serviceAccountName: 'models',
  resources: Resources.guaranteed({ cpu: '1', memory: '2Gi' }),
};
const service = (more: Partial<KServeInferenceServiceProps> = {}) => {
  return renderOne(chart => new KServeInferenceService(chart, 'fraud', { ...PROPS, ...more }));
};
const CANARY = { name: 'v8', image: image('1'), storageUri: 's3://models/fraud/8', trafficPercent: 10 };

test('serves a model without Knative, hardened and pinned (row D33)', () => {
  const { apiVersion, kind, metadata, spec } = service();
  expect([apiVersion, kind]).toEqual(['serving.kserve.io/v1beta1', 'InferenceService']);
  expect(metadata).toEqual({
    name: 'fraud',
    namespace: 'tenant-a',
    labels: { app: 'fraud', ...TENANT_A.tenant.labels },
    annotations: { 'serving.kserve.io/deploymentMode': 'Standard' },
  });
  expect(Object.keys(spec)).toEqual(['predictor']);
  const { containers, nodeSelector, tolerations, securityContext, ...rest } = spec.predictor;
  expect(nodeSelector).toEqual({ dedicated: 'tenants' });
  expect(tolerations).toHaveLength(1);
  expect(securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
  expect(rest).toMatchObject({
    minReplicas: 1,
    maxReplicas: 1,
    serviceAccountName: 'models',
    automountServiceAccountToken: false,
  });
  expect(containers).toEqual([
    {
      name: 'kserve-container',
      image: PROPS.image.reference,
      env: [{ name: 'STORAGE_URI', value: 's3://models/fraud/7' }],
      ports: [{ name: 'http1', containerPort: 8080, protocol: 'TCP' }],
      livenessProbe: { httpGet: { path: '/v2/health/live', port: 8080 } },
      readinessProbe: { httpGet: { path: '/v2/health/ready', port: 8080 } },
      resources: { requests: { cpu: '1', memory: '2Gi' }, limits: { cpu: '1', memory: '2Gi' } },
      securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        readOnlyRootFilesystem: true,
        runAsNonRoot: true,
      },
      volumeMounts: [{ mountPath: '/tmp', name: 'tmp-volume' }],
    },
  ]);
});

test('a canary gets its part of the requests, and is hardened like the first (row D33)', () => {
  const { spec } = service({ canary: CANARY });
  expect(spec.canary).toHaveLength(1);
  const [{ trafficPercent, predictor }] = spec.canary;
  expect(trafficPercent).toBe(10);
  const { minReplicas, maxReplicas, containers, ...same } = spec.predictor;
  const { name, minReplicas: own, containers: others, ...rest } = predictor;
  expect([name, own]).toEqual(['v8', 1]);
  expect(rest).toEqual(same);
  expect(others[0]).toEqual({
    ...containers[0],
    image: CANARY.image.reference,
    env: [{ name: 'STORAGE_URI', value: 's3://models/fraud/8' }],
  });
  expect(JSON.stringify(spec)).not.toContain('canaryTrafficPercent');
});

test('arguments, pages, replicas and name are props', () => {
  const { metadata, spec } = service({
    name: 'scores',
    args: ['--model=fraud'],
    livenessPath: '/live',
    readinessPath: '/ready',
    minReplicas: 2,
    maxReplicas: 6,
  });
  expect(metadata.name).toBe('scores');
  const { containers, minReplicas, maxReplicas } = spec.predictor;
  expect([minReplicas, maxReplicas]).toEqual([2, 6]);
  expect(containers[0]).toMatchObject({
    args: ['--model=fraud'],
    livenessProbe: { httpGet: { path: '/live' } },
    readinessProbe: { httpGet: { path: '/ready' } },
  });
});

test('its pods, with those of the canary, can be spoken of, and the object patched', () => {
  const chart = new Chart(new App(), 'test');
  const { pods, port, apiObject, name } = new KServeInferenceService(chart, 'fraud', { ...PROPS, canary: CANARY });
  expect(name).toBe('fraud');
  expect(pods.labels).toEqual({ 'serving.kserve.io/inferenceservice': 'fraud' });
  expect(port).toEqual(Port.tcp(8080));
  apiObject.addJsonPatch(JsonPatch.add('/spec/predictor/timeout', 60));
  expect(chart.toJson()[0].spec.predictor.timeout).toBe(60);
});

test('is restricted with what KServe adds, and only that is said of it', () => {
  const chart = new Chart(new App(), 'test');
  const namespace = new TenantNamespace(chart, 'tenant-a', {
    tenant: TENANT,
    pool: NodePool.dedicated('tenants'),
    quota: { cpu: '8', memory: '16Gi' },
    access: { serviceAccountNames: ['models'] },
  });
  new KServeInferenceService(chart, 'fraud', { ...PROPS, namespace, canary: CANARY });
  expect(chart).toBeRestricted();
  expect(chart).toHaveFinding('read-only-root-filesystem', { object: 'InferenceService tenant-a/fraud' });
});

const MODEL = `oci+native://registry.example.com/model@sha256:${'2'.repeat(64)}`;

test('a model in an image is mounted by the node, so KServe adds nothing that would have to be accepted', () => {
  const chart = new Chart(new App(), 'test');
  const namespace = new TenantNamespace(chart, 'tenant-a', {
    tenant: TENANT,
    pool: NodePool.dedicated('tenants'),
    quota: { cpu: '8', memory: '16Gi' },
    access: { identityNames: ['models'] },
  });
  const stored = { storageUri: MODEL };
  new KServeInferenceService(chart, 'fraud', { ...PROPS, ...stored, namespace, canary: { ...CANARY, ...stored } });
  expect(chart).toBeRestricted();
  expect(chart).not.toHaveFinding('read-only-root-filesystem');
});

test('a model in an image is pinned by digest', () => {
  expect(() => service({ storageUri: 'oci+native://registry.example.com/model:7' })).toThrow(
    /^image must be pinned by a digest, such as .*, got "registry.example.com\/model:7"$/,
  );
});

test('a route reaches each version by the Service that KServe makes for it', () => {
  const chart = new Chart(new App(), 'test');
  const { backend, canaryBackend } = new KServeInferenceService(chart, 'fraud', { ...PROPS, canary: CANARY });
  expect([backend.serviceName, backend.servicePort, backend.pods.labels]).toEqual([
    'fraud-predictor',
    80,
    { app: 'isvc.fraud-predictor' },
  ]);
  expect([canaryBackend?.serviceName, canaryBackend?.port, canaryBackend?.pods.labels]).toEqual([
    'fraud-v8-predictor',
    Port.tcp(8080),
    { app: 'isvc.fraud-v8-predictor' },
  ]);
  expect(new KServeInferenceService(chart, 'alone', PROPS).canaryBackend).toBeUndefined();
});

test.each(['models/fraud', 'hf://a', 'oci://registry.example.com/model', ''])('%j keeps no model', storageUri => {
  expect(() => service({ storageUri })).toThrow(
    new Error(
      `storageUri must be where a model is kept, such as "s3://models/fraud/7", got ${JSON.stringify(storageUri)}`,
    ),
  );
});

test.each([-1, 101, 0.5])('%d is no part of a hundred', trafficPercent => {
  expect(() => service({ canary: { ...CANARY, trafficPercent } })).toThrow(
    new Error(`trafficPercent must be a whole number from 0 to 100, got ${trafficPercent}`),
  );
});

test('replicas are whole, and the most no less than the least', () => {
  expect(() => service({ minReplicas: 0 })).toThrow(new Error('minReplicas must be a whole number above zero, got 0'));
  expect(() => service({ minReplicas: 3, maxReplicas: 2 })).toThrow(
    new Error('maxReplicas must be a whole number, 3 or more, got 2'),
  );
});

test('a canary has a name', () => {
  expect(() => service({ canary: { ...CANARY, name: 'V8' } })).toThrow(/^name of the canary must be /);
});
