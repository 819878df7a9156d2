import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { GpuNames } from '../../notation/gpu-names';
import { InvalidValue } from '../../notation/invalid-value';
import { Names } from '../../notation/names';
import { Quantity } from '../../notation/quantity';
import type { INamespace } from '../../values/namespace';

/** What all pods of a namespace may use together. */
export interface QuotaOptions {
  /** Sum of CPU requests, such as `4`. */
  readonly cpu: string;
  /** Sum of memory requests, such as `8Gi`. */
  readonly memory: string;
  /**
   * Sum of CPU limits.
   * @default - as much as is requested
   */
  readonly limitsCpu?: string;
  /**
   * Sum of memory limits.
   * @default - as much as is requested
   */
  readonly limitsMemory?: string;
  /**
   * Number of pods.
   * @default 10
   */
  readonly pods?: number;
  /**
   * Sum of requested disk in PersistentVolumeClaims.
   * @default - not limited
   */
  readonly storage?: string;
  /**
   * Whole NVIDIA GPUs: `requests.nvidia.com/gpu` (seed row C12).
   * @default - not limited
   */
  readonly gpus?: number;
  /**
   * Partitions of NVIDIA GPUs by MIG profile, such as `{ '1g.5gb': 2 }`: `requests.nvidia.com/mig-1g.5gb` (seed row C13).
   * @default - not limited
   */
  readonly mig?: { readonly [profile: string]: number };
  /**
   * Other extended resources, by their full name: `example.com/dongle` is rendered as `requests.example.com/dongle`.
   * @default - not limited
   */
  readonly extended?: { readonly [name: string]: string };
  /**
   * Any other key of a ResourceQuota, as Kubernetes spells it, such as `services.loadbalancers`.
   * @default - none
   */
  readonly more?: { readonly [key: string]: string };
  /**
   * `metadata.name`.
   * @default "quota"
   */
  readonly name?: string;
}

/** A ResourceQuota in full. */
export interface QuotaProps extends QuotaOptions {
  /** Where it applies. */
  readonly namespace: INamespace;
  /**
   * Count only pods of these PriorityClasses, beside the quota that counts all (seed row C19).
   * @default - every pod
   */
  readonly priorityClassNames?: string[];
}

/**
 * A ResourceQuota: what all pods of a namespace may use together, surge and autoscaling included.
 * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/
 */
export class Quota extends Construct {
  /** The rendered object, for patches and metadata. */
  public readonly apiObject: ApiObject;
  /** Hard limits by key, such as `requests.cpu`. */
  public readonly hard: { readonly [key: string]: string };

  constructor(scope: Construct, id: string, props: QuotaProps) {
    super(scope, id);
    this.hard = Quota.hardOf(props);
    this.apiObject = new ApiObject(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: {
        name: Names.dnsSubdomain('quota name', props.name ?? 'quota'),
        namespace: props.namespace.namespaceName,
      },
      spec: { hard: { ...this.hard }, ...Quota.scopeOf(props) },
    });
  }

  private static scopeOf({ priorityClassNames: values }: QuotaProps): object {
    if (values === undefined) return {};
    if (values.length === 0) throw new InvalidValue('priorityClassNames', 'at least one PriorityClass', values);
    return {
      scopeSelector: { matchExpressions: [{ scopeName: 'PriorityClass', operator: 'In', values: [...values] }] },
    };
  }

  private static gpusOf({ gpus, mig = {} }: QuotaOptions): { [name: string]: string } {
    const counts: [string, number][] = Object.entries(mig).map(([profile, count]) => {
      if (GpuNames.isProfile(profile)) return [GpuNames.partition(profile), count];
      throw new InvalidValue('quota mig', 'a MIG profile such as "1g.5gb"', profile);
    });
    if (gpus !== undefined) counts.unshift([GpuNames.WHOLE, gpus]);
    for (const [name, count] of counts) {
      if (!Number.isInteger(count)) throw new InvalidValue(`quota ${name}`, 'a whole number', count);
    }
    return Object.fromEntries(counts.map(([name, count]) => [name, String(count)]));
  }

  private static hardOf(props: QuotaOptions): { [key: string]: string } {
    const { pods = 10 } = props;
    if (!Number.isInteger(pods)) throw new InvalidValue('quota pods', 'a whole number', pods);
    const hard: { [key: string]: string } = {
      'requests.cpu': props.cpu,
      'requests.memory': props.memory,
      'limits.cpu': props.limitsCpu ?? props.cpu,
      'limits.memory': props.limitsMemory ?? props.memory,
      pods: String(pods),
    };
    if (props.storage !== undefined) hard['requests.storage'] = props.storage;
    for (const [name, amount] of Object.entries({ ...Quota.gpusOf(props), ...props.extended })) {
      if (!name.includes('/') || !Names.isQualifiedName(name)) {
        throw new InvalidValue('quota name', 'the full name of an extended resource such as "nvidia.com/gpu"', name);
      }
      hard[name.startsWith('requests.') ? name : `requests.${name}`] = amount;
    }
    Object.assign(hard, props.more);
    for (const [key, amount] of Object.entries(hard)) {
      if (Quantity.ZERO.exceeds(Quantity.parse(`quota ${key}`, amount))) {
        throw new InvalidValue(`quota ${key}`, 'zero or more', amount);
      }
    }
    return hard;
  }
}
