import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Names } from '../../notation/names';
import type { INamespace } from '../../values/namespace';
import type { Tenant } from '../../values/tenant';

/** Who may look at a tenant's objects. */
export interface TenantAccessOptions {
  /**
   * ServiceAccounts to render and to give read access, such as those of the tenant's workloads.
   * @default - none
   */
  readonly serviceAccountNames?: string[];
  /**
   * ServiceAccounts to render and to give nothing: what pods run as that never ask the API server.
   * @default - none
   */
  readonly identityNames?: string[];
  /**
   * Name of the Role and the RoleBinding.
   * @default - `<tenant>-viewer`
   */
  readonly name?: string;
}

/** A tenant's access in full. */
export interface TenantAccessProps extends TenantAccessOptions {
  /** Where it applies. */
  readonly namespace: INamespace;
  /** Who gets it. */
  readonly tenant: Tenant;
}

/**
 * The tenant's ServiceAccounts, and a Role that lets them and the tenant's group look at what runs in their namespace
 * (seed rows K01, K02, B12).
 *
 * Reading only, of one namespace, and no Secret: what runs is changed in Git, so nobody needs to write here. Renders
 * no Role where nobody would get it.
 */
export class TenantAccess extends Construct {
  /** The Role; undefined if there is nobody to give it to. */
  public readonly role?: ApiObject;
  /** The RoleBinding; undefined if there is nobody to give it to. */
  public readonly roleBinding?: ApiObject;
  /** The ServiceAccounts. */
  public readonly serviceAccounts: ApiObject[];

  constructor(scope: Construct, id: string, props: TenantAccessProps) {
    super(scope, id);
    const { namespace, tenant, serviceAccountNames: names = [], identityNames = [] } = props;
    this.serviceAccounts = [...names, ...identityNames].map(
      name =>
        new ApiObject(this, `ServiceAccount-${name}`, {
          apiVersion: 'v1',
          kind: 'ServiceAccount',
          metadata: {
            name: Names.dnsSubdomain('ServiceAccount name', name),
            namespace: namespace.namespaceName,
            labels: tenant.labels,
          },
          automountServiceAccountToken: false,
        }),
    );
    const subjects = TenantAccess.subjects(namespace, tenant, names);
    if (subjects.length === 0) return;
    const metadata = {
      name: Names.dnsSubdomain('Role name', props.name ?? `${tenant.name}-viewer`),
      namespace: namespace.namespaceName,
      labels: tenant.labels,
    };
    this.role = new ApiObject(this, 'Role', {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata,
      rules: TenantAccess.RULES,
    });
    this.roleBinding = new ApiObject(this, 'RoleBinding', {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: metadata.name },
      subjects,
    });
  }

  private static readonly RULES: object[] = [
    { apiGroups: [''], resources: ['pods', 'services', 'events'], verbs: ['get', 'list', 'watch'] },
    { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] },
    { apiGroups: ['apps'], resources: ['deployments', 'replicasets', 'statefulsets'], verbs: ['get', 'list', 'watch'] },
    { apiGroups: ['batch'], resources: ['jobs', 'cronjobs'], verbs: ['get', 'list', 'watch'] },
    { apiGroups: ['autoscaling'], resources: ['horizontalpodautoscalers'], verbs: ['get', 'list', 'watch'] },
  ];

  private static subjects(namespace: INamespace, tenant: Tenant, serviceAccounts: string[]): object[] {
    const accounts = serviceAccounts.map(name => ({
      kind: 'ServiceAccount',
      name,
      namespace: namespace.namespaceName,
    }));
    const group = { apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: tenant.group };
    return tenant.group === undefined ? accounts : [...accounts, group];
  }
}
