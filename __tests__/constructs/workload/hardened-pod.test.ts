import { Duration } from 'cdk8s';
import { DnsPolicy, FsGroupChangePolicy, Secret, Volume } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { HardenedPod } from '../../../lib/constructs/workload/hardened-pod';
import type { HardenedPodProps } from '../../../lib/constructs/workload/hardened-pod-props';
import {
  deployment,
  namespaceWith,
  newChart,
  podOf,
  problemsOf,
  type Rendered,
  rendered,
  restrictedViolations,
  TENANT_LABELS,
  WORKLOAD,
} from './example-workload';

function podWith(props: Partial<HardenedPodProps>): Rendered {
  const built = deployment(props);
  expect(problemsOf(built)).toEqual([]);
  expect(restrictedViolations(podOf(built))).toEqual([]);
  return podOf(built);
}

test('by default a pod is hardened, pinned, without a token, and on its own ServiceAccount', () => {
  const { containers, ...pod } = podWith({});
  expect(containers.map(({ name }: Rendered) => name)).toEqual(['main']);
  expect(pod).toEqual({
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    nodeSelector: { dedicated: 'ml' },
    securityContext: {
      fsGroup: 2000,
      runAsNonRoot: true,
      runAsUser: 1000,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    serviceAccountName: 'model-api',
    tolerations: [{ key: 'dedicated', operator: 'Equal', value: 'ml', effect: 'NoSchedule' }],
    volumes: [{ name: 'tmp-volume', emptyDir: { sizeLimit: '64Mi' } }],
  });
});

describe('identity', () => {
  test('name and app label are by default the construct id', () => {
    const { metadata, spec } = rendered(deployment(), 'Deployment');
    expect(metadata).toEqual({
      name: 'model-api',
      namespace: 'tenant-a',
      labels: { app: 'model-api', ...TENANT_LABELS },
    });
    expect(spec.selector).toEqual({ matchLabels: { app: 'model-api' } });
    expect(spec.template.metadata).toEqual({ labels: { app: 'model-api', ...TENANT_LABELS } });
  });

  test('name is a prop, and the default of app and serviceAccountName', () => {
    const built = deployment({ name: 'resnet' });
    expect(rendered(built, 'Deployment').metadata.name).toBe('resnet');
    expect(built.pod.app).toBe('resnet');
    expect(podOf(built).serviceAccountName).toBe('resnet');
  });

  test('app is a prop: what selects the pods, in and outside of the workload', () => {
    const built = deployment({ app: 'inference', replicas: 2 });
    const app = { app: 'inference' };
    expect(rendered(built, 'Deployment').spec.selector.matchLabels).toEqual(app);
    expect(rendered(built, 'Deployment').spec.template.metadata.labels).toMatchObject(app);
    expect(rendered(built, 'Service').spec.selector).toEqual(app);
    expect(rendered(built, 'PodDisruptionBudget').spec.selector.matchLabels).toEqual(app);
    expect(built.pods.labels).toEqual(app);
    expect(built.pods.namespaceName).toBe('tenant-a');
  });

  test('the labels of the tenant are on every object', () => {
    const namespace = namespaceWith({ tenant: { name: 'b', team: 't', owner: 'o', costCenter: '42' } });
    const built = deployment({ namespace, maxReplicas: 5 });
    for (const kind of ['Deployment', 'Service', 'ServiceAccount', 'HorizontalPodAutoscaler', 'PodDisruptionBudget']) {
      expect(rendered(built, kind).metadata.labels).toEqual({
        app: 'model-api',
        tenant: 'b',
        team: 't',
        owner: 'o',
        'cost-center': '42',
      });
    }
  });

  test('labels and annotations of the workload and of its pods are props', () => {
    const labels = { 'example.com/tier': 'gold', app: 'model-api' };
    const podLabels = { 'example.com/scrape': 'yes', tenant: 'tenant-a' };
    const built = deployment({ labels, annotations: { a: '1' }, podLabels, podAnnotations: { b: '2' } });
    const { metadata, spec } = rendered(built, 'Deployment');
    expect(metadata.labels).toEqual({ ...labels, ...TENANT_LABELS });
    expect(metadata.annotations).toEqual({ a: '1' });
    expect(spec.template.metadata).toEqual({
      labels: { app: 'model-api', 'example.com/scrape': 'yes', ...TENANT_LABELS },
      annotations: { b: '2' },
    });
  });

  test.each<[Partial<HardenedPodProps>, string]>([
    [
      { name: 'Model' },
      'name must be a DNS label of at most 63 lower-case letters, digits and "-", such as "tenant-a", got "Model"',
    ],
    [{ app: 'a b' }, 'app must be a label value of at most 63 letters, digits, "-", "_" and ".", got "a b"'],
    [{ app: '' }, 'app must be the name of an application, got ""'],
    [
      { serviceAccountName: 'A' },
      'serviceAccountName must be a DNS subdomain of at most 253 lower-case letters, digits, "-" and ".", such as "model.v1", got "A"',
    ],
    [{ podLabels: { tenant: 'b' } }, 'podLabels "tenant" must be "tenant-a", as on all of model-api, got "b"'],
    [{ labels: { app: 'b' } }, 'labels "app" must be "model-api", as on all of model-api, got "b"'],
    [{ podLabels: { 'a b': 'c' } }, 'podLabels key must be a label key such as "app" or "example.com/app", got "a b"'],
    [
      { labels: { a: 'b c' } },
      'labels "a" must be a label value of at most 63 letters, digits, "-", "_" and ".", got "b c"',
    ],
  ])('%j is refused', (props, message) => {
    expect(() => deployment(props)).toThrow(new Error(message));
  });
});

describe('access', () => {
  test('the ServiceAccount mounts no token by itself', () => {
    expect(rendered(deployment({ serviceAccountName: 'model.reader' }), 'ServiceAccount')).toEqual({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'model.reader', namespace: 'tenant-a', labels: { app: 'model-api', ...TENANT_LABELS } },
      automountServiceAccountToken: false,
    });
  });

  test('a ServiceAccount that the namespace has is used, and not rendered twice', () => {
    const namespace = namespaceWith({ serviceAccountNames: ['reader'] });
    const built = deployment({ namespace, serviceAccountName: 'reader' });
    expect(podOf(built).serviceAccountName).toBe('reader');
    expect(built.pod.serviceAccountName).toBe('reader');
    expect(() => rendered(built, 'ServiceAccount')).toThrow('0 objects');
  });

  test('a token is mounted if asked', () => {
    expect(podWith({ automountServiceAccountToken: true }).automountServiceAccountToken).toBe(true);
  });

  test('images are pulled with the secret of the namespace, and with one of its own', () => {
    const namespace = namespaceWith({ imagePullSecretName: 'registry' });
    expect(podWith({ namespace }).imagePullSecrets).toEqual([{ name: 'registry' }]);
    const own = (name: string) => Secret.fromSecretName(newChart(), 'own', name);
    expect(podWith({ dockerRegistryAuth: own('hub') }).imagePullSecrets).toEqual([{ name: 'hub' }]);
    const both = podWith({ namespace, dockerRegistryAuth: own('hub') });
    expect(both.imagePullSecrets).toEqual([{ name: 'hub' }, { name: 'registry' }]);
    const same = podWith({ namespace, dockerRegistryAuth: own('registry') });
    expect(same.imagePullSecrets).toEqual([{ name: 'registry' }]);
  });
});

