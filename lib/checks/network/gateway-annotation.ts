import { keyPath } from '../../manifests/json/key-path';
import type { Check } from '../check';

/** Beginnings of annotations that load balancers read on Services. */
const OF_SERVICES = [
  'io.cilium/',
  'lbipam.cilium.io/',
  'service.cilium.io/',
  'metallb.io/',
  'metallb.universe.tf/',
  'service.beta.kubernetes.io/',
  'service.kubernetes.io/',
  'networking.gke.io/load-balancer',
  'load-balancer.hetzner.cloud/',
];

/**
 * Annotations for the Service of a Gateway stand where they are handed on to it. Those of the Gateway's own metadata are not.
 *
 * Fields:  Gateway: metadata.annotations
 * Allowed: none of the annotations that load balancers read on Services; they belong in spec.infrastructure.annotations, a
 *          fixed address in spec.addresses
 * Source:  https://gateway-api.sigs.k8s.io/reference/spec/#gatewayinfrastructure
 *          https://github.com/cilium/cilium/issues/25357; seed row F02
 */
export const gatewayAnnotation: Check = {
  id: 'gateway-annotation',
  family: 'network',
  title: 'No Gateway has annotations that only its Service would read',
  fix: 'move it to spec.infrastructure.annotations, or the address to spec.addresses',
  kinds: ['Gateway'],
  examine: ({ group, annotations }) => {
    if (group !== 'gateway.networking.k8s.io') return [];
    return Object.entries(annotations)
      .filter(([key]) => OF_SERVICES.some(prefix => key.startsWith(prefix)))
      .map(([key, text]) => ({
        path: keyPath('metadata.annotations', key),
        message: `${JSON.stringify(text)} is not handed on to the Service of the Gateway, and has no effect`,
      }));
  },
};
