import { GpuNames } from '../notation/gpu-names';
import { InvalidValue } from '../notation/invalid-value';
import { Names } from '../notation/names';

/** Compute slices of a GPU that MIG hands out. */
const SLICES = 7;

/** A GPU that can be cut into partitions, or not. */
export interface GpuModelOptions {
  /** As NVIDIA's feature discovery labels nodes that have it, such as `NVIDIA-L40S`. */
  readonly product: string;
  /** Its memory, in GB, as MIG profiles count it. */
  readonly memoryGb: number;
  /**
   * The MIG profiles that it can be cut into, such as `1g.5gb`.
   * @default - none: it has no MIG
   */
  readonly migProfiles?: string[];
}

/**
 * A model of GPU.
 * @see https://docs.nvidia.com/datacenter/tesla/mig-user-guide/supported-mig-profiles.html
 */
export class GpuModel {
  /** A100 of 40 GB. */
  public static readonly A100_40GB = GpuModel.of({
    product: 'NVIDIA-A100-SXM4-40GB',
    memoryGb: 40,
    migProfiles: ['1g.5gb', '1g.10gb', '2g.10gb', '3g.20gb', '4g.20gb', '7g.40gb'],
  });
  /** A100 of 80 GB. */
  public static readonly A100_80GB = GpuModel.of({
    product: 'NVIDIA-A100-SXM4-80GB',
    memoryGb: 80,
    migProfiles: ['1g.10gb', '1g.20gb', '2g.20gb', '3g.40gb', '4g.40gb', '7g.80gb'],
  });
  /** H100 of 80 GB. */
  public static readonly H100_80GB = GpuModel.of({
    product: 'NVIDIA-H100-80GB-HBM3',
    memoryGb: 80,
    migProfiles: ['1g.10gb', '1g.20gb', '2g.20gb', '3g.40gb', '4g.40gb', '7g.80gb'],
  });

  /** Any other model. */
  public static of(options: GpuModelOptions): GpuModel {
    const { product, memoryGb, migProfiles = [] } = options;
    Names.labelValue('GPU product', product);
    if (!Number.isInteger(memoryGb) || memoryGb < 1) {
      throw new InvalidValue(`memoryGb of ${product}`, 'a whole number of GB, from 1', memoryGb);
    }
    const unread = migProfiles.find(profile => !GpuNames.isProfile(profile));
    if (unread !== undefined) throw new InvalidValue('MIG profile', 'such as "1g.5gb"', unread);
    return new GpuModel(product, memoryGb, [...migProfiles]);
  }

  private constructor(
    /** The value of the node label `nvidia.com/gpu.product`. */
    public readonly product: string,
    /** Memory, in GB. */
    public readonly memoryGb: number,
    /** The MIG profiles that it can be cut into. */
    public readonly migProfiles: string[],
  ) {}
}

/**
 * The GPUs of a node, whole or cut into partitions; never both, since who asks for a GPU has to know what it gets
 * (seed rows A16 to A18).
 */
export class Gpus {
  /** GPUs that are handed out whole. */
  public static whole(model: GpuModel, count: number): Gpus {
    return new Gpus(model, Gpus.counted('GPUs', count), { [GpuNames.WHOLE]: String(count) });
  }

  /**
   * GPUs that are cut alike into MIG partitions, each with memory and compute of its own. NVIDIA's device plugin has to
   * name them by their profile: `mig.strategy: mixed`.
   *
   * @param profiles how many partitions of each profile one GPU is cut into, such as `{ '1g.5gb': 7 }`
   * @throws if the model has no such profile, or one GPU has not so much compute or memory
   */
  public static partitioned(model: GpuModel, count: number, profiles: { readonly [profile: string]: number }): Gpus {
    Gpus.counted('GPUs', count);
    const sum = { slices: 0, memory: 0 };
    for (const [profile, each] of Object.entries(profiles)) {
      if (!model.migProfiles.includes(profile)) {
        const expectation = model.migProfiles.length === 0 ? 'left out: it has no MIG' : model.migProfiles.join(', ');
        throw new InvalidValue(`MIG profile of ${model.product}`, expectation, profile);
      }
      const [slices, memory] = profile.split('.').map(part => Number.parseInt(part, 10));
      sum.slices += slices * Gpus.counted(`partitions ${profile}`, each);
      sum.memory += memory * each;
    }
    if (sum.slices === 0 || sum.slices > SLICES || sum.memory > model.memoryGb) {
      const whole = `from 1 to ${SLICES} slices of compute and ${model.memoryGb} GB together`;
      throw new InvalidValue(`partitions of one ${model.product}`, whole, profiles);
    }
    const amounts = Object.entries(profiles).map(([profile, each]) => [
      GpuNames.partition(profile),
      String(each * count),
    ]);
    return new Gpus(model, count, Object.fromEntries(amounts));
  }

  private static counted(thing: string, count: number): number {
    if (!Number.isInteger(count) || count < 1)
      throw new InvalidValue(`number of ${thing}`, 'a whole number, from 1', count);
    return count;
  }

  private constructor(
    public readonly model: GpuModel,
    /** How many there are in a node, before they are cut. */
    public readonly count: number,
    /** What the node offers, by resource, such as `nvidia.com/mig-1g.5gb`. */
    public readonly allocatable: { readonly [resource: string]: string },
  ) {}
}
