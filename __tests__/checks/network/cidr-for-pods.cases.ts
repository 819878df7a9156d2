import type { CheckCases } from '../check-cases';
import { GLOBAL_ALLOW_GITLAB_VM, networkPolicy, policy } from './policy-yaml';

const SITE = `
apiVersion: fortress.cdk8s.io/v1
kind: Site
spec: { podCIDRs: [10.42.0.0/16], serviceCIDRs: [10.43.0.0/16] }
`;

export default {
  check: 'cidr-for-pods',
  passing: [
    {
      name: 'an address outside the cluster',
      site: SITE,
      yaml: policy('{ endpointSelector: {}, egress: [{ toCIDR: [192.168.32.126/32] }] }'),
    },
    {
      name: 'a block around the addresses of pods',
      site: SITE,
      yaml: policy('{ endpointSelector: {}, egress: [{ toCIDRSet: [{ cidr: 10.0.0.0/8, except: [10.42.0.0/16] }] }] }'),
    },
    {
      name: 'ipBlock outside the cluster',
      site: SITE,
      yaml: networkPolicy('{ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 192.168.32.0/24 } }] }] }'),
    },
    { name: 'no site', yaml: policy('{ endpointSelector: {}, egress: [{ toCIDR: [10.43.0.10/32] }] }') },
  ],
  failing: [
    {
      name: 'seed row E13: the cluster DNS by its address',
      site: SITE,
      yaml: GLOBAL_ALLOW_GITLAB_VM,
      finds: [
        'CiliumClusterwideNetworkPolicy global-allow-gitlab-vm spec.egress[5].toCIDR[0]: "10.43.0.10/32" matches nothing: it is within 10.43.0.0/16, the addresses of Services',
      ],
    },
    {
      name: 'pods by their block',
      site: SITE,
      yaml: policy(
        '{ endpointSelector: {}, ingress: [{ fromCIDRSet: [{ cidr: 10.42.1.0/24 }] }], egressDeny: [{ toCIDR: [10.42.0.0/16] }] }',
      ),
      finds: [
        'CiliumNetworkPolicy a/p spec.ingress[0].fromCIDRSet[0].cidr: "10.42.1.0/24" matches nothing: it is within 10.42.0.0/16, the addresses of pods',
        'CiliumNetworkPolicy a/p spec.egressDeny[0].toCIDR[0]: "10.42.0.0/16" matches nothing: it is within 10.42.0.0/16, the addresses of pods',
      ],
    },
    {
      name: 'ipBlock',
      site: SITE,
      yaml: networkPolicy(
        '{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ podSelector: {} }, { ipBlock: { cidr: 10.43.0.10/32 } }] }] }',
      ),
      finds: [
        'NetworkPolicy a/np spec.egress[0].to[1].ipBlock.cidr: "10.43.0.10/32" matches nothing: it is within 10.43.0.0/16, the addresses of Services',
      ],
    },
  ],
} satisfies CheckCases;
