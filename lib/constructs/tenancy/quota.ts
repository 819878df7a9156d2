import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
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
   * Extended resources, by their full name: `nvidia.com/gpu` is rendered as `requests.nvidia.com/gpu`.
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
      spec: { hard: { ...this.hard } },
    });
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
    for (const [name, amount] of Object.entries(props.extended ?? {})) {
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
