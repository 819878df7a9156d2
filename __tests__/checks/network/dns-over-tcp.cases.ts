import type { CheckCases } from '../check-cases';
import { ALLOW_AGENT_DNS, all, DNS_PEER, dnsRule, GLOBAL_ALLOW_GITLAB_VM, pod, policy } from './policy-yaml';

const UDP = `{ ${DNS_PEER}, toPorts: [{ ports: [{ port: "53", protocol: UDP }], rules: { dns: [{ matchPattern: "*" }] } }] }`;
const TCP = UDP.replace('UDP', 'TCP');

export default {
  check: 'dns-over-tcp',
  passing: [
    {
      name: 'both in one rule',
      yaml: policy(`{ endpointSelector: {}, egress: [${dnsRule('{ matchPattern: "*" }')}] }`),
    },
    { name: 'any protocol', yaml: policy(`{ endpointSelector: {}, egress: [${UDP.replace('UDP', 'ANY')}] }`) },
    { name: 'TCP in a rule of its own', yaml: policy(`{ endpointSelector: {}, egress: [${UDP}, ${TCP}] }`) },
    {
      name: 'TCP in another policy, for the same pods',
      yaml: all(
        pod('{ app: api }'),
        policy(`{ endpointSelector: { matchLabels: { app: api } }, egress: [${UDP}] }`),
        policy(`{ endpointSelector: {}, egress: [${TCP}] }`, 'tcp'),
      ),
    },
    {
      name: 'every port of the same peer',
      yaml: policy(`{ endpointSelector: {}, egress: [${UDP}, { ${DNS_PEER} }] }`),
    },
    {
      name: 'seed row E12: the second rule of global-allow-gitlab-vm has TCP in the first',
      yaml: GLOBAL_ALLOW_GITLAB_VM,
    },
  ],
  failing: [
    {
      name: 'seed row E15: UDP only',
      yaml: ALLOW_AGENT_DNS,
      finds: [
        'CiliumNetworkPolicy gitlab-agent-mlsecops-agent/allow-agent-dns spec.egress[0].toPorts[0].ports[0]: its pods may ask for names on 53/UDP, and not over TCP',
      ],
    },
    {
      name: 'TCP for other pods',
      yaml: all(
        pod('{ app: api }'),
        policy(`{ endpointSelector: { matchLabels: { app: api } }, egress: [${UDP}] }`),
        policy(`{ endpointSelector: { matchLabels: { app: web } }, egress: [${TCP}] }`, 'tcp'),
      ),
      finds: [
        'CiliumNetworkPolicy a/p spec.egress[0].toPorts[0].ports[0]: the pods of Pod a/api may ask for names on 53/UDP, and not over TCP',
      ],
    },
    {
      name: 'TCP to another server',
      yaml: policy(`{ endpointSelector: {}, egress: [${UDP}, ${TCP.replace('kube-system', 'dns')}] }`),
      finds: [
        'CiliumNetworkPolicy a/p spec.egress[0].toPorts[0].ports[0]: its pods may ask for names on 53/UDP, and not over TCP',
      ],
    },
    {
      name: 'TCP on another port',
      yaml: policy(`{ endpointSelector: {}, egress: [${UDP}, ${TCP.replace('"53"', '"5353"')}] }`),
      finds: [
        'CiliumNetworkPolicy a/p spec.egress[0].toPorts[0].ports[0]: its pods may ask for names on 53/UDP, and not over TCP',
      ],
    },
  ],
} satisfies CheckCases;
