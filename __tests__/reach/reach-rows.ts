import { isIP } from 'node:net';
import { Manifest } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import { CidrBlock } from '../../lib/notation/cidr';
import { Parties, type Party } from '../../lib/reach/party';
import { Reachability } from '../../lib/reach/reachability';
import type { ReachCase } from './policy-generator';

const RESERVED: Readonly<Record<string, Party>> = {
  host: Parties.HOST,
  'remote-node': Parties.REMOTE_NODE,
  ingress: Parties.INGRESS,
  health: Parties.HEALTH,
  'kube-apiserver': Parties.KUBE_APISERVER,
  init: { labels: { 'reserved:init': '' } },
};

/** Every row of a case, in the words of the oracles (`from to port/protocol`), and whether the engine allows it. */
export function rowsOf({ objects, peers, ports }: ReachCase): ReadonlyMap<string, boolean> {
  const reach = new Reachability(new ManifestSet(objects.map(object => new Manifest(object))));
  const rows = new Map<string, boolean>();
  for (const { from, to, port, allowed } of reach.flows()) {
    rows.set(`${from.name} ${to.name} ${port.port}/${port.protocol}`, allowed);
  }
  for (const name of peers) {
    const party = isIP(name) > 0 ? Parties.addresses(CidrBlock.tryParse(name) as CidrBlock) : RESERVED[name];
    for (const workload of reach.workloads) {
      for (const port of workload.ports) {
        const { allowed } = reach.ingress([party], workload, port);
        rows.set(`${name} ${workload.name} ${port.port}/${port.protocol}`, allowed);
      }
      for (const port of ports) {
        const { allowed } = reach.egress(workload, [party], port);
        rows.set(`${workload.name} ${name} ${port.port}/${port.protocol}`, allowed);
      }
    }
  }
  return rows;
}
