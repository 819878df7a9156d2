import type { ManifestSet } from '../manifests/manifest-set';
import { ClusterDnsPods } from '../manifests/network/cluster-dns-pods';
import { ServiceAddresses } from '../manifests/network/service-addresses';
import { PerSet } from '../manifests/per-set';
import type { Flow } from './reachability';
import { Scrapes } from './scrapes';
import { ServiceTargets } from './service-targets';
import { type Workload, Workloads } from './workloads';

const DNS_PORT = 53;

/**
 * Which flows the objects themselves say that somebody means: what arguments and environment address, what is scraped,
 * and the cluster's DNS. An allowed flow that is none of them is worth a look: nobody can be seen to need it.
 */
export class IntendedFlows {
  private static readonly known = new PerSet(all => new IntendedFlows(all));

  public static of(all: ManifestSet): IntendedFlows {
    return IntendedFlows.known.of(all);
  }

  /** `from to port/protocol`. */
  private readonly intended = new Set<string>();
  private readonly dns = new Set<Workload>();

  private constructor(all: ManifestSet) {
    const dns = new Set(ClusterDnsPods.in(all).flatMap(({ pods }) => pods));
    for (const from of Workloads.of(all)) {
      if (dns.has(from.pod)) this.dns.add(from);
      for (const { namespace, name, port } of ServiceAddresses.of(from.pod.manifest, all)) {
        const service = all.find('', 'Service', namespace, name);
        const targets = service ? ServiceTargets.dialed(service, port, all) : [];
        for (const { workload, port: target } of targets) {
          this.intended.add(`${from.name} ${workload.name} ${target.port}/${target.protocol}`);
        }
      }
    }
    for (const { from: scrapers, to, port } of Scrapes.of(all)) {
      for (const from of scrapers) this.intended.add(`${from.name} ${to.name} ${port.port}/${port.protocol}`);
    }
  }

  public include({ from, to, port: { port, protocol } }: Flow): boolean {
    return this.intended.has(`${from.name} ${to.name} ${port}/${protocol}`) || (port === DNS_PORT && this.dns.has(to));
  }
}
