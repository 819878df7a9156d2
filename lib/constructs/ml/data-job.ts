import { Construct } from 'constructs';
import { CiliumRule } from '../../values/cilium-rule';
import type { ApprovedHost } from '../../values/egress-allowlist';
import type { ITenantNamespace } from '../../values/namespace';
import type { PodEndpoint } from '../../values/pod-endpoint';
import type { PodSet } from '../../values/pod-set';
import { ApprovedEgress } from '../network/approved-egress';
import { CiliumPolicy } from '../network/cilium-policy';
import { HardenedCronJob, type HardenedCronJobProps } from '../workload/hardened-cron-job';

/** A data job in full. */
export interface DataJobProps extends HardenedCronJobProps {
  /**
   * The servers outside that data come from.
   * @default - none
   */
  readonly sources?: ApprovedHost[];
  /**
   * Who gets the data: stores, or pods of the training namespace.
   * @default - nobody
   */
  readonly sinks?: PodEndpoint[];
  /**
   * Render the policies, beside the namespace if it is rendered by this app.
   * @default true - false where another repository renders them
   */
  readonly renderPolicies?: boolean;
}

/**
 * A CronJob that fetches and prepares data: it reaches the sources that somebody has approved, and those it hands the data
 * to (seed row E32).
 */
export class DataJob extends Construct {
  /** The CronJob; add sidecars and init containers to its pod. */
  public readonly cronJob: HardenedCronJob;
  /** Undefined if it has no source, or another repository renders it. */
  public readonly sourcePolicy?: ApprovedEgress;
  /** Undefined if it has no sink, or another repository renders it. */
  public readonly sinkPolicy?: CiliumPolicy;

  constructor(scope: Construct, id: string, props: DataJobProps) {
    super(scope, id);
    const { namespace, sources = [], sinks = [] } = props;
    this.cronJob = new HardenedCronJob(this, 'CronJob', {
      ...props,
      name: props.name ?? id,
      serviceAccountName: props.serviceAccountName ?? namespace.serviceAccountNames[0],
    });
    if (props.renderPolicies === false) return;
    const { name, pods } = this;
    const beside = Construct.isConstruct(namespace) ? namespace : this;
    if (sources.length > 0) {
      this.sourcePolicy = new ApprovedEgress(beside, `Sources-${name}`, {
        name: `${name}-sources`,
        pods,
        hosts: sources,
      });
    }
    if (sinks.length > 0) {
      this.sinkPolicy = new CiliumPolicy(beside, `Sinks-${name}`, {
        name: `${name}-sinks`,
        description: `${name} hands on what it has prepared.`,
        pods,
        egress: sinks.map(sink => CiliumRule.toPods(sink.pods, [sink.port])),
      });
    }
  }

  /** `metadata.name` of the CronJob. */
  public get name(): string {
    return this.cronJob.name;
  }

  /** Where it runs. */
  public get namespace(): ITenantNamespace {
    return this.cronJob.namespace;
  }

  /** Its pods, as the subject or the peer of policies. */
  public get pods(): PodSet {
    return this.cronJob.pods;
  }
}
