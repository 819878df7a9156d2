import { ResourceNames } from './resource-names';
import { ResourcePlurals } from './resource-plurals';

/** What a key of a ResourceQuota counts. */
export type QuotaSubject = 'pods' | 'claims' | 'objects';

const OF_PODS: readonly string[] = [
  'cpu',
  'memory',
  'ephemeral-storage',
  'requests.cpu',
  'requests.memory',
  'requests.ephemeral-storage',
  'limits.cpu',
  'limits.memory',
  'limits.ephemeral-storage',
  'pods',
  'count/pods',
];
const OF_CLAIMS: readonly string[] = ['persistentvolumeclaims', 'requests.storage', 'count/persistentvolumeclaims'];
const OF_OBJECTS: readonly string[] = [
  'configmaps',
  'replicationcontrollers',
  'resourcequotas',
  'secrets',
  'services',
  'services.loadbalancers',
  'services.nodeports',
];
const STORAGE_CLASS = /^[^/]+\.storageclass\.storage\.k8s\.io\/(requests\.storage|persistentvolumeclaims)$/;
const DEVICE_CLASS = /^[^/]+\.deviceclass\.resource\.k8s\.io\/devices$/;
const OBJECT_COUNT = /^count\/([a-z0-9-]+)((?:\.[a-z0-9-]+)*)$/;

/**
 * The keys of a ResourceQuota, as Kubernetes' evaluators take them.
 *
 * https://kubernetes.io/docs/concepts/policy/resource-quotas/
 * https://github.com/kubernetes/kubernetes/tree/v1.36.3/pkg/quota/v1/evaluator/core
 */
export class QuotaKey {
  /** What the key counts, or undefined where no evaluator knows it, so that it limits nothing. */
  public static subject(key: string): QuotaSubject | undefined {
    if (OF_PODS.includes(key) || QuotaKey.isOfPodResource(key)) return 'pods';
    if (OF_CLAIMS.includes(key) || STORAGE_CLASS.test(key)) return 'claims';
    if (OF_OBJECTS.includes(key) || DEVICE_CLASS.test(key)) return 'objects';
    const counted = OBJECT_COUNT.exec(key);
    const isKnown = counted !== null && (counted[2] !== '' || ResourcePlurals.CORE.includes(counted[1]));
    return isKnown ? 'objects' : undefined;
  }

  /** Whether the API server takes the key at all: without a domain it has to be one of Kubernetes' own. */
  public static isAccepted(key: string): boolean {
    if (key.includes('/')) return true;
    return [...OF_PODS, ...OF_CLAIMS, ...OF_OBJECTS].includes(key) || QuotaKey.isHugePages(key);
  }

  /** Whether the key counts objects, not what they ask for. */
  public static countsObjects(key: string): boolean {
    return key === 'pods' || OF_OBJECTS.includes(key) || /^count\/|(^|\/)persistentvolumeclaims$/.test(key);
  }

  /** Whether nothing but pods takes of it: no claim, and no object by being there. */
  public static isOfPodsOnly(key: string): boolean {
    if (OF_PODS.includes(key)) return key !== 'count/pods';
    return QuotaKey.isOfPodResource(key) && !STORAGE_CLASS.test(key);
  }

  /** Whether amounts under this key are bytes. */
  public static isBytes(key: string): boolean {
    return /(^|\.)(memory|ephemeral-storage|storage)$/.test(key) || key.includes('hugepages-');
  }

  /** Whether each container has to declare what the key counts: so it is for CPU and memory alone. */
  public static mustBeDeclared(key: string): boolean {
    return /^((requests|limits)\.)?(cpu|memory)$/.test(key);
  }

  private static isHugePages(key: string): boolean {
    return key.startsWith('hugepages-') || key.startsWith('requests.hugepages-');
  }

  private static isOfPodResource(key: string): boolean {
    if (QuotaKey.isHugePages(key)) return true;
    if (!key.startsWith('requests.')) return false;
    return !ResourceNames.isNative(key) || key.startsWith('requests.deviceclass.resource.kubernetes.io/');
  }
}
