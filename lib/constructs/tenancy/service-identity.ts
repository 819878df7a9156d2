import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Names } from '../../notation/names';
import type { AccessRule } from '../../values/access-rule';
import type { INamespace, ITenantNamespace } from '../../values/namespace';
import type { IServiceIdentity } from '../../values/service-identity';
import type { WorkloadIdentity } from '../../values/workload-identity';

/** A workload's ServiceAccount and its rights. */
export interface ServiceIdentityProps {
  /** Where the workload runs. */
  readonly namespace: ITenantNamespace;
  /**
   * What the workload may do with the Kubernetes API, in its own namespace.
   * @default - nothing: its pods get no token
   */
  readonly rules?: AccessRule[];
  /**
   * Whom others take it for.
   * @default - nobody
   */
  readonly workloadIdentity?: WorkloadIdentity;
  /**
   * Let every pod of the account mount its token, for pods that cannot ask for one: those that a controller makes of a
   * Sensor or a Workflow.
   * @default false - pods ask for it themselves
   */
  readonly automountToken?: boolean;
  /**
   * Name of the ServiceAccount.
   * @default - the construct id
   */
  readonly name?: string;
  /**
   * Name of the Role.
   * @default - the name of the ServiceAccount
   */
  readonly roleName?: string;
  /**
   * Name of the RoleBinding.
   * @default - the name of the Role
   */
  readonly roleBindingName?: string;
}

/**
 * A ServiceAccount of one workload, with a Role that names what the workload may read or create (seed rows J01, J02, L01).
 *
 * Renders no Role where the workload may do nothing; its pods then mount no token.
 */
export class ServiceIdentity extends Construct implements IServiceIdentity {
  public readonly serviceAccountName: string;
  public readonly namespace: INamespace;
  public readonly callsApi: boolean;
  public readonly automountsToken: boolean;
  public readonly audience?: string;
  /** The ServiceAccount. */
  public readonly apiObject: ApiObject;
  /** The Role; undefined if there are no rights. */
  public readonly role?: ApiObject;
  /** The RoleBinding; undefined if there are no rights. */
  public readonly roleBinding?: ApiObject;

  constructor(scope: Construct, id: string, props: ServiceIdentityProps) {
    super(scope, id);
    const { namespace, rules = [], workloadIdentity } = props;
    this.namespace = namespace;
    this.callsApi = rules.length > 0;
    this.automountsToken = props.automountToken ?? false;
    this.audience = workloadIdentity?.audience;
    this.serviceAccountName = Names.dnsSubdomain('ServiceAccount name', props.name ?? id);
    const common = { namespace: namespace.namespaceName, labels: namespace.tenant.labels };
    this.apiObject = new ApiObject(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: {
        name: this.serviceAccountName,
        ...common,
        ...ServiceIdentity.annotations(workloadIdentity),
      },
      automountServiceAccountToken: this.automountsToken,
    });
    if (rules.length === 0) return;
    const roleName = Names.dnsSubdomain('Role name', props.roleName ?? this.serviceAccountName);
    this.role = new ApiObject(this, 'Role', {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: { name: roleName, ...common },
      rules: rules.map(ServiceIdentity.rule),
    });
    this.roleBinding = new ApiObject(this, 'RoleBinding', {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: Names.dnsSubdomain('RoleBinding name', props.roleBindingName ?? roleName), ...common },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: roleName },
      subjects: [{ kind: 'ServiceAccount', name: this.serviceAccountName, namespace: namespace.namespaceName }],
    });
  }

  private static annotations({ annotation, value }: Partial<WorkloadIdentity> = {}): object {
    return annotation === undefined ? {} : { annotations: { [annotation]: value } };
  }

  private static rule({ group, resource, verbs, names }: AccessRule): object {
    return {
      apiGroups: [group],
      resources: [resource],
      verbs: [...verbs],
      ...(names.length > 0 ? { resourceNames: [...names] } : {}),
    };
  }
}
