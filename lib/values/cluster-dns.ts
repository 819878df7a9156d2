import { InvalidValue } from '../notation/invalid-value';
import { Names } from '../notation/names';
import { ExternalNamespace, type INamespace } from './namespace';

/** Where the cluster's DNS server is. */
export interface ClusterDnsOptions {
  /**
   * Its namespace.
   * @default - `kube-system`
   */
  readonly namespace?: INamespace;
  /**
   * The labels of its pods.
   * @default - `k8s-app: kube-dns`
   */
  readonly labels?: { readonly [key: string]: string };
  /**
   * The cluster's domain.
   * @default "cluster.local"
   */
  readonly domain?: string;
}

/** The cluster's DNS server, as policies refer to it. */
export class ClusterDns {
  /** CoreDNS as K3s, kubeadm and the managed clusters run it. */
  public static readonly DEFAULT = ClusterDns.of();

  /**
   * A DNS server elsewhere.
   *
   * @throws if there is no label, or one that Kubernetes refuses, or the domain is no DNS name
   */
  public static of(options: ClusterDnsOptions = {}): ClusterDns {
    const labels = options.labels ?? { 'k8s-app': 'kube-dns' };
    if (Object.keys(labels).length === 0) throw new InvalidValue('DNS server labels', 'at least one label', labels);
    const domain = options.domain ?? 'cluster.local';
    if (!Names.isDnsSubdomain(domain))
      throw new InvalidValue('cluster domain', 'a DNS name such as "cluster.local"', domain);
    return new ClusterDns(
      (options.namespace ?? ExternalNamespace.named('kube-system')).namespaceName,
      { ...Names.labels('DNS server label', labels) },
      domain,
    );
  }

  private constructor(
    public readonly namespaceName: string,
    public readonly labels: { readonly [key: string]: string },
    public readonly domain: string,
  ) {}

  /**
   * The pattern of the Services of a namespace, such as `**.tenant-a.svc.cluster.local`, with the pods and ports
   * that a headless one names, which have more labels than `*` matches.
   */
  public servicesOf(namespaceName: string): string {
    return `**.${namespaceName}.svc.${this.domain}`;
  }

  /** Whether a name, or a pattern of names, is one of the cluster's own. */
  public owns(name: string): boolean {
    return `.${name.replace(/\.$/, '')}`.toLowerCase().endsWith(`.${this.domain}`);
  }
}
