import { LabelSelector } from '../../notation/label-selector';
import type { ManifestSet } from '../manifest-set';
import { PerSet } from '../per-set';
import { POD_NAMESPACE } from './cilium-selector';
import { type NetworkEndpoint, NetworkEndpoints } from './network-endpoints';

const LABELS = { 'k8s-app': 'kube-dns' };
const NAMESPACE = 'kube-system';

/** The pods of the cluster's DNS: those with the label that every distribution gives them. */
export class ClusterDnsPods {
  private static readonly known = new PerSet(all => ClusterDnsPods.read(all));

  /** Those that are known; where none is, what they would be. */
  public static in(all: ManifestSet): readonly NetworkEndpoint[] {
    return ClusterDnsPods.known.of(all);
  }

  private static read(all: ManifestSet): readonly NetworkEndpoint[] {
    const endpoints = NetworkEndpoints.of(all).inNamespace(NAMESPACE);
    const known = endpoints.filter(({ labels }) => LabelSelector.matches({ matchLabels: LABELS }, labels));
    if (known.length > 0) return known;
    const identity = {
      ...LABELS,
      [POD_NAMESPACE]: NAMESPACE,
      'io.cilium.k8s.namespace.labels.kubernetes.io/metadata.name': NAMESPACE,
    };
    return [{ index: -1, namespace: NAMESPACE, pods: [], labels: LABELS, identity }];
  }
}
