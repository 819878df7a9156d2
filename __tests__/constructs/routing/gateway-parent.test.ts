import { gatewayParent } from '../../../lib/constructs/routing/gateway-parent';
import { INGRESS } from '../example-gateway';

test('names the gateway, its namespace and one listener, with what the API server would fill in', () => {
  expect(gatewayParent({ gatewayName: 'prod-gateway', namespace: INGRESS }, 'https')).toEqual({
    group: 'gateway.networking.k8s.io',
    kind: 'Gateway',
    name: 'prod-gateway',
    namespace: 'ml-ingress-gateway',
    sectionName: 'https',
  });
});
