import { join } from 'node:path';
import { expectIsolated, expectOnlyPeers, expectReaches } from '../../lib/testing/fortress-matchers';
import { ROOT } from '../source-files';

const PROD = join(ROOT, 'dist/prod');
const INFERENCE = 'tenant-a/tenant-a-ml-inference';

describe('the reference platform', () => {
  test('seed rows E27 and E28: tenants are isolated', () => {
    expectIsolated(PROD, 'tenant-a', 'tenant-b');
  });

  test('seed row E31: inference takes from the gateway, and reaches the model store', () => {
    expectReaches(PROD, INFERENCE, 'minio/minio', '9000/TCP');
    expectOnlyPeers(PROD, INFERENCE, {
      from: ['gateways', 'ml-monitoring/prometheus-prometheus'],
      to: ['minio/minio'],
    });
  });

  test('seed row E17: the classifier takes from the gateway alone', () => {
    expectOnlyPeers(PROD, 'ml-production/ml-model-deployment', { from: ['gateways'], to: [] });
  });
});

test('what is not isolated is told with the rule that opens it', () => {
  const open = `
apiVersion: v1
kind: Pod
metadata: { name: x, namespace: a }
spec: { containers: [{ name: c, ports: [{ containerPort: 80 }] }] }
---
apiVersion: v1
kind: Pod
metadata: { name: client, namespace: b }
spec: { containers: [{ name: c }] }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web, namespace: a }
spec: { podSelector: {}, ingress: [{ from: [{ namespaceSelector: {} }] }] }
`;
  expect(() => expectIsolated(open, 'a', 'b')).toThrow(
    'a and b are not isolated: b/client reaches a/x on 80/TCP\n  ingress allow: NetworkPolicy a/web spec.ingress[0]',
  );
  expect(() => expectOnlyPeers(open, 'a/x', { from: ['b/z'] })).toThrow(
    'a/x has other peers\n  from b/z: expected, and stopped\n  from b/client: not expected, and allowed',
  );
});

test('what is not reached is told with what stops it', () => {
  expect(() => expectReaches(PROD, 'tenant-a', 'tenant-b', '8000')).toThrow(
    /tenant-a does not reach tenant-b on 8000\n {2}egress default-deny: NetworkPolicy tenant-a\/default-deny spec.podSelector/,
  );
});

test('nothing is ever true of a workload that is not there', () => {
  expect(() => expectIsolated(PROD, 'tenant-a', 'tenant-z')).toThrow(
    '"tenant-z" has no workload; did you mean tenant-a or tenant-b?',
  );
  expect(() => expectIsolated(PROD, 'tenant-a', 'accounting')).toThrow(
    /^"accounting" has no workload; there are \S+, \S+, \S+ and \d+ more$/,
  );
  expect(() => expectReaches(PROD, INFERENCE, 'minio/minio', '9001/TCP')).toThrow(
    'minio/minio declares 9000/TCP; expected 9001/TCP',
  );
});
