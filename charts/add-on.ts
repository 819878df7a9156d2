import type { ContainerLimitsOptions, Environment, QuotaOptions } from '../lib';
import type { ChartName } from './helm-charts';

/** Software that others publish as a Helm chart, and that the platform delivers. */
export interface AddOn {
  /** Its chart; also the name of the Application, the release and, with other charts of its namespace, the project. */
  readonly chart: ChartName;
  /** Where it goes. */
  readonly namespace: string;
  /** What it does here, for people. */
  readonly purpose: string;
  /** Charts that have to be there before it, because it uses their kinds. */
  readonly after?: readonly ChartName[];
  /** Every kind that the chart renders with these values, by API group. */
  readonly kinds: Readonly<Record<string, readonly string[]>>;
  /** CustomResourceDefinitions that it brings, by name or by group: `*.cert-manager.io`. */
  readonly defines?: readonly string[];
  readonly values?: (environment: Environment) => Readonly<Record<string, unknown>>;
}

/** A namespace of add-ons: what its pods may use, and whom they may talk to. */
export interface AddOnNamespace {
  readonly name: string;
  /**
   * Why it cannot be restricted. Its pods then run on GPU nodes.
   * @default - it is restricted, on the nodes of the platform
   */
  readonly privileged?: string;
  readonly quota: QuotaOptions;
  readonly limits?: ContainerLimitsOptions;
  /** Ports that the API server calls: webhooks and aggregated APIs. */
  readonly webhooks?: readonly number[];
  /** Ports on which its pods talk to each other. */
  readonly internal?: readonly number[];
  /** Port that its clients use, in other namespaces. */
  readonly serves?: number;
  /** Namespaces of other add-ons that its pods use, by the port that those serve. */
  readonly uses?: readonly string[];
  /**
   * Whether it keeps what is nowhere else: Argo CD never deletes it, and it is backed up every night.
   * @default false
   */
  readonly holdsData?: boolean;
  /** Port with metrics. */
  readonly metrics?: number;
  /** Secrets that its charts name: keys by name. Each is an entry of the store, `<namespace>/<name>`. */
  readonly secrets?: Readonly<Record<string, readonly string[]>>;
  /**
   * Whether its pods call the Kubernetes API.
   * @default true
   */
  readonly callsApiServer?: boolean;
  /** Whether its pods read the secret store. */
  readonly readsStore?: boolean;
  /** Whether its pods pull from the registry, as scanners and verifiers of signatures do. */
  readonly readsRegistry?: boolean;
  /**
   * A ServiceAccount of ours that its pods run as, where the chart would give its own too many rights.
   * @default - the chart renders what it needs
   */
  readonly account?: string;
  /** Whether its pods ask Prometheus. */
  readonly asksPrometheus?: boolean;
  /** Whether its pods write backups. */
  readonly backsUp?: boolean;
}

const RBAC = ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'];

/** What nearly every operator consists of. */
export const OPERATOR: Readonly<Record<string, readonly string[]>> = {
  '': ['ConfigMap', 'Service', 'ServiceAccount'],
  apps: ['Deployment'],
  'rbac.authorization.k8s.io': RBAC,
};

/** Operators that look at objects before they are stored. */
export const WEBHOOKS: Readonly<Record<string, readonly string[]>> = {
  'admissionregistration.k8s.io': ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'],
};

/** What the restricted standard asks of a pod. */
export const RESTRICTED_POD = { runAsNonRoot: true, runAsUser: 10000, seccompProfile: { type: 'RuntimeDefault' } };

/** What the restricted standard asks of a container, with a root file system that nobody writes to. */
export const RESTRICTED_CONTAINER = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
};

/** An operator that keeps a Secret, such as the certificate of its webhook. */
export const SECRET = { ...OPERATOR, '': [...OPERATOR[''], 'Secret'] };

/** Rights in the whole cluster, and none in the namespace. */
export const CLUSTER_RBAC = { 'rbac.authorization.k8s.io': ['ClusterRole', 'ClusterRoleBinding'] };

/** Requests and limits of a container of a chart. */
export const resources = (cpu: string, memory: string, limits = { cpu: '500m', memory }) => ({
  requests: { cpu, memory },
  limits,
});
