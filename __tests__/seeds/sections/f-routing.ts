import { fromGateway, gateway, httpsListener, object, TENANTS } from '../objects';
import type { SeedRow } from '../row';

export const SECTION_F: readonly SeedRow[] = [
  {
    id: 'F01',
    asks: 'the gateway',
    objects: [
      gateway({
        metadata: {
          labels: {
            'app.kubernetes.io/component': 'ingress',
            'app.kubernetes.io/managed-by': 'cilium',
            'network/type': 'external',
          },
        },
        spec: { gatewayClassName: 'cilium' },
      }),
    ],
  },
  {
    id: 'F02',
    asks: 'its address',
    objects: [gateway({ spec: { addresses: [{ type: 'IPAddress', value: '192.168.32.201' }] } })],
    documents: [{ file: 'docs/decisions.md', text: 'F02' }],
  },
  {
    id: 'F03',
    asks: 'who may attach routes',
    objects: [
      gateway({
        spec: {
          listeners: expect.arrayContaining([
            expect.objectContaining({
              name: 'http',
              port: 80,
              protocol: 'HTTP',
              allowedRoutes: expect.objectContaining({ namespaces: { from: 'Same' } }),
            }),
            httpsListener('tenant-a.local', 'tenant-a'),
          ]),
        },
      }),
    ],
    checks: ['route-attaches'],
  },
  {
    id: 'F04',
    asks: 'route to Hubble',
    objects: [
      {
        kind: 'HTTPRoute',
        namespace: 'ml-ingress-gateway',
        name: 'hubble-ui-route',
        fields: {
          spec: {
            hostnames: ['hubble.local'],
            rules: [
              {
                backendRefs: [expect.objectContaining({ name: 'hubble-ui', namespace: 'kube-system', port: 80 })],
                matches: [{ path: { type: 'PathPrefix', value: '/' } }],
              },
            ],
          },
        },
      },
      { kind: 'CiliumClusterwideNetworkPolicy', namespace: '', name: 'gateway-from-lan' },
    ],
  },
  ...(
    [
      ['F05', 'grant for Hubble', 'kube-system', 'allow-ingress-to-hubble', 'hubble-ui'],
      ['F07', 'grant for Argo CD', 'argocd', 'allow-ingress-to-argocd', 'argocd-server'],
    ] as const
  ).map(([id, asks, owner, name, service]) => ({
    id,
    asks,
    objects: [
      {
        kind: 'ReferenceGrant',
        namespace: owner,
        name,
        fields: {
          apiVersion: 'gateway.networking.k8s.io/v1',
          spec: {
            from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'ml-ingress-gateway' }],
            to: [{ group: '', kind: 'Service', name: service }],
          },
        },
      },
    ],
    checks: ['grant-without-name'],
  })),
  {
    id: 'F06',
    asks: 'route to Argo CD',
    objects: [
      {
        kind: 'HTTPRoute',
        namespace: 'ml-ingress-gateway',
        name: 'argocd-ui-route',
        fields: {
          spec: {
            hostnames: ['argocd.local'],
            rules: [
              expect.objectContaining({
                backendRefs: [expect.objectContaining({ name: 'argocd-server', namespace: 'argocd', port: 80 })],
              }),
            ],
          },
        },
      },
      gateway({ spec: { listeners: expect.arrayContaining([httpsListener('argocd.local', 'ml-ingress-gateway')]) } }),
    ],
  },
  {
    id: 'F08',
    asks: 'Argo CD without TLS',
    objects: [
      {
        kind: 'ConfigMap',
        namespace: 'argocd',
        name: 'argocd-cmd-params-cm',
        fields: { data: { 'server.insecure': 'true' } },
      },
      gateway({ spec: { listeners: expect.arrayContaining([httpsListener('argocd.local', 'ml-ingress-gateway')]) } }),
    ],
    checks: ['plain-http-listener'],
  },
  {
    id: 'F09',
    asks: 'a gateway looked for in the wrong namespace',
    artifacts: [
      { file: 'artifacts/prod/runbook.md', lines: ['kubectl get gateway prod-gateway --namespace ml-ingress-gateway'] },
    ],
    documents: [{ file: 'docs/decisions.md', text: 'kubectl get gateway -n ml-ingress-gateway' }],
  },
  {
    id: 'F10',
    asks: 'route to the model',
    objects: [
      {
        kind: 'HTTPRoute',
        namespace: 'ml-production',
        name: 'classifier',
        fields: { spec: { hostnames: ['classifier.local'] } },
      },
    ],
  },
  {
    id: 'F11',
    asks: 'TLS, and no plain HTTP',
    objects: [
      ...['argocd', 'hubble', 'classifier', ...TENANTS].flatMap(host => [
        {
          kind: 'ExternalSecret',
          namespace: 'ml-ingress-gateway',
          name: `${host}-local-tls`,
          fields: { spec: { target: { template: { type: 'kubernetes.io/tls' } } } },
        },
        {
          kind: 'HTTPRoute',
          namespace: 'ml-ingress-gateway',
          name: `${host}-local-redirect`,
          fields: {
            spec: {
              rules: [
                expect.objectContaining({
                  filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }],
                }),
              ],
            },
          },
        },
      ]),
    ],
    checks: ['plain-http-listener'],
  },
  {
    id: 'F12',
    asks: 'OIDC on each request',
    checks: ['route-authentication'],
    objects: [
      object('HTTPRoute', 'ml-production', 'classifier', {
        metadata: {
          annotations: {
            'fortress.cdk8s.io/authentication': expect.stringMatching(/^token issuer=.* audience=classifier\.local$/),
          },
        },
      }),
    ],
    documents: [{ file: 'docs/decisions.md', text: '| F12 |' }],
  },
  {
    id: 'F13',
    asks: 'rate limits',
    checks: ['route-rate-limit'],
    objects: [
      object('HTTPRoute', 'ml-production', 'classifier', {
        metadata: { annotations: { 'fortress.cdk8s.io/rate-limit': expect.stringMatching(/^\d+\/[sm]$/) } },
      }),
    ],
    documents: [{ file: 'docs/decisions.md', text: '| F13 |' }],
  },
  {
    id: 'F14',
    asks: 'a port that is forwarded to everybody',
    artifacts: [{ file: 'artifacts/prod/runbook.md', lines: ['forwards a port to all addresses'] }],
  },
  {
    id: 'F15',
    asks: 'an Ingress',
    objects: [
      object('HTTPRoute', 'ml-api', 'ml-api', {
        spec: {
          rules: [
            expect.objectContaining({ backendRefs: [expect.objectContaining({ name: 'ml-api-service', port: 80 })] }),
          ],
        },
      }),
    ],
    absent: [object('Ingress', 'ml-api', 'ml-api')],
  },
  {
    id: 'F16',
    asks: 'the host of the ML API',
    objects: [
      object('HTTPRoute', 'ml-api', 'ml-api', { spec: { hostnames: ['ml-api.local'] } }),
      gateway({ spec: { listeners: expect.arrayContaining([httpsListener('ml-api.local', 'ml-api')]) } }),
    ],
  },
  {
    id: 'F17',
    asks: 'NGINX with cert-manager',
    objects: [
      gateway({ spec: { gatewayClassName: 'cilium' } }),
      object('ExternalSecret', 'ml-ingress-gateway', 'tenant-a-local-tls'),
    ],
    outside:
      'NGINX and Traefik, for the gateway is Cilium; its certificates come from the secret store, which an air gap can fill',
  },
  {
    id: 'F18',
    asks: 'inference from the gateway only',
    objects: TENANTS.map(tenant => ({
      kind: 'CiliumNetworkPolicy',
      namespace: tenant,
      name: `${tenant}-ml-inference-from-gateway`,
      fields: { spec: fromGateway('8000') },
    })),
  },
  {
    id: 'F19',
    asks: 'host names that belong to somebody',
    objects: [
      gateway({
        spec: { listeners: expect.arrayContaining(TENANTS.map(tenant => httpsListener(`${tenant}.local`, tenant))) },
      }),
    ],
    checks: ['hostname-ownership', 'hostless-route'],
    tests: ['__tests__/constructs/routing/shared-gateway.test.ts'],
  },
];
