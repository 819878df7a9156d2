import { POD_NAMESPACE } from '../manifests/network/cilium-selector';
import type { LabelSelectorTerms } from '../notation/label-selector';

const NODES_AND_OWN = ['host', 'remote-node', 'init', 'ingress', 'health', 'unmanaged', 'kube-apiserver'];
const PODS: LabelSelectorTerms = { matchExpressions: [{ key: POD_NAMESPACE, operator: 'Exists' }] };

/**
 * What Cilium's entities stand for, as selectors of identities. There is one cluster here, so `cluster-mesh` is `cluster`.
 *
 * https://github.com/cilium/cilium/blob/v1.20.2/pkg/policy/api/entity.go
 */
export class Entities {
  /** The selectors of an entity other than `all`, which is everybody. */
  public static selectors(entity: string): readonly LabelSelectorTerms[] {
    switch (entity) {
      case 'cluster':
      case 'cluster-mesh':
        return [...NODES_AND_OWN.map(Entities.reserved), PODS];
      default:
        return [Entities.reserved(entity)];
    }
  }

  private static reserved(name: string): LabelSelectorTerms {
    return { matchExpressions: [{ key: `reserved:${name}`, operator: 'Exists' }] };
  }
}
