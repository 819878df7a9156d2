import { Names } from './names';

/**
 * The names of what containers ask for, as `k8s.io/kubernetes/pkg/apis/core/v1/helper` tells them apart.
 */
export class ResourceNames {
  /** Huge pages of one size, such as `hugepages-2Mi`. */
  public static isHugePages(name: string): boolean {
    return name.startsWith('hugepages-');
  }

  /** Kubernetes' own: without a domain, or in one of `kubernetes.io`. */
  public static isNative(name: string): boolean {
    return !name.includes('/') || name.includes('kubernetes.io/');
  }

  /** A resource of a device plugin, such as `nvidia.com/gpu`. */
  public static isExtended(name: string): boolean {
    return !ResourceNames.isNative(name) && !name.startsWith('requests.') && Names.isQualifiedName(`requests.${name}`);
  }

  /** An extended resource, or one that stands for a class of devices. */
  public static isDevice(name: string): boolean {
    return ResourceNames.isExtended(name) || name.startsWith('deviceclass.resource.kubernetes.io/');
  }

  /** Whether a limit may be above the request. */
  public static mayOvercommit(name: string): boolean {
    return ResourceNames.isNative(name) && !ResourceNames.isHugePages(name);
  }

  /** Whether a pod, and not only its containers, may declare it. */
  public static isOfPodLevel(name: string): boolean {
    return name === 'cpu' || name === 'memory' || ResourceNames.isHugePages(name);
  }
}
