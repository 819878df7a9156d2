import { Probe } from 'cdk8s-plus-30';
import { AccessRule, HardenedDeployment, Hostname, Port, ServiceIdentity, WorkloadIdentity } from '../../../lib';
import { namespaceWith, newChart, objectsOf, rendered, SERVED } from './example-workload';

const RULES = [AccessRule.named({ resource: 'configmaps', names: ['config'] })];

function withIdentity(rules?: AccessRule[], more: object = {}, workloadIdentity?: WorkloadIdentity) {
  const chart = newChart();
  const identity = new ServiceIdentity(chart, 'api-sa', { namespace: SERVED.namespace, rules, workloadIdentity });
  return new HardenedDeployment(chart, 'model-api', { ...SERVED, identity, ...more });
}

describe('a pod with an identity', () => {
  test('runs as its account, which is rendered once', () => {
    const api = withIdentity(RULES);
    const { serviceAccountName, automountServiceAccountToken } = rendered(api, 'Deployment').spec.template.spec;
    expect({ serviceAccountName, automountServiceAccountToken }).toEqual({
      serviceAccountName: 'api-sa',
      automountServiceAccountToken: true,
    });
    const accounts = objectsOf(api).filter(({ kind }) => kind === 'ServiceAccount');
    expect(accounts.map(({ metadata }) => metadata.name)).toEqual(['api-sa']);
  });

  test('mounts no token where the identity has no rights, or where it is told not to (seed row J02)', () => {
    for (const api of [withIdentity(), withIdentity(RULES, { automountServiceAccountToken: false })]) {
      expect(rendered(api, 'Deployment').spec.template.spec.automountServiceAccountToken).toBe(false);
    }
  });

  test('mounts a short-lived token for another server, in its main container only (seed row I10)', () => {
    const sidecars = [{ ...SERVED, name: 'proxy', native: false, port: Port.tcp(8001), startup: undefined }];
    const { spec } = rendered(withIdentity([], { sidecars }, WorkloadIdentity.token('costs')), 'Deployment').spec
      .template;
    const sources = [{ serviceAccountToken: { audience: 'costs', expirationSeconds: 3600, path: 'token' } }];
    expect(spec.volumes).toContainEqual({ name: 'identity-token', projected: { sources } });
    expect(spec.automountServiceAccountToken).toBe(false);
    const mount = { name: 'identity-token', mountPath: '/var/run/secrets/identity', readOnly: true };
    expect(spec.containers[0].volumeMounts).toContainEqual(mount);
    expect(spec.containers[1].volumeMounts).not.toContainEqual(mount);
    expect(rendered(withIdentity([], {}, WorkloadIdentity.token('costs')), 'ServiceAccount').metadata.annotations).toBe(
      undefined,
    );
  });

  test('names no other account, and is in the namespace of its own', () => {
    expect(() => withIdentity(RULES, { serviceAccountName: 'other' })).toThrow(
      /^serviceAccountName must be left to identity, got "other"$/,
    );
    expect(() => withIdentity(RULES, { namespace: namespaceWith({ name: 'tenant-b' }) })).toThrow(
      /^namespace of the identity must be "tenant-b", got "tenant-a"$/,
    );
  });
});

describe('probeHost', () => {
  const probesOf = (more: object) => {
    const [main, sidecar] = rendered(withIdentity(undefined, more), 'Deployment').spec.template.spec.containers;
    return { main, sidecar };
  };

  test('is the Host header of HTTP probes of the main container, and no host to connect to (seed row D31)', () => {
    const { main, sidecar } = probesOf({
      probeHost: Hostname.of('api.example.com'),
      liveness: Probe.fromTcpSocket(),
      startup: Probe.fromHttpGet('/livez'),
      sidecars: [{ ...SERVED, name: 'proxy', native: false, port: Port.tcp(8001), startup: undefined }],
    });
    const headers = [{ name: 'Host', value: 'api.example.com' }];
    expect(main.readinessProbe.httpGet).toMatchObject({ path: '/readyz', httpHeaders: headers });
    expect(main.startupProbe.httpGet).toMatchObject({ path: '/livez', httpHeaders: headers });
    expect(main.readinessProbe.httpGet.host).toBeUndefined();
    expect(main.livenessProbe.httpGet).toBeUndefined();
    expect(sidecar.livenessProbe.httpGet.httpHeaders).toBeUndefined();
  });

  test('without it probes ask for the address of the pod', () => {
    expect(probesOf({}).main.readinessProbe.httpGet.httpHeaders).toBeUndefined();
  });
});

test('the autoscaler has the name that it is given', () => {
  const api = withIdentity(undefined, { autoscaling: { name: 'model-api-hpa', maxReplicas: 3 } });
  expect(rendered(api, 'HorizontalPodAutoscaler', 'model-api-hpa').spec.scaleTargetRef.name).toBe('model-api');
});