describe('the pod around the containers', () => {
  test('writable directories are sized emptyDirs in every container', () => {
    const pod = podWith({
      writable: { '/tmp': '1Gi', '/var/cache': '2Gi' },
      sidecars: [{ name: 'proxy', ...WORKLOAD }],
      initContainers: [{ name: 'fetch', ...WORKLOAD }],
    });
    expect(pod.volumes).toEqual([
      { name: 'tmp-volume', emptyDir: { sizeLimit: '1Gi' } },
      { name: 'var-cache-volume', emptyDir: { sizeLimit: '2Gi' } },
    ]);
    for (const container of [...pod.containers, ...pod.initContainers]) {
      expect(container.volumeMounts).toEqual([
        { name: 'tmp-volume', mountPath: '/tmp' },
        { name: 'var-cache-volume', mountPath: '/var/cache' },
      ]);
    }
  });

  test('without writable directories there is no volume', () => {
    const pod = podWith({ writable: {} });
    expect(pod).not.toHaveProperty('volumes');
    expect(pod.containers[0]).not.toHaveProperty('volumeMounts');
  });

  test('volumes that no container mounts are props', () => {
    const volume = Volume.fromEmptyDir(newChart(), 'shm', 'shm');
    expect(podWith({ volumes: [volume] }).volumes).toEqual([
      { name: 'tmp-volume', emptyDir: { sizeLimit: '64Mi' } },
      { name: 'shm', emptyDir: {} },
    ]);
  });

  test('user, groups and safe sysctls of the pod are props', () => {
    const podSecurityContext = {
      user: 7,
      group: 8,
      fsGroup: 9,
      fsGroupChangePolicy: FsGroupChangePolicy.ON_ROOT_MISMATCH,
      sysctls: [{ name: 'net.ipv4.tcp_syncookies', value: '1' }],
    };
    expect(podWith({ podSecurityContext }).securityContext).toEqual({
      runAsUser: 7,
      runAsGroup: 8,
      fsGroup: 9,
      fsGroupChangePolicy: 'OnRootMismatch',
      sysctls: podSecurityContext.sysctls,
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    });
  });

  test.each<[Partial<HardenedPodProps>, Rendered]>([
    [
      { hostAliases: [{ ip: '10.0.0.1', hostnames: ['git'] }] },
      { hostAliases: [{ ip: '10.0.0.1', hostnames: ['git'] }] },
    ],
    [{ terminationGracePeriod: Duration.minutes(2) }, { terminationGracePeriodSeconds: 120 }],
    [{ enableServiceLinks: true }, { enableServiceLinks: true }],
    [{ shareProcessNamespace: true }, { shareProcessNamespace: true }],
    [{ priorityClassName: 'inference' }, { priorityClassName: 'inference' }],
    [
      { dns: { policy: DnsPolicy.NONE, nameservers: ['10.0.0.1'], searches: ['a'], options: [{ name: 'ndots' }] } },
      { dnsPolicy: 'None', dnsConfig: { nameservers: ['10.0.0.1'], searches: ['a'], options: [{ name: 'ndots' }] } },
    ],
    [
      { dns: { hostname: 'a', subdomain: 'b', hostnameAsFQDN: true } },
      { hostname: 'a', subdomain: 'b', setHostnameAsFQDN: true },
    ],
  ])('%j is rendered', (props, fields) => {
    expect(podWith(props)).toMatchObject(fields);
  });

  test('the name of the main container is a prop', () => {
    expect(podWith({ containerName: 'model' }).containers[0]).toMatchObject({
      name: 'model',
      ports: [{ containerPort: 8000 }],
    });
  });
});

test('there is no workload to add to before its constructor has run', () => {
  const pod = HardenedPod._of(new Construct(newChart(), 'model-api'), WORKLOAD);
  expect(() => pod.workload).toThrow(
    new Error('the workload is not built yet; add containers after its constructor has run'),
  );
});
