import { GLOBAL_ALLOW_GITLAB_VM } from './network/policy-yaml';
import { SEED_SITE } from './scheduling/seed-site';

/** Something wrong that a seed says. */
export interface Trap {
  /** Id of the row, and what is wrong. */
  readonly row: string;
  /** The objects, as the seed has them. */
  readonly yaml: string;
  /** The site file; none by default. */
  readonly site?: string;
  /** `check: Kind namespace/name` of findings that there have to be, beside others. */
  readonly caught: readonly string[];
}

function object(apiVersion: string, kind: string, name: string, namespace: string, rest: string): string {
  const metadata = namespace === '' ? `{ name: ${name} }` : `{ name: ${name}, namespace: ${namespace} }`;
  return `---\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: ${metadata}\n${rest}\n`;
}

function namespace(name: string, labels: string): string {
  return `---\napiVersion: v1\nkind: Namespace\nmetadata: { name: ${name}, labels: { ${labels} } }\n`;
}

function workload(kind: string, name: string, ns: string, pod: string, spec = ''): string {
  return object(
    'apps/v1',
    kind,
    name,
    ns,
    `spec: { selector: { matchLabels: { app: ${name} } }, ${spec} template: { metadata: { labels: { app: ${name} } }, spec: { ${pod} } } }`,
  );
}

const deployment = (name: string, ns: string, pod: string, spec = '') => workload('Deployment', name, ns, pod, spec);
const service = (name: string, ns: string, spec: string) => object('v1', 'Service', name, ns, `spec: { ${spec} }`);
const ciliumPolicy = (name: string, ns: string, spec: string) =>
  object(
    'cilium.io/v2',
    ns === '' ? 'CiliumClusterwideNetworkPolicy' : 'CiliumNetworkPolicy',
    name,
    ns,
    `spec: { ${spec} }`,
  );

const RESTRICTED = 'pod-security.kubernetes.io/enforce: restricted';
const BASELINE = 'pod-security.kubernetes.io/enforce: baseline, pod-security.kubernetes.io/warn: baseline';
const DNS_LABELS = 'k8s:io.kubernetes.pod.namespace: kube-system, k8s-app: kube-dns';
const DNS = `{ toEndpoints: [{ matchLabels: { ${DNS_LABELS} } }], toPorts: [{ ports: [{ port: "53", protocol: UDP }, { port: "53", protocol: TCP }], rules: { dns: [{ matchPattern: "*" }] } }] }`;
const FQDN =
  '{ toFQDNs: [{ matchName: gitlab.build.server }], toPorts: [{ ports: [{ port: "443", protocol: TCP }] }] }';

/** Rows D04, D06: the production model. */
const CLASSIFIER = deployment(
  'ml-model-deployment',
  'ml-production',
  'containers: [{ name: model, image: "gitlab.build.server:5050/your-user/mlsecops-production-pipeline:latest", ports: [{ containerPort: 8000 }] }]',
  'replicas: 1,',
);
const ML_PRODUCTION = namespace('ml-production', `tier: ml-secure, ${RESTRICTED}`);

/** Rows C01, C02. */
const ML_BOUNDS =
  object(
    'v1',
    'ResourceQuota',
    'ml-namespace-quota',
    'ml-production',
    'spec: { hard: { requests.cpu: "4", requests.memory: 8Gi, limits.cpu: "6", limits.memory: 12Gi, pods: "10" } }',
  ) +
  object(
    'v1',
    'LimitRange',
    'ml-container-limits',
    'ml-production',
    'spec: { limits: [{ type: Container, default: { cpu: 1000m, memory: 6Gi }, defaultRequest: { cpu: 500m, memory: 4Gi }, max: { cpu: 2000m, memory: 8Gi }, min: { cpu: 100m, memory: 128Mi } }] }',
  );

