import { CiliumPolicy, type CiliumRule } from '../../manifests/network/cilium-policy';
import { type CiliumPort, CiliumPorts } from '../../manifests/network/cilium-ports';
import { Flat } from '../../notation/flat';
import type { Check, Violation } from '../check';

const TLS_PORT = 443;
const TLS_NAME = 'https';

/**
 * HTTP rules stand on ports where Cilium can read requests: not on 443, unless it ends the TLS there.
 *
 * On 443 it sees only TLS, takes it for broken HTTP, and lets nothing through.
 *
 * Fields:  CiliumNetworkPolicy, CiliumClusterwideNetworkPolicy:
 *          {spec,specs[*]}.{ingress,egress}[*].toPorts[*].{rules.http,ports[*],terminatingTLS}
 * Allowed: HTTP rules on other ports than 443 and `https`; on these with terminatingTLS
 * Source:  https://docs.cilium.io/en/stable/security/tls-visibility/; seed row E18
 */
export const httpOnTlsPort: Check = {
  id: 'http-on-tls-port',
  family: 'network',
  title: 'No HTTP rule stands on a port of TLS that Cilium does not end',
  fix: 'use the plain-text port, add terminatingTLS and originatingTLS, or drop rules.http',
  kinds: CiliumPolicy.KINDS,
  examine: manifest => Flat.map(CiliumPolicy.rulesOf(manifest), ofRule),
};

function ofRule({ ports, isDeny }: CiliumRule): Violation[] {
  if (isDeny) return [];
  return ports.ports.filter(isUnreadable).map(port => ({
    path: port.path,
    message: `HTTP rules on ${CiliumPorts.show(port)}, where Cilium sees only TLS`,
  }));
}

function isUnreadable({ layer7, first = 0, last = 0, name, group }: CiliumPort): boolean {
  const isTls = name === TLS_NAME || (name === undefined && first <= TLS_PORT && TLS_PORT <= last);
  return layer7 === 'http' && isTls && (group.terminatingTLS ?? null) === null;
}
