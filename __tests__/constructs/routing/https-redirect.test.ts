import { App, Chart } from 'cdk8s';
import { ExternalGateway, Hostname, HttpsRedirect } from '../../../lib';
import { verdictOf } from '../crd-schema';
import { INGRESS } from '../example-gateway';
import { renderOne } from '../example-tenant';

const gateway = ExternalGateway.of({ name: 'prod-gateway', namespace: INGRESS, listeners: {} });
const PROPS = { gateway, hostname: Hostname.of('a.ml.example.com'), sectionName: 'http' };

test('answers plain HTTP with a permanent redirect to the same place over HTTPS (row F11)', () => {
  const redirect = renderOne(chart => new HttpsRedirect(chart, 'redirect', PROPS));
  expect(redirect).toEqual({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'a-ml-example-com-redirect', namespace: 'ml-ingress-gateway' },
    spec: {
      parentRefs: [
        {
          group: 'gateway.networking.k8s.io',
          kind: 'Gateway',
          name: 'prod-gateway',
          namespace: 'ml-ingress-gateway',
          sectionName: 'http',
        },
      ],
      hostnames: ['a.ml.example.com'],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/' } }],
          filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }],
        },
      ],
    },
  });
  expect(verdictOf(redirect)).toEqual({ violations: [], unwrittenDefaults: [] });
});

test('the name is a prop', () => {
  const redirect = renderOne(chart => new HttpsRedirect(chart, 'redirect', { ...PROPS, name: 'to-https' }));
  expect(redirect.metadata.name).toBe('to-https');
  expect(() => new HttpsRedirect(new Chart(new App(), 'test'), 'redirect', { ...PROPS, name: 'To' })).toThrow(
    new Error(
      'route name must be a DNS subdomain of at most 253 lower-case letters, digits, "-" and ".", such as "model.v1", got "To"',
    ),
  );
});
