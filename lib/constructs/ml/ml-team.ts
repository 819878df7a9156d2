import { Construct } from 'constructs';
import { InvalidValue } from '../../notation/invalid-value';
import type { ClusterDns } from '../../values/cluster-dns';
import type { NodePool } from '../../values/node-pool';
import type { PodSecurity } from '../../values/pod-security';
import type { SecretStore } from '../../values/secret-store';
import type { TenantProps } from '../../values/tenant';
import { WorkloadClass } from '../../values/workload-class';
import type { ContainerLimitsOptions } from '../tenancy/container-limits';
import type { QuotaOptions } from '../tenancy/quota';
import { TenantNamespace } from '../tenancy/tenant-namespace';

/** One of a team's three namespaces. */
export interface MlNamespaceOptions {
  /** The nodes that its pods run on. */
  readonly pool: NodePool;
  /** What all its pods may use together. */
  readonly quota: QuotaOptions;
  /**
   * What each of its containers may use.
   * @default - see ContainerLimitsOptions
   */
  readonly limits?: ContainerLimitsOptions;
  /**
   * Its pods read proprietary data: no other workload may share a node with them.
   * @default false
   */
  readonly proprietaryData?: boolean;
  /**
   * It holds claims: Argo CD then never deletes it by itself.
   * @default false
   */
  readonly holdsData?: boolean;
}

/** A team in full. */
export interface MlTeamProps {
  /** Whose workloads they are; with a cost center, since GPUs are paid for by somebody (seed row L05). */
  readonly tenant: TenantProps;
  /** Where models are trained. */
  readonly training: MlNamespaceOptions;
  /** Where models answer. */
  readonly inference: MlNamespaceOptions;
  /** Where data are fetched and prepared. */
  readonly data: MlNamespaceOptions;
  /**
   * The Pod Security level of all three.
   * @default PodSecurity.restricted()
   */
  readonly podSecurity?: PodSecurity;
  /**
   * Where the registry's credentials come from.
   * @default - images are pulled without credentials
   */
  readonly imagePullStore?: SecretStore;
  /**
   * The cluster's DNS server.
   * @default ClusterDns.DEFAULT
   */
  readonly dns?: ClusterDns;
}

/**
 * The namespaces of a team of machine learning, one for each class of workload: `<team>-training`, `<team>-inference`
 * and `<team>-data` (seed rows B16, L01).
 *
 * Each has a quota, limits, a level, a default deny and one ServiceAccount, of its own name, which no right is given to.
 * Its label `fortress.cdk8s.io/workload-class` holds all its workloads to the rules of the class.
 */
export class MlTeam extends Construct {
  /** Where models are trained. */
  public readonly training: TenantNamespace;
  /** Where models answer. */
  public readonly inference: TenantNamespace;
  /** Where data are fetched and prepared. */
  public readonly data: TenantNamespace;

  constructor(scope: Construct, id: string, props: MlTeamProps) {
    super(scope, id);
    const { tenant } = props;
    if (tenant.costCenter === undefined) {
      throw new InvalidValue(`costCenter of team ${JSON.stringify(tenant.name)}`, 'who pays for its GPUs', undefined);
    }
    this.training = this.namespaceFor(WorkloadClass.TRAINING, props.training, props);
    this.inference = this.namespaceFor(WorkloadClass.INFERENCE, props.inference, props);
    this.data = this.namespaceFor(WorkloadClass.DATA, props.data, props);
  }

  private namespaceFor(workloadClass: WorkloadClass, own: MlNamespaceOptions, props: MlTeamProps): TenantNamespace {
    const { tenant, podSecurity, imagePullStore, dns } = props;
    const name = `${tenant.name}-${workloadClass}`;
    return new TenantNamespace(this, name, {
      ...own,
      tenant,
      podSecurity,
      imagePullStore,
      dns,
      workloadClass,
      access: { identityNames: [name] },
    });
  }
}
