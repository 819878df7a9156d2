import type { PolicyRule } from './policy-rules';

const READ = ['get', 'list', 'watch'];
const WRITE = ['create', 'delete', 'deletecollection', 'patch', 'update'];
const ALL = [...READ, ...WRITE];

/** Verbs, API groups, resources. */
type Row = readonly [verbs: readonly string[], groups: readonly string[], resources: string];

const CORE = [''];
const EVENTS = ['', 'events.k8s.io'];

const VIEW: readonly Row[] = [
  [READ, CORE, 'configmaps endpoints pods replicationcontrollers replicationcontrollers/scale serviceaccounts'],
  [READ, CORE, 'persistentvolumeclaims persistentvolumeclaims/status services services/status namespaces'],
  [READ, CORE, 'bindings limitranges namespaces/status pods/log pods/status replicationcontrollers/status'],
  [READ, CORE, 'resourcequotas resourcequotas/status'],
  [READ, EVENTS, 'events'],
  [READ, ['discovery.k8s.io'], 'endpointslices'],
  [READ, ['apps'], 'controllerrevisions daemonsets daemonsets/status deployments deployments/scale deployments/status'],
  [
    READ,
    ['apps'],
    'replicasets replicasets/scale replicasets/status statefulsets statefulsets/scale statefulsets/status',
  ],
  [READ, ['autoscaling'], 'horizontalpodautoscalers horizontalpodautoscalers/status'],
  [READ, ['batch'], 'cronjobs cronjobs/status jobs jobs/status'],
  [
    READ,
    ['extensions'],
    'daemonsets daemonsets/status deployments deployments/scale deployments/status networkpolicies',
  ],
  [READ, ['extensions'], 'ingresses ingresses/status replicasets replicasets/scale replicasets/status'],
  [READ, ['extensions'], 'replicationcontrollers/scale'],
  [READ, ['policy'], 'poddisruptionbudgets poddisruptionbudgets/status'],
  [READ, ['networking.k8s.io'], 'ingresses ingresses/status networkpolicies'],
  [READ, ['resource.k8s.io'], 'resourceclaims resourceclaims/status resourceclaimtemplates'],
];

const EDIT: readonly Row[] = [
  [READ, CORE, 'pods/attach pods/exec pods/portforward pods/proxy secrets services/proxy'],
  [['impersonate'], CORE, 'serviceaccounts'],
  [['create'], CORE, 'pods/eviction serviceaccounts/token'],
  [WRITE, CORE, 'pods pods/attach pods/exec pods/portforward pods/proxy configmaps persistentvolumeclaims secrets'],
  [WRITE, CORE, 'replicationcontrollers replicationcontrollers/scale serviceaccounts services services/proxy'],
  [WRITE, EVENTS, 'events'],
  [WRITE, ['apps'], 'daemonsets deployments deployments/rollback deployments/scale replicasets replicasets/scale'],
  [WRITE, ['apps'], 'statefulsets statefulsets/scale'],
  [WRITE, ['autoscaling'], 'horizontalpodautoscalers'],
  [WRITE, ['batch'], 'cronjobs jobs'],
  [WRITE, ['extensions'], 'daemonsets deployments deployments/rollback deployments/scale ingresses networkpolicies'],
  [WRITE, ['extensions'], 'replicasets replicasets/scale replicationcontrollers/scale'],
  [WRITE, ['policy'], 'poddisruptionbudgets'],
  [WRITE, ['networking.k8s.io'], 'ingresses networkpolicies'],
  [ALL, ['coordination.k8s.io'], 'leases'],
  [WRITE, ['resource.k8s.io'], 'resourceclaims resourceclaimtemplates'],
];

const ADMIN: readonly Row[] = [
  [['create'], ['authorization.k8s.io'], 'localsubjectaccessreviews'],
  [ALL, ['rbac.authorization.k8s.io'], 'roles rolebindings'],
];

const HEALTH = ['/healthz', '/livez', '/readyz', '/version', '/version/'];

/** A ClusterRole that is in every cluster. */
export interface BuiltInClusterRole {
  readonly name: string;
  readonly rules: readonly PolicyRule[];
  /** Labels that roles gather by. */
  readonly labels: Readonly<Record<string, string>>;
  /** The label that it gathers the rules of other ClusterRoles by. */
  readonly gathers?: string;
}

const AGGREGATE = 'rbac.authorization.k8s.io/aggregate-to-';

/**
 * The ClusterRoles of Kubernetes 1.36 that people bind. Others whose names start with `system:` are not known here.
 *
 * https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings
 */
export const BUILT_IN_CLUSTER_ROLES: readonly BuiltInClusterRole[] = [
  { name: 'cluster-admin', rules: [resources([['*'], ['*'], '*']), urls(['*'], ['*'])], labels: {} },
  { name: 'admin', rules: [], labels: {}, gathers: `${AGGREGATE}admin` },
  { name: 'edit', rules: [], labels: { [`${AGGREGATE}admin`]: 'true' }, gathers: `${AGGREGATE}edit` },
  { name: 'view', rules: [], labels: { [`${AGGREGATE}edit`]: 'true' }, gathers: `${AGGREGATE}view` },
  { name: 'system:aggregate-to-admin', rules: ADMIN.map(resources), labels: { [`${AGGREGATE}admin`]: 'true' } },
  { name: 'system:aggregate-to-edit', rules: EDIT.map(resources), labels: { [`${AGGREGATE}edit`]: 'true' } },
  { name: 'system:aggregate-to-view', rules: VIEW.map(resources), labels: { [`${AGGREGATE}view`]: 'true' } },
  {
    name: 'system:auth-delegator',
    rules: [
      resources([['create'], ['authentication.k8s.io'], 'tokenreviews']),
      resources([['create'], ['authorization.k8s.io'], 'subjectaccessreviews']),
    ],
    labels: {},
  },
  {
    name: 'system:basic-user',
    rules: [
      resources([['create'], ['authorization.k8s.io'], 'selfsubjectaccessreviews selfsubjectrulesreviews']),
      resources([['create'], ['authentication.k8s.io'], 'selfsubjectreviews']),
    ],
    labels: {},
  },
  {
    name: 'system:discovery',
    rules: [urls(['get'], [...HEALTH, '/api', '/api/*', '/apis', '/apis/*', '/openapi', '/openapi/*'])],
    labels: {},
  },
  { name: 'system:public-info-viewer', rules: [urls(['get'], HEALTH)], labels: {} },
  {
    name: 'system:service-account-issuer-discovery',
    rules: [
      urls(
        ['get'],
        [
          '/.well-known/openid-configuration',
          '/.well-known/openid-configuration/',
          '/openid/v1/jwks',
          '/openid/v1/jwks/',
        ],
      ),
    ],
    labels: {},
  },
];

function resources([verbs, apiGroups, names]: Row): PolicyRule {
  return { path: '', verbs, apiGroups, resources: names.split(' '), resourceNames: [], nonResourceURLs: [] };
}

function urls(verbs: readonly string[], nonResourceURLs: readonly string[]): PolicyRule {
  return { path: '', verbs, apiGroups: [], resources: [], resourceNames: [], nonResourceURLs };
}
