import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { InvalidValue } from '../../notation/invalid-value';
import { Names } from '../../notation/names';

/** How urgent pods are. */
export interface PriorityClassProps {
  /** Higher goes first. Up to 1000000000; what is above belongs to the cluster itself. */
  readonly value: number;
  /** What it is for, for people. */
  readonly description: string;
  /**
   * Whether pods of lower priority are ended to make room. Without it a pod only goes ahead in the queue.
   * @default true
   */
  readonly preempts?: boolean;
  /**
   * Whether pods that name no PriorityClass get this one. At most one class of a cluster says so.
   * @default false
   */
  readonly globalDefault?: boolean;
  /**
   * `metadata.name`.
   * @default - the construct id
   */
  readonly name?: string;
}

const MOST = 1_000_000_000;

/**
 * A PriorityClass: which pods wait, and which give way, where nodes are full (seed row A19).
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/
 */
export class PriorityClass extends Construct {
  /** The rendered object, for patches and metadata. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: PriorityClassProps) {
    super(scope, id);
    const { value, description, preempts = true, globalDefault = false } = props;
    const name = Names.dnsSubdomain('PriorityClass name', props.name ?? id);
    if (name.startsWith('system-')) {
      throw new InvalidValue('PriorityClass name', 'without "system-", which is Kubernetes\' own', name);
    }
    if (!Number.isInteger(value) || Math.abs(value) > MOST) {
      throw new InvalidValue(`value of PriorityClass ${name}`, `a whole number up to ${MOST}`, value);
    }
    this.apiObject = new ApiObject(this, 'Resource', {
      apiVersion: 'scheduling.k8s.io/v1',
      kind: 'PriorityClass',
      metadata: { name },
      value,
      ...(globalDefault ? { globalDefault } : {}),
      ...(preempts ? {} : { preemptionPolicy: 'Never' }),
      description,
    });
  }

  /** `metadata.name`, as pods name it. */
  public get name(): string {
    return this.apiObject.name;
  }
}
