import type { RowObject } from './row';

export const namespace = (name: string, labels: object = {}, annotations?: object): RowObject => ({
  kind: 'Namespace',
  namespace: '',
  name,
  fields: {
    metadata: {
      labels: {
        'pod-security.kubernetes.io/enforce': 'restricted',
        'pod-security.kubernetes.io/audit': 'restricted',
        'pod-security.kubernetes.io/warn': 'restricted',
        'pod-security.kubernetes.io/enforce-version': 'v1.36',
        ...labels,
      },
      ...(annotations ? { annotations } : {}),
    },
  },
});

export const podSpec = (spec: object) => ({ spec: { template: { spec } } });
export const toleration = (value: string) => [{ key: 'dedicated', operator: 'Equal', value, effect: 'NoSchedule' }];
export const classifier = (fields: object): RowObject => ({
  kind: 'Deployment',
  namespace: 'ml-production',
  name: 'ml-model-deployment',
  fields,
});
export const container = (fields: object) => podSpec({ containers: [expect.objectContaining(fields)] });
export const inference = (tenant: string, fields: object): RowObject => ({
  kind: 'Deployment',
  namespace: tenant,
  name: `${tenant}-ml-inference`,
  fields,
});
export const TENANTS = ['tenant-a', 'tenant-b'];
export const node = (name: string, fields: object): RowObject => ({ kind: 'Node', namespace: '', name, fields });
export const dnsRule = (...names: object[]) =>
  expect.objectContaining({
    toEndpoints: [{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'kube-system', 'k8s:k8s-app': 'kube-dns' } }],
    toPorts: [
      {
        ports: [
          { port: '53', protocol: 'UDP' },
          { port: '53', protocol: 'TCP' },
        ],
        rules: { dns: names },
      },
    ],
  });
export const fromGateway = (port: string) => ({
  ingress: [{ fromEntities: ['ingress'], toPorts: [{ ports: [{ port, protocol: 'TCP' }] }] }],
});
export const httpsListener = (hostname: string, owner: string) =>
  expect.objectContaining({
    hostname,
    port: 443,
    protocol: 'HTTPS',
    allowedRoutes: {
      kinds: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' }],
      namespaces: { from: 'Selector', selector: { matchLabels: { 'kubernetes.io/metadata.name': owner } } },
    },
  });
export const gateway = (fields: object): RowObject => ({
  kind: 'Gateway',
  namespace: 'ml-ingress-gateway',
  name: 'prod-gateway',
  fields,
});
export const project = (name: string, fields: object): RowObject => ({
  kind: 'AppProject',
  namespace: 'argocd',
  name,
  fields,
});
export const application = (name: string, fields: object): RowObject => ({
  kind: 'Application',
  namespace: 'argocd',
  name,
  fields,
});
export const REPOSITORY = 'https://gitlab.build.server/ml-security/production-models.git';
export const object = (kind: string, owner: string, name: string, fields?: object): RowObject => ({
  kind,
  namespace: owner,
  name,
  ...(fields && { fields }),
});
/** A container of a pod template, of any name, that has these fields. */
export const mlApi = (fields: object): RowObject => object('Deployment', 'ml-api', 'ml-api', container(fields));
