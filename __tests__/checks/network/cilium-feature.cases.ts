import type { CheckCases } from '../check-cases';

const object = (apiVersion: string, kind: string, spec = '{}') => `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: o }
spec: ${spec}
---
`;
const configuration = (data: string) => `
apiVersion: v1
kind: ConfigMap
metadata: { name: cilium-config, namespace: kube-system }
data: { ${data} }
---
`;
const ANNOUNCEMENT = object('cilium.io/v2alpha1', 'CiliumL2AnnouncementPolicy');
const GATEWAY = object('gateway.networking.k8s.io/v1', 'Gateway', '{ gatewayClassName: cilium }');
const POOL = object('cilium.io/v2', 'CiliumLoadBalancerIPPool');
const HOSTS = object('cilium.io/v2', 'CiliumClusterwideNetworkPolicy', '{ nodeSelector: {} }');
const ALL_ON =
  'enable-l2-announcements: "true", enable-gateway-api: "true", kube-proxy-replacement: "true", enable-host-firewall: "true"';

export default {
  check: 'cilium-feature',
  passing: [
    { name: 'E21: all is on', yaml: ANNOUNCEMENT + GATEWAY + POOL + HOSTS, site: configuration(ALL_ON) },
    { name: 'the configuration is rendered, too', yaml: ANNOUNCEMENT + configuration(ALL_ON) },
    { name: 'nobody says what is on', yaml: ANNOUNCEMENT + GATEWAY + POOL + HOSTS },
    { name: 'what is on by itself', yaml: POOL, site: configuration('a: b') },
    {
      name: 'what asks for nothing',
      yaml:
        object('gateway.networking.k8s.io/v1', 'Gateway', '{ gatewayClassName: istio }') +
        object('networking.istio.io/v1', 'Gateway', '{ gatewayClassName: cilium }') +
        object('cilium.io/v2', 'CiliumClusterwideNetworkPolicy', '{ endpointSelector: {} }'),
      site: configuration('a: b'),
    },
  ],
  failing: [
    {
      name: 'E02: announcements, and loadBalancer.l2announcements in place of the real key',
      yaml: ANNOUNCEMENT,
      site: configuration('kube-proxy-replacement: "true"'),
      finds: [
        "CiliumL2AnnouncementPolicy o: enable-l2-announcements of Cilium's configuration is not set, so the object has no effect",
      ],
    },
    {
      name: 'a gateway, and nothing that it takes',
      yaml: GATEWAY,
      site: configuration('enable-gateway-api: "false", kube-proxy-replacement: "false", enable-l7-proxy: "false"'),
      finds: [
        "Gateway o: enable-gateway-api of Cilium's configuration is false, so the object has no effect",
        "Gateway o: kube-proxy-replacement of Cilium's configuration is false, so the object has no effect",
        "Gateway o: enable-l7-proxy of Cilium's configuration is false, so the object has no effect",
      ],
    },
    {
      name: 'a pool, and what is on by itself is off',
      yaml: POOL,
      site: configuration('enable-lb-ipam: "false"'),
      finds: [
        "CiliumLoadBalancerIPPool o: enable-lb-ipam of Cilium's configuration is false, so the object has no effect",
      ],
    },
    {
      name: 'a policy for nodes, also in a list',
      yaml: `${HOSTS}
apiVersion: cilium.io/v2
kind: CiliumClusterwideNetworkPolicy
metadata: { name: p }
specs: [{ endpointSelector: {} }, { nodeSelector: {} }]
`,
      site: configuration('enable-host-firewall: "false"'),
      finds: [
        "CiliumClusterwideNetworkPolicy o: enable-host-firewall of Cilium's configuration is false, so the object has no effect",
        "CiliumClusterwideNetworkPolicy p: enable-host-firewall of Cilium's configuration is false, so the object has no effect",
      ],
    },
    {
      name: 'an egress gateway',
      yaml: object('cilium.io/v2', 'CiliumEgressGatewayPolicy'),
      site: configuration('a: b'),
      finds: [
        "CiliumEgressGatewayPolicy o: enable-egress-gateway of Cilium's configuration is not set, so the object has no effect",
      ],
    },
  ],
} satisfies CheckCases;
