import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { type ClusterServiceProps, clusterService } from '../../../lib/constructs/workload/cluster-service';
import { HardenedPod } from '../../../lib/constructs/workload/hardened-pod';
import { Port } from '../../../lib/values/port';
import { newChart, type Rendered, TENANT_LABELS, WORKLOAD } from './example-workload';

function service(props: Partial<ClusterServiceProps> = {}): Rendered {
  const scope = new Construct(newChart(), 'model-api');
  const pod = HardenedPod._of(scope, { ...WORKLOAD, app: 'api' });
  return clusterService(scope, pod, { name: 'front', port: Port.tcp(8000), servicePort: 80, ...props }).toJson();
}

test('a Service selects the pods by their app label, and has the tenant labels', () => {
  expect(service()).toEqual({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'front', namespace: 'tenant-a', labels: { app: 'api', ...TENANT_LABELS } },
    spec: {
      type: 'ClusterIP',
      selector: { app: 'api' },
      ports: [{ name: 'http', port: 80, targetPort: 8000, protocol: 'TCP' }],
    },
  });
});

test('a headless Service has no address, and so no type', () => {
  const { spec } = service({ headless: true });
  expect(spec.clusterIP).toBe('None');
  expect(spec).not.toHaveProperty('type');
});

test('a named port is the target by its name, whatever its number', () => {
  expect(service({ port: Port.tcp(9000).named('s3') }).spec.ports).toEqual([
    { name: 's3', port: 80, targetPort: 's3', protocol: 'TCP' },
  ]);
});

test.each([
  [Port.tcp(8000), 'http'],
  [Port.udp(53), 'udp'],
  [Port.sctp(9), 'sctp'],
])('an unnamed port %s is called %s', (port, name) => {
  expect(service({ port }).spec.ports[0]).toMatchObject({ name, protocol: port.protocol, targetPort: port.number });
});

test.each([1, 65535])('the port %i is fine', servicePort => {
  expect(service({ servicePort }).spec.ports[0].port).toBe(servicePort);
});

test.each([0, 65536, 80.5])('the port %j is refused', servicePort => {
  expect(() => service({ servicePort })).toThrow(
    new Error(`servicePort must be a whole number from 1 to 65535, got ${servicePort}`),
  );
});

test('a name that DNS refuses is refused', () => {
  expect(() => service({ name: 'model.api' })).toThrow(
    new Error(
      'serviceName must be a DNS label of at most 63 lower-case letters, digits and "-", such as "tenant-a", got "model.api"',
    ),
  );
});

test('it is a plain object, so that patches of any version survive', () => {
  const scope = new Construct(newChart(), 'model-api');
  const pod = HardenedPod._of(scope, WORKLOAD);
  const object = clusterService(scope, pod, { name: 'front', port: Port.tcp(8000), servicePort: 80 });
  expect(ApiObject.isApiObject(object)).toBe(true);
  expect(object.node.path).toBe('test/model-api/Service');
});
