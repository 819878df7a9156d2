/** What NVIDIA's device plugin calls GPUs and their partitions, as resources of nodes and containers. */
export class GpuNames {
  /** A whole GPU. */
  public static readonly WHOLE = 'nvidia.com/gpu';

  private static readonly PARTITION = 'nvidia.com/mig-';
  private static readonly PROFILE = /^[1-9]\d*g\.[1-9]\d*gb$/;

  /** Whether the text is a MIG profile such as `1g.5gb`: compute slices, and memory. */
  public static isProfile(text: string): boolean {
    return GpuNames.PROFILE.test(text);
  }

  /** The resource of a MIG profile: `nvidia.com/mig-1g.5gb`. */
  public static partition(profile: string): string {
    return `${GpuNames.PARTITION}${profile}`;
  }

  /** Whether the resource is a partition of a GPU. */
  public static isPartition(resource: string): boolean {
    return resource.startsWith(GpuNames.PARTITION);
  }

  /** Whether the resource is a GPU, or a part of one. */
  public static includes(resource: string): boolean {
    return resource === GpuNames.WHOLE || GpuNames.isPartition(resource);
  }
}
