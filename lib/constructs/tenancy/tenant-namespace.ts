import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { schedulingAnnotations } from '../../hardening/scheduling-annotations';
import { InvalidValue } from '../../notation/invalid-value';
import { Names } from '../../notation/names';
import { Quantity } from '../../notation/quantity';
import { SERVES_TENANTS } from '../../notation/serves-tenants';
import { WorkloadIntent } from '../../notation/workload-intent';
import type { ClusterDns } from '../../values/cluster-dns';
import type { ITenantNamespace } from '../../values/namespace';
import type { NodePool } from '../../values/node-pool';
import { PodSecurity, PodSecurityLevel } from '../../values/pod-security';
import type { SecretStore } from '../../values/secret-store';
import { Tenant, type TenantProps } from '../../values/tenant';
import type { WorkloadClass } from '../../values/workload-class';
import { ImagePullSecret } from '../data/image-pull-secret';
import { ContainerLimits, type ContainerLimitsOptions } from './container-limits';
import { DefaultDeny } from './default-deny';
import { DnsAccess } from './dns-access';
import { Quota, type QuotaOptions } from './quota';
import { TenantAccess, type TenantAccessOptions } from './tenant-access';

/** A tenant's namespace in full. */
export interface TenantNamespaceProps {
  /** Whose it is. */
  readonly tenant: TenantProps;
  /** The nodes that its pods run on. */
  readonly pool: NodePool;
  /** What all its pods may use together. There is no default: only its owner knows. */
  readonly quota: QuotaOptions;
  /**
   * What each of its containers may use.
   * @default - see ContainerLimitsOptions
   */
  readonly limits?: ContainerLimitsOptions;
  /**
   * The Pod Security level, for all three modes.
   * @default PodSecurity.restricted()
   */
  readonly podSecurity?: PodSecurity;
  /**
   * Whether DaemonSets may run in it. Their pods tolerate more than others, cordoned nodes above all, so the whitelist of
   * tolerations has to hold more, for every pod of the namespace.
   * @default - only if its level is privileged, as for agents of the node
   */
  readonly daemonSets?: boolean;
  /**
   * Who may look at its objects, and its ServiceAccounts.
   * @default - the tenant's group, if it has one
   */
  readonly access?: TenantAccessOptions;
  /**
   * Where the registry's credentials come from; renders the pull secret that its pods use.
   * @default - images are pulled without credentials
   */
  readonly imagePullStore?: SecretStore;
  /**
   * The cluster's DNS server.
   * @default ClusterDns.DEFAULT
   */
  readonly dns?: ClusterDns;
  /**
   * It holds claims: Argo CD then never deletes it by itself, whatever is no longer rendered.
   * @default false
   */
  readonly holdsData?: boolean;
  /**
   * Its workloads serve other tenants, as a store of models does: what reaches it, or what it reaches, breaks no tenant's
   * isolation. It is rendered as the annotation `fortress.cdk8s.io/serves`.
   * @default false - it is isolated from all other tenants, and a policy that opens it to one is refused
   */
  readonly servesTenants?: boolean;
  /**
   * What all its workloads do; rendered as the label `fortress.cdk8s.io/workload-class`, which holds them to the rules of
   * that class: whom they talk to, and what they read.
   * @default - no rules beside those for every workload
   */
  readonly workloadClass?: WorkloadClass;
  /**
   * Its pods read proprietary data: no other workload may share a node with them. It is rendered as the label
   * `fortress.cdk8s.io/data`.
   * @default false
   */
  readonly proprietaryData?: boolean;
  /**
   * Labels of the Namespace, beside those of the tenant and of Pod Security, which they cannot replace.
   * @default - none
   */
  readonly labels?: { readonly [key: string]: string };
  /**
   * `metadata.name`.
   * @default - the construct id
   */
  readonly name?: string;
}

/** A namespace that is rendered elsewhere. */
export interface TenantNamespaceAttributes {
  /** Its `metadata.name`. */
  readonly name: string;
  /** Whose it is. */
  readonly tenant: TenantProps;
  /** The nodes that its pods run on. */
  readonly pool: NodePool;
  /**
   * The Pod Security level that it enforces.
   * @default PodSecurity.restricted()
   */
  readonly podSecurity?: PodSecurity;
  /**
   * Hard limits of its ResourceQuota by key, such as `requests.cpu`.
   * @default - not known: workloads are not held against it
   */
  readonly quotaHard?: { readonly [key: string]: string };
  /**
   * ServiceAccounts that exist in it.
   * @default - none: every workload renders its own
   */
  readonly serviceAccountNames?: string[];
  /**
   * Secret with the registry's credentials.
   * @default - images are pulled without credentials
   */
  readonly imagePullSecretName?: string;
  /**
   * Whether it admits the tolerations that Kubernetes gives to pods of DaemonSets.
   * @default true - it is not known here that it does not
   */
  readonly daemonSets?: boolean;
}

