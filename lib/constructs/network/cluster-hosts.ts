import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { CidrBlock } from '../../notation/cidr';
import { InvalidValue } from '../../notation/invalid-value';
import type { Hostname } from '../../values/hostname';
import { ExternalNamespace, type INamespace } from '../../values/namespace';

/** A name of the network that its own DNS does not know. */
export interface ClusterHost {
  readonly hostname: Hostname;
  /** Its address, outside of the cluster. */
  readonly address: string;
}

/** Names in full. */
export interface ClusterHostsProps {
  readonly hosts: ClusterHost[];
  /**
   * Where the cluster's DNS runs.
   * @default - namespace `kube-system`
   */
  readonly namespace?: INamespace;
}

/**
 * Names that pods resolve to addresses of the network (seed row H08): the ConfigMap `coredns-custom`, which K3s reads and leaves
 * alone. An edit of its own ConfigMap `coredns` would be gone after the next start.
 *
 * Each name is a server of its own, because CoreDNS takes one block of hosts a server, and K3s has that already.
 * @see https://docs.k3s.io/networking/networking-services#coredns
 */
export class ClusterHosts extends Construct {
  /** The rendered object, for patches and metadata. */
  public readonly apiObject: ApiObject;

  /** @throws if there is no name, one stands there twice, or an address is none */
  constructor(scope: Construct, id: string, props: ClusterHostsProps) {
    super(scope, id);
    const { hosts, namespace = ExternalNamespace.named('kube-system') } = props;
    const names = hosts.map(({ hostname }) => hostname.name);
    if (names.length === 0) throw new InvalidValue('hosts', 'at least one name', names);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) throw new InvalidValue('host', 'named once', twice);
    for (const { hostname, address } of hosts) {
      if (!CidrBlock.tryParse(address) || address.includes('/')) {
        throw new InvalidValue(`address of ${hostname.name}`, 'an IP address such as "192.168.32.126"', address);
      }
    }
    this.apiObject = new ApiObject(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'coredns-custom', namespace: namespace.namespaceName },
      data: Object.fromEntries(hosts.map(host => [`${host.hostname.name}.server`, ClusterHosts.server(host)])),
    });
  }

  private static server({ hostname: { name }, address }: ClusterHost): string {
    return [`${name}:53 {`, '    errors', '    hosts {', `        ${address} ${name}`, '    }', '}', ''].join('\n');
  }
}
