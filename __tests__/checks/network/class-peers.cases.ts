import type { CheckCases } from '../check-cases';
import { namespace, TEAM, workload } from '../class-yaml';

const policy = (place: string, app: string, rules: string, name = app, annotations = '') => `
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: ${name}, namespace: ${place}, annotations: { ${annotations} } }
spec: { endpointSelector: { matchLabels: { app: ${app} } }, ${rules} }
---
`;
const denied = (place: string) => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: default-deny, namespace: ${place} }
spec: { podSelector: {}, policyTypes: [Ingress, Egress] }
---
`;
const serving = (port: number) => `containers: [{ name: main, ports: [{ containerPort: ${port} }] }]`;
const peer = (place: string, app: string) =>
  `{ matchLabels: { "k8s:io.kubernetes.pod.namespace": ${place}, app: ${app} } }`;
const CLOSED =
  TEAM +
  namespace('minio', 'tenant: minio', 'fortress.cdk8s.io/serves: tenants') +
  namespace('monitoring') +
  namespace('shop', 'tenant: shop') +
  ['vision-training', 'vision-inference', 'vision-data', 'shop'].map(denied).join('');
const STORE = workload('minio', 'minio', serving(9000));
const TO_STORE = `egress: [{ toEndpoints: [${peer('minio', 'minio')}] }]`;
const RESNET = workload('resnet', 'vision-training', serving(29500), '', 'Job');
const BERT = workload('bert', 'vision-training', serving(29500), '', 'Job');
const own = (app: string) => `{ matchLabels: { app: ${app} } }`;
const AMONG_THEMSELVES = (app: string) =>
  policy(
    'vision-training',
    app,
    `ingress: [{ fromEndpoints: [${own(app)}] }], egress: [{ toEndpoints: [${own(app)}] }]`,
  );
const WHOLE_NAMESPACE = (app: string) =>
  policy('vision-training', app, 'ingress: [{ fromEndpoints: [{}] }], egress: [{ toEndpoints: [{}] }]');
const MODEL = workload('model', 'vision-inference', serving(8000));
const ETL = workload('etl', 'vision-data');
const on = (port: number) => `toPorts: [{ ports: [{ port: "${port}", protocol: TCP }] }]`;
const APPROVED = 'fortress.cdk8s.io/approved-egress: "data.example.com (vision): scenes"';
const TO_SOURCE = 'egress: [{ toFQDNs: [{ matchName: data.example.com }] }]';

export default {
  check: 'class-peers',
  passing: [
    {
      name: 'E30: two jobs of one team, each by itself and with the store',
      yaml:
        CLOSED +
        STORE +
        RESNET +
        BERT +
        AMONG_THEMSELVES('resnet') +
        AMONG_THEMSELVES('bert') +
        policy('vision-training', 'resnet', TO_STORE, 'store'),
    },
    {
      name: 'E31: a model behind the gateway, its store, and Prometheus',
      yaml:
        CLOSED +
        STORE +
        MODEL +
        workload('prometheus', 'monitoring') +
        policy(
          'vision-inference',
          'model',
          `ingress: [{ fromEntities: [ingress, host], ${on(8000)} }, { fromEndpoints: [${peer('monitoring', 'prometheus')}] }], ${TO_STORE}`,
        ),
    },
    {
      name: 'E32: approved sources, and training of the same tenant',
      yaml:
        CLOSED +
        ETL +
        RESNET +
        policy('vision-data', 'etl', TO_SOURCE, 'source', APPROVED) +
        policy('vision-data', 'etl', `egress: [{ toEndpoints: [${peer('vision-training', 'resnet')}] }]`) +
        policy('vision-training', 'resnet', `ingress: [{ fromEndpoints: [${peer('vision-data', 'etl')}] }]`),
    },
    {
      name: 'without classes anything goes',
      yaml: namespace('a') + workload('x', 'a') + workload('y', 'a', serving(80)),
    },
  ],
  failing: [
    {
      name: 'E30: two jobs of one team that reach each other',
      yaml: CLOSED + RESNET + BERT + WHOLE_NAMESPACE('resnet') + WHOLE_NAMESPACE('bert'),
      finds: [
        'Job vision-training/resnet spec.template.metadata: the training pod reaches vision-training/bert on 29500/TCP: CiliumNetworkPolicy vision-training/resnet spec.egress[0], CiliumNetworkPolicy vision-training/bert spec.ingress[0]',
        'Job vision-training/bert spec.template.metadata: the training pod reaches vision-training/resnet on 29500/TCP: CiliumNetworkPolicy vision-training/bert spec.egress[0], CiliumNetworkPolicy vision-training/resnet spec.ingress[0]',
      ],
    },
    {
      name: 'E30: training that reaches the internet, approved or not',
      yaml: CLOSED + RESNET + policy('vision-training', 'resnet', TO_SOURCE, 'source', APPROVED),
      finds: [
        'Job vision-training/resnet spec.template.metadata: the training pod reaches data.example.com on 0-65535/ANY: CiliumNetworkPolicy vision-training/source spec.egress[0]',
      ],
    },
    {
      name: 'E31: a model that its neighbours reach, and that reaches them',
      yaml:
        CLOSED +
        MODEL +
        workload('shop', 'shop', serving(80)) +
        policy(
          'vision-inference',
          'model',
          `ingress: [{ fromEndpoints: [${peer('shop', 'shop')}], ${on(8000)} }], egress: [{ toEndpoints: [${peer('shop', 'shop')}] }]`,
        ) +
        policy(
          'shop',
          'shop',
          `ingress: [{ fromEndpoints: [${peer('vision-inference', 'model')}] }], egress: [{ toEndpoints: [${peer('vision-inference', 'model')}] }]`,
        ),
      finds: [
        'Deployment vision-inference/model spec.template.metadata: the inference pod reaches shop/shop on 80/TCP: CiliumNetworkPolicy vision-inference/model spec.egress[0], CiliumNetworkPolicy shop/shop spec.ingress[0]',
        'Deployment vision-inference/model spec.template.metadata: shop/shop reaches the inference pod on 8000/TCP: CiliumNetworkPolicy shop/shop spec.egress[0], CiliumNetworkPolicy vision-inference/model spec.ingress[0]',
      ],
    },
    {
      name: 'E31: a model that strangers reach without the gateway',
      yaml:
        CLOSED + MODEL + policy('vision-inference', 'model', `ingress: [{ fromCIDR: [192.168.32.0/24], ${on(8000)} }]`),
      finds: [
        'Deployment vision-inference/model spec.template.metadata: 192.168.32.0/24 reaches the inference pod on 8000/TCP: CiliumNetworkPolicy vision-inference/model spec.ingress[0]',
      ],
    },
    {
      name: 'E32, E33: a source that nobody has approved, the API server, and a way in by the gateway',
      yaml:
        CLOSED +
        ETL +
        policy(
          'vision-data',
          'etl',
          `ingress: [{ fromEntities: [ingress], ${on(80)} }], egress: [{ toFQDNs: [{ matchName: data.example.com }], ${on(443)} }, { toEntities: [kube-apiserver], ${on(6443)} }]`,
        ),
      finds: [
        'Deployment vision-data/etl spec.template.metadata: the data pod reaches data.example.com on 443/TCP: CiliumNetworkPolicy vision-data/etl spec.egress[0]',
        'Deployment vision-data/etl spec.template.metadata: the data pod reaches kube-apiserver on 6443/TCP: CiliumNetworkPolicy vision-data/etl spec.egress[1]',
        'Deployment vision-data/etl spec.template.metadata: ingress reaches the data pod on 80/TCP: CiliumNetworkPolicy vision-data/etl spec.ingress[0]',
      ],
    },
    {
      name: 'E30: two jobs that policies cannot tell apart, since they carry the same labels',
      yaml: CLOSED + RESNET + RESNET.replace('name: resnet,', 'name: other,') + AMONG_THEMSELVES('resnet'),
      finds: [
        'Job vision-training/resnet spec.template.metadata: the training pod reaches vision-training/other on 29500/TCP: CiliumNetworkPolicy vision-training/resnet spec.egress[0], CiliumNetworkPolicy vision-training/resnet spec.ingress[0]',
        'Job vision-training/other spec.template.metadata: the training pod reaches vision-training/resnet on 29500/TCP: CiliumNetworkPolicy vision-training/resnet spec.egress[0], CiliumNetworkPolicy vision-training/resnet spec.ingress[0]',
      ],
    },
    {
      name: 'B17, E30: training in the network of its node, where no policy is for it',
      yaml: CLOSED + workload('nccl', 'vision-training', 'hostNetwork: true, containers: [{ name: main }]', '', 'Job'),
      finds: [
        ...['world', 'host', 'ingress', 'kube-apiserver', 'remote-node'].map(
          name =>
            `Job vision-training/nccl spec.template.metadata: the training pod reaches ${name} on 0-65535/ANY: no policy stops it`,
        ),
        'Job vision-training/nccl spec.template.metadata: there are 4 more such ways',
      ],
    },
    {
      name: 'E30: no policy at all',
      yaml: TEAM + RESNET,
      finds: [
        'Job vision-training/resnet spec.template.metadata: the training pod reaches world on 0-65535/ANY: no policy stops it',
        'Job vision-training/resnet spec.template.metadata: the training pod reaches host on 0-65535/ANY: no policy stops it',
        'Job vision-training/resnet spec.template.metadata: the training pod reaches ingress on 0-65535/ANY: no policy stops it',
        'Job vision-training/resnet spec.template.metadata: the training pod reaches kube-apiserver on 0-65535/ANY: no policy stops it',
        'Job vision-training/resnet spec.template.metadata: the training pod reaches remote-node on 0-65535/ANY: no policy stops it',
        'Job vision-training/resnet spec.template.metadata: there are 4 more such ways',
      ],
    },
  ],
} satisfies CheckCases;
