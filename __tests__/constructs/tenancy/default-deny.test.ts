import { DefaultDeny } from '../../../lib';
import { render, TENANT_A } from '../example-tenant';

const [networkPolicy, ciliumPolicy] = render(chart => new DefaultDeny(chart, 'DefaultDeny', { namespace: TENANT_A }));

test('a NetworkPolicy selects every pod, and allows nothing in either direction', () => {
  expect(networkPolicy).toEqual({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'default-deny', namespace: 'tenant-a' },
    spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
  });
});

test('a Cilium policy says the same, and lets in the node, for probes', () => {
  expect(ciliumPolicy).toEqual({
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: { name: 'default-deny', namespace: 'tenant-a' },
    spec: { endpointSelector: {}, ingress: [{ fromEntities: ['host'] }], egress: [{}] },
  });
});

test('both are properties', () => {
  render(chart => {
    const { networkPolicy: first, ciliumPolicy: second } = new DefaultDeny(chart, 'DefaultDeny', {
      namespace: TENANT_A,
    });
    expect(first.toJson()).toEqual(networkPolicy);
    expect(second.toJson()).toEqual(ciliumPolicy);
  });
});
