import type { CheckCases } from '../check-cases';
import { all, clusterPolicy, GLOBAL_ALLOW_GITLAB_VM, pod, policy } from './policy-yaml';

const NAME =
  '{ toFQDNs: [{ matchName: gitlab.build.server }], toPorts: [{ ports: [{ port: "443", protocol: TCP }] }] }';

function beside(rule: string): string {
  return policy(`{ endpointSelector: {}, egress: [${NAME}, ${rule}] }`);
}

export default {
  check: 'fqdn-shadowed',
  passing: [
    { name: 'alone', yaml: policy(`{ endpointSelector: {}, egress: [${NAME}] }`) },
    {
      name: 'world, on another port',
      yaml: beside('{ toEntities: [world], toPorts: [{ ports: [{ port: "80", protocol: TCP }] }] }'),
    },
    {
      name: 'world, over UDP',
      yaml: beside('{ toEntities: [world], toPorts: [{ ports: [{ port: "443", protocol: UDP }] }] }'),
    },
    { name: 'the cluster, in which no name is matched', yaml: beside('{ toEntities: [cluster] }') },
    { name: 'a block of addresses', yaml: beside('{ toCIDR: [10.0.0.0/8] }') },
    { name: 'another name', yaml: beside('{ toFQDNs: [{ matchPattern: "*.build.server" }] }') },
    { name: 'a rule that allows nothing', yaml: beside('{}') },
    {
      name: 'world, denied',
      yaml: policy(`{ endpointSelector: {}, egress: [${NAME}], egressDeny: [{ toEntities: [world] }] }`),
    },
    {
      name: 'world, for other pods',
      yaml: all(
        pod('{ app: api }'),
        policy(`{ endpointSelector: { matchLabels: { app: api } }, egress: [${NAME}] }`),
        policy('{ endpointSelector: { matchLabels: { app: web } }, egress: [{ toEntities: [world] }] }', 'web'),
      ),
    },
  ],
  failing: [
    {
      name: 'seed rows E10, E14: world beside gitlab.build.server',
      yaml: GLOBAL_ALLOW_GITLAB_VM,
      finds: [
        'CiliumClusterwideNetworkPolicy global-allow-gitlab-vm spec.egress[6].toFQDNs[0]: its pods may reach entity "world" on the same ports by spec.egress[1], so "gitlab.build.server" narrows nothing',
      ],
    },
    {
      name: 'world, on every port',
      yaml: beside('{ toEntities: [world] }'),
      finds: [
        'CiliumNetworkPolicy a/p spec.egress[0].toFQDNs[0]: its pods may reach entity "world" on the same ports by spec.egress[1], so "gitlab.build.server" narrows nothing',
      ],
    },
    {
      name: 'a range of ports around it',
      yaml: beside('{ toEntities: [all], toPorts: [{ ports: [{ port: "1", endPort: 65535 }] }] }'),
      finds: [
        'CiliumNetworkPolicy a/p spec.egress[0].toFQDNs[0]: its pods may reach entity "all" on the same ports by spec.egress[1], so "gitlab.build.server" narrows nothing',
      ],
    },
    {
      name: 'every address',
      yaml: beside('{ toCIDRSet: [{ cidr: 0.0.0.0/0 }], toPorts: [{ ports: [{ port: "443" }] }] }'),
      finds: [
        'CiliumNetworkPolicy a/p spec.egress[0].toFQDNs[0]: its pods may reach 0.0.0.0/0 on the same ports by spec.egress[1], so "gitlab.build.server" narrows nothing',
      ],
    },
    {
      name: 'everybody, by naming no peer',
      yaml: beside('{ toPorts: [{ ports: [{ port: "0" }] }] }'),
      finds: [
        'CiliumNetworkPolicy a/p spec.egress[0].toFQDNs[0]: its pods may reach everybody on the same ports by spec.egress[1], so "gitlab.build.server" narrows nothing',
      ],
    },
    {
      name: 'in a policy of the cluster',
      yaml: all(
        pod('{ app: api }'),
        policy(`{ endpointSelector: { matchLabels: { app: api } }, egress: [${NAME}] }`),
        clusterPolicy('{ endpointSelector: {}, egress: [{ toEntities: [world] }] }'),
      ),
      finds: [
        'CiliumNetworkPolicy a/p spec.egress[0].toFQDNs[0]: the pods of Pod a/api may reach entity "world" on the same ports by spec.egress[0] of CiliumClusterwideNetworkPolicy cp, so "gitlab.build.server" narrows nothing',
      ],
    },
  ],
} satisfies CheckCases;