/** Rows D11 to D18: the API of the MLOps guide. */
const ML_API =
  deployment(
    'ml-api',
    'ml-production',
    'containers: [{ name: ml-api, image: "registry.example.com/ml-api:latest", ports: [{ containerPort: 8000 }], env: [{ name: DATABASE_URL, valueFrom: { secretKeyRef: { name: ml-secrets, key: database_url } } }], resources: { requests: { cpu: 250m, memory: 512Mi }, limits: { cpu: 500m, memory: 1Gi } }, livenessProbe: { httpGet: { path: /health, port: 8000 }, initialDelaySeconds: 30 }, readinessProbe: { httpGet: { path: /health, port: 8000 }, initialDelaySeconds: 5 } }]',
    'replicas: 3,',
  ) +
  object(
    'autoscaling/v2',
    'HorizontalPodAutoscaler',
    'ml-api-hpa',
    'ml-production',
    'spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: ml-api }, minReplicas: 3, maxReplicas: 10, metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 80 } } }] }',
  );

/** Row E06: the cluster-wide policy, with one rule. */
const globalAllow = (rule: string) => ciliumPolicy('global-allow-gitlab-vm', '', `endpointSelector: {}, ${rule}`);

const GATEWAY = object(
  'gateway.networking.k8s.io/v1',
  'Gateway',
  'prod-gateway',
  'ml-ingress-gateway',
  'spec: { gatewayClassName: cilium, listeners: [{ name: http, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: Same } } }] }',
);
const route = (name: string, ns: string, backend: string) =>
  object(
    'gateway.networking.k8s.io/v1',
    'HTTPRoute',
    name,
    ns,
    `spec: { parentRefs: [{ name: prod-gateway, namespace: ml-ingress-gateway, sectionName: http }], hostnames: [${name}.local], rules: [{ backendRefs: [{ ${backend}, port: 80 }] }] }`,
  );
const grant = (name: string, ns: string) =>
  object(
    'gateway.networking.k8s.io/v1beta1',
    'ReferenceGrant',
    name,
    ns,
    'spec: { from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: ml-ingress-gateway }], to: [{ group: "", kind: Service }] }',
  );

const ML_PROJECT = object(
  'argoproj.io/v1alpha1',
  'AppProject',
  'ml-production-project',
  'argocd',
  'spec: { sourceRepos: ["https://gitlab.build.server/ml-security/production-models.git"], destinations: [{ namespace: ml-production, server: "https://kubernetes.default.svc" }], namespaceResourceWhitelist: [{ group: apps, kind: Deployment }, { group: "", kind: Service }, { group: "", kind: ConfigMap }, { group: networking.k8s.io, kind: NetworkPolicy }] }',
);
const mlModel = (project: string, syncPolicy = '{ automated: {} }') =>
  object(
    'argoproj.io/v1alpha1',
    'Application',
    'ml-model',
    'argocd',
    `spec: { project: ${project}, source: { repoURL: "http://gitlab.build.server/your-user/mlsecops-production-pipeline.git", path: k8s }, destination: { namespace: ml-production, server: "https://kubernetes.default.svc" }, syncPolicy: ${syncPolicy} }`,
  );

