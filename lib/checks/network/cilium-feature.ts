import { Json } from '../../manifests/json/json';
import type { Manifest } from '../../manifests/manifest';
import type { Check } from '../check';

/** A key of Cilium's configuration, and what it has to say for an object to have any effect. */
interface Feature {
  readonly key: string;
  /** Whether an object depends on it. */
  readonly isNeededBy: (manifest: Manifest) => boolean;
  /** The value of the Helm chart that sets it. */
  readonly value: string;
  /** What Cilium does where the key is not there. */
  readonly isOnByItself?: boolean;
}

const isOf = (group: string, ...kinds: string[]) => {
  return (manifest: Manifest) => manifest.group === group && kinds.includes(manifest.kind);
};
const isAnnouncement = isOf('cilium.io', 'CiliumL2AnnouncementPolicy');
const isCiliumGateway = (manifest: Manifest) => {
  return isOf('gateway.networking.k8s.io', 'Gateway')(manifest) && manifest.spec.gatewayClassName === 'cilium';
};
const isForNodes = (manifest: Manifest) => {
  if (!isOf('cilium.io', 'CiliumClusterwideNetworkPolicy')(manifest)) return false;
  return [manifest.spec, ...Json.objects(manifest.object.specs)].some(spec => spec.nodeSelector !== undefined);
};

const FEATURES: readonly Feature[] = [
  { key: 'enable-l2-announcements', value: 'l2announcements.enabled', isNeededBy: isAnnouncement },
  { key: 'enable-gateway-api', value: 'gatewayAPI.enabled', isNeededBy: isCiliumGateway },
  {
    key: 'kube-proxy-replacement',
    value: 'kubeProxyReplacement',
    isNeededBy: manifest => isAnnouncement(manifest) || isCiliumGateway(manifest),
  },
  { key: 'enable-l7-proxy', value: 'l7Proxy', isNeededBy: isCiliumGateway, isOnByItself: true },
  {
    key: 'enable-lb-ipam',
    value: 'enableLBIPAM',
    isNeededBy: isOf('cilium.io', 'CiliumLoadBalancerIPPool'),
    isOnByItself: true,
  },
  { key: 'enable-host-firewall', value: 'hostFirewall.enabled', isNeededBy: isForNodes },
  {
    key: 'enable-egress-gateway',
    value: 'egressGateway.enabled',
    isNeededBy: isOf('cilium.io', 'CiliumEgressGatewayPolicy'),
  },
];

/**
 * What an object asks of Cilium is turned on: the API server takes the object either way, and nothing happens.
 *
 * Fields:  CiliumL2AnnouncementPolicy, CiliumLoadBalancerIPPool, CiliumEgressGatewayPolicy, Gateways of the class `cilium`,
 *          CiliumClusterwideNetworkPolicy {spec,specs[*]}.nodeSelector
 * Allowed: what the ConfigMap kube-system/cilium-config of the site, or of the objects, says is on; everything where nobody
 *          says what it holds
 * Source:  https://github.com/cilium/cilium/blob/v1.20.2/install/kubernetes/cilium/templates/cilium-configmap.yaml
 *          seed rows E02, E21
 */
export const ciliumFeature: Check = {
  id: 'cilium-feature',
  family: 'network',
  title: 'What an object asks of Cilium is turned on',
  fix: "turn it on in the values of Cilium's Helm chart, or take the object away",
  kinds: [
    'CiliumL2AnnouncementPolicy',
    'CiliumLoadBalancerIPPool',
    'CiliumEgressGatewayPolicy',
    'CiliumClusterwideNetworkPolicy',
    'Gateway',
  ],
  examine: (manifest, all) => {
    const configuration = all.find('', 'ConfigMap', 'kube-system', 'cilium-config');
    if (!configuration) return [];
    const data = Json.texts(configuration.object.data);
    return FEATURES.filter(({ isNeededBy }) => isNeededBy(manifest))
      .filter(({ key, isOnByItself }) => (data[key] ?? String(isOnByItself ?? false)) !== 'true')
      .map(({ key, value }) => ({
        path: '',
        message: `${key} of Cilium's configuration is ${data[key] ?? 'not set'}, so the object has no effect`,
        fix: `set ${value} to true in the values of Cilium's Helm chart`,
      }));
  },
};
