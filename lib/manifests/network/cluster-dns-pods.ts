import type { ManifestSet } from '../manifest-set';
import { POD_NAMESPACE } from './cilium-selector';
import { type NetworkEndpoint, NetworkEndpoints } from './network-endpoints';

const LABELS = { 'k8s-app': 'kube-dns' };
const NAMESPACE = 'kube-system';

/** The pods of the cluster's DNS: those with the label that every distribution gives them. */
export class ClusterDnsPods {
  /** Those that are known; where none is, what they would be. */
  public static in(all: ManifestSet): readonly NetworkEndpoint[] {
    const known = NetworkEndpoints.of(all).ofLabels({ matchLabels: LABELS }, NAMESPACE);
    if (known.length > 0) return known;
    const identity = {
      ...LABELS,
      [POD_NAMESPACE]: NAMESPACE,
      'io.cilium.k8s.namespace.labels.kubernetes.io/metadata.name': NAMESPACE,
    };
    return [{ index: -1, namespace: NAMESPACE, pods: [], labels: LABELS, identity }];
  }
}