export const TRAPS: readonly Trap[] = [
  {
    row: 'A05: the nodes of a pool have a label, and no taint',
    yaml: deployment('build', 'ml-build', 'nodeSelector: { workload: build-jobs }'),
    site: SEED_SITE,
    caught: ['untainted-pool: Deployment ml-build/build'],
  },
  {
    row: 'A10: a label of the namespace is to place pods',
    yaml: ML_PRODUCTION + CLASSIFIER,
    site: SEED_SITE,
    caught: [
      'pool-annotation: Namespace ml-production',
      'pinned-to-pool: Deployment ml-production/ml-model-deployment',
    ],
  },
  {
    row: 'A11: the plugin is on, and no annotation is there',
    yaml:
      namespace('ml-production', RESTRICTED) +
      deployment(
        'model',
        'ml-production',
        'nodeSelector: { tier: ml-secure }, tolerations: [{ key: dedicated, operator: Equal, value: ml-production, effect: NoSchedule }]',
      ),
    site: SEED_SITE,
    caught: ['pool-annotation: Namespace ml-production'],
  },
  {
    row: 'B06: a namespace that is never declared',
    yaml: GATEWAY,
    caught: ['dangling-reference: Gateway ml-ingress-gateway/prod-gateway'],
  },
  {
    row: 'B07: Argo CD is privileged, to manage the cluster',
    yaml: namespace('argocd', 'pod-security.kubernetes.io/enforce: privileged'),
    caught: ['namespace-level: Namespace argocd'],
  },
  {
    row: 'B09, N01: node-exporter under baseline',
    yaml:
      namespace('ml-monitoring', BASELINE) +
      workload(
        'DaemonSet',
        'node-exporter',
        'ml-monitoring',
        'hostNetwork: true, hostPID: true, containers: [{ name: exporter, image: node-exporter }], volumes: [{ name: root, hostPath: { path: / } }]',
      ),
    caught: [
      'host-namespaces: DaemonSet ml-monitoring/node-exporter',
      'host-path-volumes: DaemonSet ml-monitoring/node-exporter',
      'namespace-level: Namespace ml-monitoring',
    ],
  },
  {
    row: 'B10: Hubble is looked for in ml-security',
    yaml: namespace('ml-security', RESTRICTED) + route('hubble', 'ml-security', 'name: hubble-ui'),
    caught: ['dangling-reference: HTTPRoute ml-security/hubble'],
  },
  {
    row: 'B17, N01: training with host IPC and host networking under baseline',
    yaml:
      namespace('training', BASELINE) +
      object(
        'batch/v1',
        'Job',
        'train',
        'training',
        'spec: { template: { spec: { hostIPC: true, hostNetwork: true, containers: [{ name: train, image: trainer }] } } }',
      ),
    caught: ['host-namespaces: Job training/train'],
  },
  {
    row: 'B19: an account in default',
    yaml: object('v1', 'ServiceAccount', 'ml-api-sa', 'default', ''),
    caught: ['default-namespace: ServiceAccount default/ml-api-sa'],
  },
  {
    row: 'B20: Argo CD makes the namespace, without Pod Security labels',
    yaml: mlModel('ml-production-project', '{ syncOptions: [CreateNamespace=true] }'),
    caught: ['create-namespace: Application argocd/ml-model'],
  },
  {
    row: 'C05, C07: 8Gi of requests on a node of 8 GB',
    yaml:
      ML_PRODUCTION.replace(
        'labels:',
        'annotations: { scheduler.alpha.kubernetes.io/node-selector: tier=ml-secure }, labels:',
      ) + ML_BOUNDS,
    site: SEED_SITE.replaceAll('cpu: "4"', 'cpu: 3800m, memory: 7Gi'),
    caught: ['quota-capacity: ResourceQuota ml-production/ml-namespace-quota'],
  },
  {
    row: 'C06, C10: with the defaults of 4Gi and 6Gi, three pods do not fit',
    yaml: ML_PRODUCTION + ML_BOUNDS + CLASSIFIER.replace('replicas: 1', 'replicas: 3'),
    caught: ['resource-quota: ResourceQuota ml-production/ml-namespace-quota'],
  },
  {
    row: 'C09: Guaranteed is said, and nothing is requested',
    yaml: ML_PRODUCTION + ML_BOUNDS + CLASSIFIER,
    caught: ['resources-set: Deployment ml-production/ml-model-deployment'],
  },
  {
    row: 'C12: a quota of GPUs without the prefix "requests."',
    yaml: object('v1', 'ResourceQuota', 'gpus', 'training', 'spec: { hard: { nvidia.com/gpu: "4" } }'),
    caught: ['quota-key: ResourceQuota training/gpus'],
  },
  {
    row: 'C15: ten pods and a surge of 25 % in a quota for ten',
    yaml: ML_PRODUCTION + ML_BOUNDS + ML_API,
    caught: ['resource-quota: ResourceQuota ml-production/ml-namespace-quota'],
  },
  {
    row: 'D04, N12: the model as the seed deploys it',
    yaml: ML_PRODUCTION + CLASSIFIER,
    site: 'apiVersion: fortress.cdk8s.io/v1\nkind: Site\nspec: { registries: ["gitlab.build.server:5050"] }\n',
    caught: [
      'allow-privilege-escalation',
      'capabilities-restricted',
      'run-as-non-root',
      'seccomp-profile-restricted',
      'dedicated-service-account',
      'probes',
      'read-only-root-filesystem',
      'resources-set',
      'image-digest',
      'image-pull-secret',
      'placeholder',
    ].map(check => `${check}: Deployment ml-production/ml-model-deployment`),
  },
  {
    row: 'D06: an image that runs as root',
    yaml: ML_PRODUCTION + CLASSIFIER,
    caught: ['explicit-user: Deployment ml-production/ml-model-deployment'],
  },
  {
    row: 'D11, N13: a placeholder in an image',
    yaml: deployment(
      'ml-api',
      'a',
      'containers: [{ name: ml-api, image: "<your-ecr-repo>/ml-training-deployment:latest" }]',
    ),
    caught: ['placeholder: Deployment a/ml-api', 'image-digest: Deployment a/ml-api'],
  },
  {
    row: 'D13: a Secret that nobody renders',
    yaml: ML_API,
    caught: ['dangling-reference: Deployment ml-production/ml-api'],
  },
  { row: 'D14: one endpoint for both probes', yaml: ML_API, caught: ['probes: Deployment ml-production/ml-api'] },
  {
    row: 'D15, N04: a LoadBalancer beside the gateway',
    yaml: service(
      'ml-api-service',
      'a',
      'type: LoadBalancer, selector: { app: ml-api }, ports: [{ port: 80, targetPort: 8000 }]',
    ),
    caught: ['service-exposure: Service a/ml-api-service'],
  },
  {
    row: 'D17: a Secret with its data',
    yaml: object(
      'v1',
      'Secret',
      'ml-secrets',
      'a',
      'stringData: { database_url: "postgresql://user:password@host:5432/db" }',
    ),
    caught: ['secret-data: Secret a/ml-secrets'],
  },
  {
    row: 'D26: MinIO on a NodePort',
    yaml: service('minio', 'minio', 'type: NodePort, selector: { app: minio }, ports: [{ port: 9000 }]'),
    caught: ['service-exposure: Service minio/minio'],
  },
  {
    row: 'E08, N02: every pod accepts the whole cluster',
    yaml: globalAllow('ingress: [{ fromEntities: [cluster, host] }]'),
    caught: ['cluster-wide-allow: CiliumClusterwideNetworkPolicy global-allow-gitlab-vm'],
  },
  {
    row: 'E10: egress to the world shadows a name',
    yaml: globalAllow(
      `egress: [${DNS}, ${FQDN}, { toEntities: [world], toPorts: [{ ports: [{ port: "443", protocol: TCP }] }] }]`,
    ),
    caught: ['fqdn-shadowed', 'internet-egress'].map(
      check => `${check}: CiliumClusterwideNetworkPolicy global-allow-gitlab-vm`,
    ),
  },
  {
    row: 'E06, E12: the whole policy, with egress to everybody and a rule that is there twice',
    yaml: `${deployment('model', 'a', '')}---${GLOBAL_ALLOW_GITLAB_VM}`,
    site: 'apiVersion: fortress.cdk8s.io/v1\nkind: Site\nspec: { serviceCIDRs: [10.43.0.0/16] }\n',
    caught: ['cluster-wide-allow', 'shadowed-rule', 'fqdn-shadowed', 'internet-egress', 'cidr-for-pods'].map(
      check => `${check}: CiliumClusterwideNetworkPolicy global-allow-gitlab-vm`,
    ),
  },
  {
    row: 'E13: the address of the cluster DNS in place of its pods',
    yaml: globalAllow('egress: [{ toCIDR: [10.43.0.10/32], toPorts: [{ ports: [{ port: "53", protocol: ANY }] }] }]'),
    site: 'apiVersion: fortress.cdk8s.io/v1\nkind: Site\nspec: { serviceCIDRs: [10.43.0.0/16] }\n',
    caught: ['cidr-for-pods: CiliumClusterwideNetworkPolicy global-allow-gitlab-vm'],
  },
  {
    row: 'E14: a name without a DNS rule',
    yaml: globalAllow(`egress: [${FQDN}]`),
    caught: ['fqdn-without-dns: CiliumClusterwideNetworkPolicy global-allow-gitlab-vm'],
  },
  {
    row: 'E15: the agent may ask DNS over UDP only, and reach the world',
    yaml: ciliumPolicy(
      'allow-agent-dns',
      'gitlab-agent',
      `endpointSelector: { matchLabels: { app: agent } }, egress: [{ toEndpoints: [{ matchLabels: { ${DNS_LABELS} } }], toPorts: [{ ports: [{ port: "53", protocol: UDP }], rules: { dns: [{ matchPattern: "*" }] } }] }, { toEntities: [world], toPorts: [{ ports: [{ port: "443", protocol: TCP }] }] }]`,
    ),
    caught: ['dns-over-tcp', 'internet-egress'].map(
      check => `${check}: CiliumNetworkPolicy gitlab-agent/allow-agent-dns`,
    ),
  },
  {
    row: 'E18: HTTP rules on the port of TLS',
    yaml: ciliumPolicy(
      'hugging-face',
      'a',
      `endpointSelector: {}, egress: [${DNS}, { toFQDNs: [{ matchName: api.huggingface.co }], toPorts: [{ ports: [{ port: "443", protocol: TCP }], rules: { http: [{ method: GET }] } }] }]`,
    ),
    caught: ['http-on-tls-port: CiliumNetworkPolicy a/hugging-face'],
  },
  {
    row: 'E24: namespaces selected by a label that nobody sets, and no DNS',
    yaml:
      deployment('ml-api', 'a', 'containers: [{ name: ml-api, image: ml-api }]') +
      namespace('monitoring', RESTRICTED) +
      object(
        'networking.k8s.io/v1',
        'NetworkPolicy',
        'ml-api-network-policy',
        'a',
        'spec: { podSelector: { matchLabels: { app: ml-api } }, policyTypes: [Ingress, Egress], ingress: [{ from: [{ namespaceSelector: { matchLabels: { name: monitoring } } }], ports: [{ protocol: TCP, port: 8000 }] }], egress: [{ to: [{ namespaceSelector: { matchLabels: { name: database } } }], ports: [{ protocol: TCP, port: 5432 }] }] }',
      ),
    caught: ['unmatched-peer: NetworkPolicy a/ml-api-network-policy'],
  },
  {
    row: 'F02: an annotation of the Gateway that reaches no Service',
    yaml: GATEWAY.replace('metadata: {', 'metadata: { annotations: { io.cilium/lb-ipam-ips: 192.168.32.201 },'),
    caught: ['gateway-annotation: Gateway ml-ingress-gateway/prod-gateway'],
  },
  {
    row: 'F03: a route of another namespace on a listener for its own',
    yaml:
      GATEWAY +
      route('model', 'ml-production', 'name: model') +
      service('model', 'ml-production', 'ports: [{ port: 80 }]'),
    caught: ['route-attaches: HTTPRoute ml-production/model'],
  },
  {
    row: 'F05, F07: a grant of every Service',
    yaml: grant('allow-ingress-to-hubble', 'kube-system'),
    caught: ['grant-without-name: ReferenceGrant kube-system/allow-ingress-to-hubble'],
  },
  {
    row: 'F08: Argo CD’s page over plain HTTP',
    yaml:
      GATEWAY +
      route('argocd', 'ml-ingress-gateway', 'name: argocd-server, namespace: argocd') +
      grant('allow-ingress-to-argocd', 'argocd') +
      service('argocd-server', 'argocd', 'ports: [{ port: 80 }]') +
      object('v1', 'ConfigMap', 'argocd-cmd-params-cm', 'argocd', 'data: { server.insecure: "true" }'),
    caught: ['plain-http-listener: HTTPRoute ml-ingress-gateway/argocd'],
  },
  {
    row: 'G03: the Application reads from where its project does not allow',
    yaml: ML_PROJECT + mlModel('ml-production-project'),
    caught: ['application-source: Application argocd/ml-model'],
  },
  {
    row: 'G08, N10: project default',
    yaml: mlModel('default'),
    caught: ['project-exists: Application argocd/ml-model'],
  },
  {
    row: 'H19: an image of the private registry, without a pull secret',
    yaml: CLASSIFIER,
    site: 'apiVersion: fortress.cdk8s.io/v1\nkind: Site\nspec: { registries: ["gitlab.build.server:5050"] }\n',
    caught: ['image-pull-secret: Deployment ml-production/ml-model-deployment'],
  },
  {
    row: 'H07: the GitLab agent is cluster-admin',
    yaml: object(
      'rbac.authorization.k8s.io/v1',
      'ClusterRoleBinding',
      'mlsecops-agent',
      '',
      'roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin }\nsubjects: [{ kind: ServiceAccount, name: agent, namespace: gitlab-agent }]',
    ),
    caught: ['cluster-admin-binding: ClusterRoleBinding mlsecops-agent'],
  },
  {
    row: 'H20: nobody asks for signatures',
    yaml: ML_PRODUCTION + CLASSIFIER,
    site: 'apiVersion: fortress.cdk8s.io/v1\nkind: Site\nspec: { registries: ["gitlab.build.server:5050"] }\n',
    caught: ['image-verified: Namespace ml-production'],
  },
  {
    row: 'J01: a role that reads all secrets, in no namespace, for an account that nobody uses',
    yaml:
      object('v1', 'ServiceAccount', 'ml-api-sa', 'default', '') +
      object(
        'rbac.authorization.k8s.io/v1',
        'Role',
        'ml-api-role',
        '',
        'rules: [{ apiGroups: [""], resources: [configmaps, secrets], verbs: [get, list] }, { apiGroups: [apps], resources: [deployments], verbs: [get, list, watch] }]',
      ) +
      object(
        'rbac.authorization.k8s.io/v1',
        'RoleBinding',
        'ml-api-rolebinding',
        'ml-production',
        'roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: ml-api-role }\nsubjects: [{ kind: ServiceAccount, name: ml-api-sa, namespace: default }]',
      ),
    caught: [
      'reads-secrets: Role ml-api-role',
      'default-namespace: Role ml-api-role',
      'unused-service-account: ServiceAccount default/ml-api-sa',
      'dangling-reference: RoleBinding ml-production/ml-api-rolebinding',
    ],
  },
  {
    row: 'J03, J05: Prometheus scrapes a port that the Service has not, and tells an Alertmanager that is not there',
    yaml:
      service('ml-api-service', 'monitoring', 'selector: { app: ml-api }, ports: [{ port: 80, targetPort: 8000 }]') +
      object(
        'v1',
        'ConfigMap',
        'prometheus-config',
        'monitoring',
        'data:\n  prometheus.yml: |\n    scrape_configs:\n      - job_name: ml-api\n        static_configs:\n          - targets: ["ml-api-service:8000"]\n    alerting:\n      alertmanagers:\n        - static_configs:\n            - targets: ["alertmanager:9093"]',
      ),
    caught: ['service-address: ConfigMap monitoring/prometheus-config'],
  },
  {
    row: 'J05: a key that no ConfigMap can have',
    yaml: object('v1', 'ConfigMap', 'prometheus-rules', 'monitoring', 'data: { rules/performance.yml: "groups: []" }'),
    caught: ['configuration-key: ConfigMap monitoring/prometheus-rules'],
  },
  {
    row: 'J10, J11: Grafana by tag, with a Secret that nobody renders and no place to write',
    yaml: deployment(
      'grafana',
      'monitoring',
      'containers: [{ name: grafana, image: "grafana/grafana:latest", ports: [{ containerPort: 3000 }], env: [{ name: GF_SECURITY_ADMIN_PASSWORD, valueFrom: { secretKeyRef: { name: grafana-secrets, key: admin-password } } }], volumeMounts: [{ name: dashboards, mountPath: /etc/grafana/provisioning/dashboards }] }], volumes: [{ name: dashboards, configMap: { name: grafana-dashboards } }]',
    ),
    caught: ['dangling-reference', 'image-digest', 'read-only-root-filesystem'].map(
      check => `${check}: Deployment monitoring/grafana`,
    ),
  },
  {
    row: 'J06 to J09, J12, J13: one metric asked as two types, buckets without a rate, costs divided by a counter, no runbook',
    yaml:
      service('ml-api-service', 'monitoring', 'selector: { app: ml-api }, ports: [{ name: http, port: 80 }]').replace(
        'name: ml-api-service,',
        'name: ml-api-service, labels: { app: ml-api },',
      ) +
      object(
        'monitoring.coreos.com/v1',
        'ServiceMonitor',
        'ml-api',
        'monitoring',
        'spec: { selector: { matchLabels: { app: ml-api } }, endpoints: [{ port: http }] }',
      ) +
      object(
        'v1',
        'ConfigMap',
        'prometheus-rules',
        'monitoring',
        'data:\n  model_alerts.yml: |\n    groups:\n      - name: model_alerts\n        rules:\n          - alert: HighModelLatency\n            expr: ml_api_request_duration_seconds{quantile="0.95"} > 1.0\n            for: 5m\n            labels: { severity: warning }\n            annotations: { summary: "High model inference latency" }',
      ) +
      object(
        'v1',
        'ConfigMap',
        'grafana-dashboards',
        'monitoring',
        `data:\n  model-performance.json: ${JSON.stringify(
          '{"dashboard":{"title":"ML Model Performance","panels":[{"targets":[{"expr":"histogram_quantile(0.95, ml_api_request_duration_seconds_bucket)"}]}]}}',
        )}\n  cost-tracking.json: ${JSON.stringify(
          '{"dashboard":{"title":"ML Infrastructure Costs","panels":[{"targets":[{"expr":"aws_cost_daily / ml_api_requests_total"}]}]}}',
        )}`,
      ),
    site: `apiVersion: fortress.cdk8s.io/v1
kind: Site
spec:
  metrics:
    - { name: ml_api_request_duration_seconds, type: histogram, exporter: ml-api }
    - { name: ml_api_requests_total, type: counter, exporter: ml-api }
`,
    caught: [
      'alert-runbook: ConfigMap monitoring/prometheus-rules',
      'metric-type: ConfigMap monitoring/prometheus-rules',
      'metric-type: ConfigMap monitoring/grafana-dashboards',
      'metric-known: ConfigMap monitoring/grafana-dashboards',
      'dashboard-valid: ConfigMap monitoring/grafana-dashboards',
    ],
  },
  {
    row: 'K02: an account of tenant-a reads pods of tenant-b',
    yaml:
      namespace('tenant-a', 'tenant: tenant-a') +
      namespace('tenant-b', 'tenant: tenant-b') +
      object(
        'rbac.authorization.k8s.io/v1',
        'RoleBinding',
        'readers',
        'tenant-b',
        'roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }\nsubjects: [{ kind: ServiceAccount, name: tenant-a-ml-inference-sa, namespace: tenant-a }]',
      ),
    caught: ['cross-tenant-access: RoleBinding tenant-b/readers'],
  },
  {
    row: 'K06: Grafana on a NodePort, admin/admin',
    yaml:
      service(
        'grafana',
        'monitoring',
        'type: NodePort, selector: { app: grafana }, ports: [{ port: 3000, nodePort: 30080 }]',
      ) +
      deployment(
        'grafana',
        'monitoring',
        'containers: [{ name: grafana, image: grafana, env: [{ name: GF_SECURITY_ADMIN_USER, value: admin }, { name: GF_SECURITY_ADMIN_PASSWORD, value: admin }] }]',
      ),
    caught: ['service-exposure: Service monitoring/grafana', 'literal-credential: Deployment monitoring/grafana'],
  },
];