/**
 * A namespace that is safe to hand to a tenant: Pod Security at a pinned version, quota and limits, nothing in or out
 * but DNS, pods held to one pool of nodes, and read access for the tenant.
 *
 * Only wires its parts; each is a property. Workloads take the namespace and inherit pool, labels and level from it.
 */
export class TenantNamespace extends Construct implements ITenantNamespace {
  /** Describes a namespace that is rendered elsewhere; renders nothing. */
  public static fromAttributes(attributes: TenantNamespaceAttributes): ITenantNamespace {
    for (const [key, hard] of Object.entries(attributes.quotaHard ?? {})) Quantity.parse(`quota ${key}`, hard);
    return {
      namespaceName: TenantNamespace.ownName(attributes.name),
      tenant: Tenant.of(attributes.tenant),
      pool: attributes.pool,
      podSecurity: attributes.podSecurity ?? PodSecurity.restricted(),
      quotaHard: { ...attributes.quotaHard },
      serviceAccountNames: [...(attributes.serviceAccountNames ?? [])],
      imagePullSecretName: attributes.imagePullSecretName,
      admitsDaemonSets: attributes.daemonSets ?? true,
    };
  }

  public readonly namespaceName: string;
  public readonly tenant: Tenant;
  public readonly pool: NodePool;
  public readonly podSecurity: PodSecurity;
  public readonly admitsDaemonSets: boolean;
  /** The Namespace object. */
  public readonly apiObject: ApiObject;
  /** The ResourceQuota. */
  public readonly quota: Quota;
  /** The LimitRange. */
  public readonly limits: ContainerLimits;
  /** The default deny in both directions. */
  public readonly defaultDeny: DefaultDeny;
  /** The access to the cluster's DNS. */
  public readonly dnsAccess: DnsAccess;
  /** ServiceAccounts, Role and RoleBinding. */
  public readonly access: TenantAccess;
  /** The registry's credentials; undefined if images are pulled without. */
  public readonly imagePullSecret?: ImagePullSecret;

  constructor(scope: Construct, id: string, props: TenantNamespaceProps) {
    super(scope, id);
    this.namespaceName = TenantNamespace.ownName(props.name ?? id);
    this.tenant = Tenant.of(props.tenant);
    this.pool = props.pool;
    this.podSecurity = props.podSecurity ?? PodSecurity.restricted();
    this.admitsDaemonSets = props.daemonSets ?? this.podSecurity.level === PodSecurityLevel.PRIVILEGED;
    this.apiObject = new ApiObject(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: this.namespaceName,
        labels: {
          ...Names.labels('label', props.labels ?? {}),
          ...(props.workloadClass ? { [WorkloadIntent.CLASS]: props.workloadClass } : {}),
          ...(props.proprietaryData ? { [WorkloadIntent.DATA]: WorkloadIntent.PROPRIETARY } : {}),
          ...this.tenant.labels,
          ...this.podSecurity.labels,
        },
        annotations: {
          ...schedulingAnnotations(this.pool, this.admitsDaemonSets),
          ...(props.holdsData ? { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' } : {}),
          ...(props.servesTenants ? { [SERVES_TENANTS.key]: SERVES_TENANTS.value } : {}),
        },
      },
    });
    this.quota = new Quota(this, 'Quota', { namespace: this, ...props.quota });
    this.limits = new ContainerLimits(this, 'Limits', { namespace: this, ...props.limits });
    this.defaultDeny = new DefaultDeny(this, 'DefaultDeny', { namespace: this });
    this.dnsAccess = new DnsAccess(this, 'DnsAccess', { namespace: this, dns: props.dns });
    this.access = new TenantAccess(this, 'Access', { namespace: this, tenant: this.tenant, ...props.access });
    if (props.imagePullStore) {
      this.imagePullSecret = new ImagePullSecret(this, 'ImagePullSecret', {
        namespace: this,
        store: props.imagePullStore,
      });
    }
  }

  public get quotaHard(): { readonly [key: string]: string } {
    return { ...this.quota.hard };
  }

  public get serviceAccountNames(): string[] {
    return this.access.serviceAccounts.map(account => account.name);
  }

  public get imagePullSecretName(): string | undefined {
    return this.imagePullSecret?.secretName;
  }

  /** Kubernetes' own namespaces are nobody's: a quota or a default deny there would stop the cluster. */
  private static ownName(name: string): string {
    if (name === 'default' || (typeof name === 'string' && name.startsWith('kube-'))) {
      throw new InvalidValue('namespace of a tenant', 'its own, neither "default" nor one of "kube-*"', name);
    }
    return Names.dnsLabel('namespace', name);
  }
}
