import { CidrBlock } from '../notation/cidr';
import { InvalidValue } from '../notation/invalid-value';
import type { IArtifact } from '../values/artifact';
import { Port } from '../values/port';
import { yamlFile } from './_yaml-file';

/** How Cilium is installed. */
export interface CiliumValuesProps {
  /** Address or name of the Kubernetes API server; without kube-proxy, Cilium cannot find it by its Service. */
  readonly apiServer: string;
  /**
   * Port of the API server.
   * @default 6443
   */
  readonly apiServerPort?: number;
  /** Blocks that pods get addresses from: those of the site. */
  readonly podCidrs: string[];
  /** Network interfaces of the nodes that traffic comes in by, such as `ens33`. */
  readonly devices: string[];
  /**
   * Bytes of the largest packet; less than the network's own where it wraps packets once more, as virtual networks do.
   * @default - Cilium finds it out
   */
  readonly mtu?: number;
  /**
   * Whether Cilium serves the Gateway API.
   * @default true
   */
  readonly gatewayApi?: boolean;
  /**
   * Whether Cilium answers for the addresses of LoadBalancers on the local network: what an L2Announcement needs.
   * @default true
   */
  readonly l2Announcements?: boolean;
  /**
   * Whether policies for nodes are enforced: what a CiliumClusterPolicy for nodes needs.
   * @default false
   */
  readonly hostFirewall?: boolean;
}

/** What Hubble counts, for Prometheus: dropped packets are what attacks look like (seed row E22). */
const HUBBLE_METRICS = ['dns', 'drop', 'flow', 'httpV2', 'port-distribution', 'tcp'];

const DEVICE = /^[a-z][a-zA-Z0-9_.-]{0,14}\+?$/;
const HOST = /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/;

/**
 * Helm values of Cilium (seed rows E01, E02, E21, E22). Keys are those of the chart's own schema: of those that the seed sets,
 * `loadBalancer.l2announcements`, `gatewayAPI.createDefaultGatewayClass`, `externalIPs` and `mtu` are none.
 * @see https://github.com/cilium/cilium/blob/v1.20.2/install/kubernetes/cilium/values.yaml
 */
export class CiliumValues implements IArtifact {
  public readonly fileName = 'cilium-values.yaml';

  private readonly gatewayApi: boolean;
  private readonly l2Announcements: boolean;
  private readonly hostFirewall: boolean;
  private readonly port: number;

  /**
   * @throws if the API server is none, an address block does not parse, or no interface is named
   */
  constructor(private readonly props: CiliumValuesProps) {
    const { apiServer, podCidrs, devices, mtu } = props;
    if (!HOST.test(apiServer) && !CiliumValues.isAddress(apiServer)) {
      throw new InvalidValue('apiServer', 'an address or a name such as "192.168.32.128"', apiServer);
    }
    for (const cidr of podCidrs) CidrBlock.parse('podCidr', cidr);
    if (podCidrs.length === 0) throw new InvalidValue('podCidrs', 'at least one block', podCidrs);
    if (devices.length === 0 || !devices.every(device => DEVICE.test(device))) {
      throw new InvalidValue('devices', 'names of network interfaces such as "ens33"', devices);
    }
    if (mtu !== undefined && !(Number.isInteger(mtu) && mtu >= 1280 && mtu <= 65535)) {
      throw new InvalidValue('mtu', 'a whole number of bytes from 1280 to 65535', mtu);
    }
    this.port = Port.tcp(props.apiServerPort ?? 6443).number;
    this.gatewayApi = props.gatewayApi ?? true;
    this.l2Announcements = props.l2Announcements ?? true;
    this.hostFirewall = props.hostFirewall ?? false;
  }

  /**
   * The ConfigMap that Cilium's chart makes of these values, with the keys that rendered objects depend on: what
   * `kubectl get configmap -n kube-system cilium-config -o yaml` shows. As an external object of the site, it tells the
   * judge what Cilium can do there.
   */
  public toConfigMap(): any {
    return {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'cilium-config', namespace: 'kube-system' },
      data: {
        'enable-gateway-api': String(this.gatewayApi),
        'enable-host-firewall': String(this.hostFirewall),
        'enable-l2-announcements': String(this.l2Announcements),
        'enable-l7-proxy': 'true',
        'kube-proxy-replacement': 'true',
      },
    };
  }

  public render(_objects: any[]): string {
    const values = {
      // K3s runs no kube-proxy, so Cilium is told where the API server is.
      kubeProxyReplacement: true,
      k8sServiceHost: this.props.apiServer,
      k8sServicePort: this.port,
      devices: [...this.props.devices],
      ...(this.props.mtu === undefined ? {} : { MTU: this.props.mtu }),
      ...this.families(),
      ipam: { mode: 'cluster-pool', operator: this.pools() },
      gatewayAPI: { enabled: this.gatewayApi },
      l2announcements: { enabled: this.l2Announcements },
      hostFirewall: { enabled: this.hostFirewall },
      l7Proxy: true,
      // musl gives up on a refused name of the search list, and goes on after one that does not exist.
      dnsProxy: { dnsRejectResponseCode: 'nameError' },
      hubble: {
        enabled: true,
        relay: { enabled: true },
        ui: { enabled: true },
        metrics: { enabled: HUBBLE_METRICS },
      },
    };
    return yamlFile('Values of the Helm chart cilium/cilium.', values);
  }

  /** Without them, Cilium gives pods addresses of 10.0.0.0/8, which the Services of K3s are part of. */
  private pools(): object {
    const ofFamily = (isV6: boolean) => this.props.podCidrs.filter(cidr => cidr.includes(':') === isV6);
    const [v4, v6] = [ofFamily(false), ofFamily(true)];
    return {
      ...(v4.length > 0 ? { clusterPoolIPv4PodCIDRList: v4 } : {}),
      ...(v6.length > 0 ? { clusterPoolIPv6PodCIDRList: v6 } : {}),
    };
  }

  /** Cilium speaks IPv4 alone, unless it is told otherwise. */
  private families(): object {
    const isV6 = (cidr: string) => cidr.includes(':');
    if (!this.props.podCidrs.some(isV6)) return {};
    return { ipv4: { enabled: !this.props.podCidrs.every(isV6) }, ipv6: { enabled: true } };
  }

  private static isAddress(text: string): boolean {
    return !text.includes('/') && CidrBlock.tryParse(text) !== undefined;
  }
}
