import type { NetworkEndpoint } from '../manifests/network/network-endpoints';
import type { CidrBlock } from '../notation/cidr';

type Labels = Readonly<Record<string, string>>;

/** One end of a connection, as the policies of the other end know it. */
export interface Party {
  /** The labels of its identity; those of Cilium's own identities begin with `reserved:`. */
  readonly labels: Labels;
  /** The pods that it is, where it is pods that policies can be for. */
  readonly endpoint?: NetworkEndpoint;
  /** Where it is outside the cluster: its addresses, without those of smaller blocks that a rule names. */
  readonly block?: CidrBlock;
  /** Where it is known by its name in the DNS only: that name, or a pattern of names. */
  readonly name?: string;
}

/** Pods that no policy can tell apart: their identity is asked for where it is no question of which pods they are. */
class PodParty implements Party {
  constructor(public readonly endpoint: NetworkEndpoint) {}

  public get labels(): Labels {
    return this.endpoint.identity;
  }
}

/** The parties that are no pods. */
export class Parties {
  /** The node that a pod runs on, with all that shares its network. */
  public static readonly HOST = Parties.reserved('host');
  /** Any other node, with all that shares its network. */
  public static readonly REMOTE_NODE = Parties.reserved('remote-node');
  /** Envoy, as it passes on what a Gateway or an Ingress takes. */
  public static readonly INGRESS = Parties.reserved('ingress');
  public static readonly HEALTH = Parties.reserved('health');
  /** A node of the control plane, other than one's own. */
  public static readonly KUBE_APISERVER = Parties.reserved('kube-apiserver', 'remote-node');

  private static readonly WORLD: Labels = { 'reserved:world': '' };

  public static pods(endpoint: NetworkEndpoint): Party {
    return new PodParty(endpoint);
  }

  /** Addresses outside the cluster. */
  public static addresses(block: CidrBlock): Party {
    return { labels: Parties.WORLD, block };
  }

  /** What a name of the DNS stands for, outside the cluster; its addresses are not known. */
  public static named(name: string): Party {
    return { labels: Parties.WORLD, name };
  }

  private static reserved(...names: readonly string[]): Party {
    return { labels: Object.fromEntries(names.map(name => [`reserved:${name}`, ''])) };
  }
}
