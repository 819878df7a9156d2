import type { CheckCases } from '../check-cases';
import { ALLOW_AGENT_DNS, GLOBAL_ALLOW_GITLAB_VM, networkPolicy, policy } from './policy-yaml';

const PRIVATE = 'except: [10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16]';

export default {
  check: 'internet-egress',
  passing: [
    { name: 'a name', yaml: policy('{ endpointSelector: {}, egress: [{ toFQDNs: [{ matchName: a.example.com }] }] }') },
    { name: 'one address', yaml: policy('{ endpointSelector: {}, egress: [{ toCIDR: [192.168.32.126/32] }] }') },
    {
      name: 'every address but the private ones',
      yaml: policy(`{ endpointSelector: {}, egress: [{ toCIDRSet: [{ cidr: 0.0.0.0/0, ${PRIVATE} }] }] }`),
    },
    {
      name: 'the same, of a NetworkPolicy',
      yaml: networkPolicy(
        `{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/0, ${PRIVATE} } }] }] }`,
      ),
    },
    { name: 'ingress from the world', yaml: policy('{ endpointSelector: {}, ingress: [{ fromEntities: [world] }] }') },
    { name: 'denying the world', yaml: policy('{ endpointSelector: {}, egressDeny: [{ toEntities: [world] }] }') },
    {
      name: 'IPv6 without unique local addresses',
      yaml: policy('{ endpointSelector: {}, egress: [{ toCIDRSet: [{ cidr: "::/0", except: ["fc00::/7"] }] }] }'),
    },
    { name: 'a rule that allows nothing', yaml: policy('{ endpointSelector: {}, egress: [{}] }') },
  ],
  failing: [
    {
      name: 'seed row E10: world',
      yaml: GLOBAL_ALLOW_GITLAB_VM,
      finds: [
        'CiliumClusterwideNetworkPolicy global-allow-gitlab-vm spec.egress[1].toEntities[0]: allows egress to entity "world", every address outside the cluster',
      ],
    },
    {
      name: 'seed row E15: the agent may reach the world',
      yaml: ALLOW_AGENT_DNS,
      finds: [
        'CiliumNetworkPolicy gitlab-agent-mlsecops-agent/allow-agent-dns spec.egress[1].toEntities[0]: allows egress to entity "world", every address outside the cluster',
      ],
    },
    {
      name: 'seed rows E27, E29: external APIs, as every address',
      yaml: networkPolicy(
        '{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/0 } }] }] }',
      ),
      finds: [
        'NetworkPolicy a/np spec.egress[0].to[0].ipBlock.cidr: allows egress to "0.0.0.0/0", private networks included',
      ],
    },
    {
      name: 'private networks left out in part',
      yaml: policy(
        '{ endpointSelector: {}, egress: [{ toCIDRSet: [{ cidr: 0.0.0.0/0, except: [10.0.0.0/8, 192.168.0.0/16] }] }, { toCIDR: ["::/0"] }] }',
      ),
      finds: [
        'CiliumNetworkPolicy a/p spec.egress[0].toCIDRSet[0].cidr: allows egress to "0.0.0.0/0", private networks included',
        'CiliumNetworkPolicy a/p spec.egress[1].toCIDR[0]: allows egress to "::/0", private networks included',
      ],
    },
    {
      name: 'ports without a peer',
      yaml: policy('{ endpointSelector: {}, egress: [{ toPorts: [{ ports: [{ port: "443" }] }] }] }'),
      finds: [
        'CiliumNetworkPolicy a/p spec.egress[0]: allows egress to everybody, every address outside the cluster included, since the rule names no peer',
      ],
    },
    {
      name: 'ports without a peer, of a NetworkPolicy',
      yaml: networkPolicy('{ podSelector: {}, policyTypes: [Egress], egress: [{ ports: [{ port: 443 }] }] }'),
      finds: [
        'NetworkPolicy a/np spec.egress[0]: allows egress to everybody, every address outside the cluster included, since the rule names no peer',
      ],
    },
    {
      name: 'everybody',
      yaml: policy('{ endpointSelector: {}, egress: [{ toEntities: [all] }] }'),
      finds: [
        'CiliumNetworkPolicy a/p spec.egress[0].toEntities[0]: allows egress to entity "all", every address outside the cluster',
      ],
    },
  ],
} satisfies CheckCases;
