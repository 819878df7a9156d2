import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { InvalidValue } from '../../notation/invalid-value';
import { Names } from '../../notation/names';
import { Quantity } from '../../notation/quantity';
import type { INamespace } from '../../values/namespace';

/** CPU and memory of one container. */
export interface ContainerAmounts {
  /**
   * Cores, such as `500m`.
   * @default - not said
   */
  readonly cpu?: string;
  /**
   * Bytes, such as `512Mi`.
   * @default - not said
   */
  readonly memory?: string;
}

/** What every container of a namespace may use. */
export interface ContainerLimitsOptions {
  /**
   * Limits of a container that declares none.
   * @default { cpu: '500m', memory: '512Mi' }
   */
  readonly defaultLimit?: ContainerAmounts;
  /**
   * Requests of a container that declares none.
   * @default - the default limits
   */
  readonly defaultRequest?: ContainerAmounts;
  /**
   * The most that a container may declare.
   * @default - no maximum; the quota bounds the sum
   */
  readonly max?: ContainerAmounts;
  /**
   * The least that a container may declare, sidecars included.
   * @default { cpu: '50m', memory: '64Mi' }
   */
  readonly min?: ContainerAmounts;
  /**
   * `metadata.name`.
   * @default "limits"
   */
  readonly name?: string;
}

/** A LimitRange in full. */
export interface ContainerLimitsProps extends ContainerLimitsOptions {
  /** Where it applies. */
  readonly namespace: INamespace;
}

/**
 * A LimitRange for containers: bounds, and defaults for a container that declares no resources.
 * @see https://kubernetes.io/docs/concepts/policy/limit-range/
 */
export class ContainerLimits extends Construct {
  /** The rendered object, for patches and metadata. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: ContainerLimitsProps) {
    super(scope, id);
    const limit = props.defaultLimit ?? { cpu: '500m', memory: '512Mi' };
    const request = props.defaultRequest ?? limit;
    const min = props.min ?? { cpu: '50m', memory: '64Mi' };
    const ascending = { min, defaultRequest: request, defaultLimit: limit, max: props.max ?? {} };
    for (const resource of ['cpu', 'memory'] as const) ContainerLimits.assertOrder(resource, Object.entries(ascending));
    this.apiObject = new ApiObject(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'LimitRange',
      metadata: {
        name: Names.dnsSubdomain('limits name', props.name ?? 'limits'),
        namespace: props.namespace.namespaceName,
      },
      spec: {
        limits: [
          {
            type: 'Container',
            default: { ...limit },
            defaultRequest: { ...request },
            ...(props.max ? { max: { ...props.max } } : {}),
            min: { ...min },
          },
        ],
      },
    });
  }

  /** Each against every later one, because any of them may leave the resource out. */
  private static assertOrder(resource: 'cpu' | 'memory', ascending: [string, ContainerAmounts][]): void {
    const said = ascending.flatMap(([name, amounts]) => {
      const amount = amounts[resource];
      if (amount === undefined) return [];
      return [{ name: `${name}.${resource}`, amount, quantity: Quantity.parse(`${name}.${resource}`, amount) }];
    });
    said.forEach((low, index) => {
      const high = said.slice(index + 1).find(later => low.quantity.exceeds(later.quantity));
      if (high) throw new InvalidValue(low.name, `at most ${high.name} ${JSON.stringify(high.amount)}`, low.amount);
    });
  }
}
