import { GpuNames } from '../notation/gpu-names';
import { InvalidValue } from '../notation/invalid-value';
import { Quantity } from '../notation/quantity';
import { ResourceNames } from '../notation/resource-names';

/** Amounts of compute resources, in Kubernetes quantities. */
export interface ResourceAmounts {
  /** Cores, such as `500m` or `2`. */
  readonly cpu: string;
  /** Bytes, such as `512Mi` or `1Gi`. */
  readonly memory: string;
  /**
   * Bytes of local disk: logs, the writable layer and emptyDirs.
   * @default - not declared
   */
  readonly ephemeralStorage?: string;
  /**
   * Whole NVIDIA GPUs, on nodes that hand them out whole.
   * @default - none
   */
  readonly gpus?: number;
  /**
   * Partitions of NVIDIA GPUs by MIG profile, such as `{ '1g.5gb': 1 }`, on nodes whose GPUs are cut so.
   * @default - none
   */
  readonly mig?: { readonly [profile: string]: number };
  /**
   * Other extended resources by their full name, such as `example.com/dongle`; whole numbers.
   * @default - none
   */
  readonly extended?: { readonly [name: string]: string };
}

/** Requests and limits that differ. */
export interface BurstableOptions {
  /** What the scheduler reserves. */
  readonly requests: ResourceAmounts;
  /** What the kernel enforces; never below the requests. */
  readonly limits: ResourceAmounts;
}

/** What one container may use. */
export class Resources {
  /**
   * Requests equal to limits: the Guaranteed QoS class, if all containers of the pod have it (seed row C09).
   *
   * @throws if an amount is no Kubernetes quantity, not above zero, or a part of what comes only whole
   */
  public static guaranteed(amounts: ResourceAmounts): Resources {
    const map = Resources.map('resources', amounts);
    return new Resources(map, map);
  }

  /**
   * Requests below limits: the Burstable QoS class.
   *
   * @throws if an amount is no Kubernetes quantity, a request is above its limit, or one of an extended resource differs
   */
  public static burstable(options: BurstableOptions): Resources {
    const requests = Resources.map('requests', options.requests);
    const limits = Resources.map('limits', options.limits);
    for (const name of new Set([...Object.keys(requests), ...Object.keys(limits)])) {
      Resources.compare(name, requests[name], limits[name]);
    }
    return new Resources(requests, limits);
  }

  /** Kubernetes never hands out more of an extended resource than there is, so request and limit are one number there. */
  private static compare(name: string, request?: string, limit?: string): void {
    const order = request === undefined || limit === undefined ? undefined : Resources.order(request, limit);
    if (ResourceNames.isExtended(name) && order !== 0) {
      const [wrong, right] = request === undefined ? ['requests', 'limits'] : ['limits', 'requests'];
      const expectation = `equal to ${right}.${name} ${JSON.stringify(request ?? limit)}`;
      throw new InvalidValue(`${wrong}.${name}`, expectation, request === undefined ? undefined : limit);
    }
    if (order !== undefined && order > 0) {
      throw new InvalidValue(`requests.${name}`, `at most limits.${name} ${JSON.stringify(limit)}`, request);
    }
  }

  private static order(a: string, b: string): number {
    return Quantity.parse('amount', a).compare(Quantity.parse('amount', b));
  }

  private static map(thing: string, amounts: ResourceAmounts): Record<string, string> {
    const map: Record<string, string> = { cpu: amounts.cpu, memory: amounts.memory };
    if (amounts.ephemeralStorage !== undefined) map['ephemeral-storage'] = amounts.ephemeralStorage;
    for (const [name, amount] of Object.entries({ ...Resources.gpus(thing, amounts), ...amounts.extended })) {
      if (!ResourceNames.isExtended(name)) {
        throw new InvalidValue(`${thing} name`, 'the full name of an extended resource such as "nvidia.com/gpu"', name);
      }
      map[name] = amount;
    }
    for (const [name, amount] of Object.entries(map)) {
      const quantity = Quantity.parse(`${thing}.${name}`, amount);
      if (!quantity.exceeds(Quantity.ZERO)) throw new InvalidValue(`${thing}.${name}`, 'above zero', amount);
      if (name !== 'cpu' && !quantity.isWhole)
        throw new InvalidValue(`${thing}.${name}`, Resources.wholeOf(name), amount);
    }
    return map;
  }

  /** No pool has both whole GPUs and partitions, so a container that asks for both would wait for ever. */
  private static gpus(thing: string, { gpus, mig }: ResourceAmounts): Record<string, string> {
    if (gpus !== undefined && mig !== undefined) {
      throw new InvalidValue(
        `${thing}.mig`,
        `left out beside ${thing}.gpus: no pool has whole GPUs and partitions`,
        mig,
      );
    }
    const named: Record<string, string> = gpus === undefined ? {} : { [GpuNames.WHOLE]: String(gpus) };
    for (const [profile, count] of Object.entries(mig ?? {})) {
      if (!GpuNames.isProfile(profile))
        throw new InvalidValue(`${thing}.mig`, 'a MIG profile such as "1g.5gb"', profile);
      named[GpuNames.partition(profile)] = String(count);
    }
    return named;
  }

  /** `512m` of memory is half a byte: nobody means it, and the API server takes it. */
  private static wholeOf(name: string): string {
    return name.includes('/') ? 'a whole number' : 'whole bytes such as "512Mi"';
  }

  private constructor(
    /** Requests by resource name, as they stand in the container. */
    public readonly requests: { readonly [name: string]: string },
    /** Limits by resource name, as they stand in the container. */
    public readonly limits: { readonly [name: string]: string },
  ) {}

  /** Whether the container lets its pod be Guaranteed: requests of CPU and memory equal the limits. */
  public get isGuaranteed(): boolean {
    return ['cpu', 'memory'].every(name => Resources.order(this.requests[name], this.limits[name]) === 0);
  }
}
