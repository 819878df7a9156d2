import type { Construct } from 'constructs';
import type { PodSet } from '../../values/pod-set';
import { Port } from '../../values/port';
import { PodNetworkPolicy } from '../network/pod-network-policy';
import { JetStreamBus } from './jet-stream-bus';

/** Opens the way from the pods of a source or a sensor to its bus, at both ends. */
export function connectToBus(scope: Construct, name: string, pods: PodSet, bus: JetStreamBus): void {
  const ports = [Port.tcp(JetStreamBus.CLIENT_PORT)];
  new PodNetworkPolicy(scope, 'ToBus', { name: `${name}-to-bus`, pods, egress: [{ peers: [bus.pods], ports }] });
  new PodNetworkPolicy(scope, 'FromBus', {
    name: `${name}-at-bus`,
    pods: bus.pods,
    ingress: [{ peers: [pods], ports }],
  });
}
