import { Quantity } from '../../notation/quantity';
import { Json } from '../json/json';
import type { Manifest } from '../manifest';

/**
 * What one Service takes of a ResourceQuota, by its keys: node ports as they are meant to be, before there are any.
 *
 * https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/quota/v1/evaluator/core/services.go
 */
export class ServiceUsage {
  public static of({ spec }: Manifest): readonly (readonly [string, Quantity])[] {
    return [
      ['services', Quantity.units(1)],
      ['services.loadbalancers', Quantity.units(spec.type === 'LoadBalancer' ? 1 : 0)],
      ['services.nodeports', Quantity.units(ServiceUsage.nodePorts(spec))],
    ];
  }

  private static nodePorts({ type, ports, allocateLoadBalancerNodePorts }: Manifest['spec']): number {
    if (type !== 'NodePort' && type !== 'LoadBalancer') return 0;
    if (type === 'NodePort' || allocateLoadBalancerNodePorts !== false) return Json.list(ports).length;
    return Json.objects(ports).filter(({ nodePort }) => typeof nodePort === 'number' && nodePort !== 0).length;
  }
}
