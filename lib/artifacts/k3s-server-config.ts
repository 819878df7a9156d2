import { CidrBlock } from '../notation/cidr';
import { InvalidValue } from '../notation/invalid-value';
import { YamlPrinter } from '../notation/yaml-printer';
import type { IArtifact } from '../values/artifact';

/** How the K3s server is configured. */
export interface K3sServerConfigProps {
  /**
   * Admission plugins of the API server, beside NodeRestriction and those that are on by themselves.
   * @default ['PodNodeSelector', 'PodTolerationRestriction']
   */
  readonly admissionPlugins?: string[];
  /**
   * File mode of the administrator's kubeconfig; nobody but its owner may read it.
   * @default "600"
   */
  readonly kubeconfigMode?: string;
  /** Block that pod addresses come from. */
  readonly podCidr: string;
  /** Block that Service addresses come from. */
  readonly serviceCidr: string;
  /** Address of the cluster's DNS Service. */
  readonly clusterDns: string;
}

const SERVER = '/var/lib/rancher/k3s/server';

/**
 * How the API server keeps its audit log: 30 days, and 10 files of 100 MB, whichever ends first.
 * CIS Kubernetes Benchmark 1.2.16 to 1.2.19.
 */
const AUDIT = [
  `audit-policy-file=${SERVER}/audit-policy.yaml`,
  `audit-log-path=${SERVER}/logs/audit.log`,
  'audit-log-maxage=30',
  'audit-log-maxbackup=10',
  'audit-log-maxsize=100',
];

/**
 * `/etc/rancher/k3s/config.yaml` of the server (seed rows A11, A13, L04, M08).
 *
 * Everything that Cilium replaces is off: Flannel, the network policy controller, kube-proxy, ServiceLB and Traefik. Secrets
 * are encrypted where they are stored, and the API server writes an audit log by the policy of ApiAuditPolicy.
 * @see https://docs.k3s.io/cli/server and https://docs.k3s.io/security/hardening-guide
 */
export class K3sServerConfig implements IArtifact {
  public readonly fileName = 'k3s-config.yaml';

  /**
   * @throws if an address block does not parse, two overlap, or others than the owner could read the kubeconfig
   */
  constructor(private readonly props: K3sServerConfigProps) {
    const mode = props.kubeconfigMode ?? '600';
    if (!/^0?[4-7]00$/.test(mode))
      throw new InvalidValue('kubeconfigMode', 'readable by its owner only, such as "600"', mode);
    const services = CidrBlock.parse('serviceCidr', props.serviceCidr);
    if (CidrBlock.parse('podCidr', props.podCidr).overlaps(services)) {
      throw new InvalidValue('podCidr', `apart from serviceCidr ${JSON.stringify(props.serviceCidr)}`, props.podCidr);
    }
    const dns = CidrBlock.tryParse(props.clusterDns);
    if (!dns || props.clusterDns.includes('/') || !services.contains(dns)) {
      throw new InvalidValue('clusterDns', `an address of ${props.serviceCidr}`, props.clusterDns);
    }
    for (const plugin of props.admissionPlugins ?? []) {
      if (!/^[A-Z][A-Za-z]*$/.test(plugin)) {
        throw new InvalidValue('admission plugin', 'the name of one such as "PodNodeSelector"', plugin);
      }
    }
  }

  public render(_objects: any[]): string {
    // K3s turns NodeRestriction on by itself, until this argument takes the place of its own.
    const more = this.props.admissionPlugins ?? ['PodNodeSelector', 'PodTolerationRestriction'];
    const plugins = [...new Set(['NodeRestriction', ...more])];
    return [
      '# /etc/rancher/k3s/config.yaml of the K3s server; restart k3s after a change.',
      YamlPrinter.print({
        'write-kubeconfig-mode': this.props.kubeconfigMode ?? '600',
        'secrets-encryption': true,
      }),
      '# Cilium takes the place of all of these.',
      YamlPrinter.print({
        'flannel-backend': 'none',
        'disable-network-policy': true,
        'disable-kube-proxy': true,
        disable: ['servicelb', 'traefik'],
      }),
      YamlPrinter.print({
        'cluster-cidr': this.props.podCidr,
        'service-cidr': this.props.serviceCidr,
        'cluster-dns': this.props.clusterDns,
        'kube-apiserver-arg': [`enable-admission-plugins=${plugins.join(',')}`, ...AUDIT],
      }),
    ]
      .map(part => part.trimEnd())
      .concat('')
      .join('\n');
  }
}
