import type { CheckCases } from '../check-cases';
import { all, clusterPolicy, DNS_PEER, dnsRule, pod, policy } from './policy-yaml';

const GITLAB =
  '{ toFQDNs: [{ matchName: gitlab.build.server }], toPorts: [{ ports: [{ port: "443", protocol: TCP }] }] }';
const CORE_DNS = pod('{ k8s-app: kube-dns }', 'coredns', 'kube-system');

function fqdn(selector: string, ...dns: string[]): string {
  return policy(`{ endpointSelector: ${selector}, egress: [${[GITLAB, ...dns].join(', ')}] }`, 'fqdn');
}

function ports(ports: string, names = '{ matchPattern: "*" }'): string {
  return `{ ${DNS_PEER}, toPorts: [{ ports: [${ports}], rules: { dns: [${names}] } }] }`;
}

export default {
  check: 'fqdn-without-dns',
  passing: [
    { name: 'the name, in the same policy', yaml: fqdn('{}', dnsRule('{ matchName: gitlab.build.server }')) },
    {
      name: 'capitals and a dot at the end do not count',
      yaml: fqdn('{}', dnsRule('{ matchName: GitLab.Build.Server. }')),
    },
    { name: 'a pattern around it', yaml: fqdn('{}', dnsRule('{ matchPattern: "*.build.server" }')) },
    { name: 'every name', yaml: fqdn('{}', dnsRule('{ matchPattern: "*" }')) },
    { name: 'any protocol', yaml: fqdn('{}', ports('{ port: "53" }')) },
    {
      name: 'the transports in two rules',
      yaml: fqdn('{}', ports('{ port: "53", protocol: UDP }'), ports('{ port: "53", protocol: TCP }')),
    },
    {
      name: 'in a policy of the cluster, for all pods',
      yaml: all(
        pod('{ app: api }'),
        fqdn('{ matchLabels: { app: api } }'),
        clusterPolicy(`{ endpointSelector: {}, egress: [${dnsRule('{ matchPattern: "*" }')}] }`),
      ),
    },
    {
      name: 'in two policies, one for each of the pods',
      yaml: all(
        pod('{ app: api, dns: one }'),
        pod('{ app: api, dns: two }', 'web'),
        fqdn('{ matchLabels: { app: api } }'),
        policy(
          `{ endpointSelector: { matchLabels: { dns: one } }, egress: [${dnsRule('{ matchPattern: "*" }')}] }`,
          'one',
        ),
        policy(
          `{ endpointSelector: { matchLabels: { dns: two } }, egress: [${dnsRule('{ matchPattern: "*" }')}] }`,
          'two',
        ),
      ),
    },
    {
      name: 'of pods that are not known, in a policy that is for all of them',
      yaml: all(
        fqdn('{ matchLabels: { app: api, tier: x } }'),
        policy(
          `{ endpointSelector: { matchExpressions: [{ key: app, operator: Exists }] }, egress: [${dnsRule('{ matchPattern: "*" }')}] }`,
          'dns',
        ),
      ),
    },
    {
      name: 'the pods of DNS are known, and selected by another label',
      yaml: fqdn('{}', dnsRule('{ matchPattern: "*" }').replace('"k8s:k8s-app": kube-dns', 'tier: dns')),
      site: pod('{ k8s-app: kube-dns, tier: dns }', 'coredns', 'kube-system'),
    },
    {
      name: 'the entity cluster includes the pods of DNS',
      yaml: fqdn('{}', ports('{ port: "53" }').replace(DNS_PEER, 'toEntities: [cluster]')),
      site: CORE_DNS,
    },
    { name: 'no name', yaml: policy('{ endpointSelector: {}, egress: [{ toEntities: [host] }] }') },
  ],
  failing: [
    {
      name: 'seed rows E14, E16: the GitLab server, and no DNS rule',
      yaml: fqdn('{}'),
      finds: [
        'CiliumNetworkPolicy a/fqdn spec.egress[0].toFQDNs[0]: its pods may reach "gitlab.build.server" but not resolve it: no DNS rule lets it through over UDP and TCP',
      ],
    },
    {
      name: 'DNS without layer 7',
      yaml: fqdn(
        '{}',
        `{ ${DNS_PEER}, toPorts: [{ ports: [{ port: "53", protocol: UDP }, { port: "53", protocol: TCP }] }] }`,
      ),
      finds: [
        'CiliumNetworkPolicy a/fqdn spec.egress[0].toFQDNs[0]: its pods may reach "gitlab.build.server" but not resolve it: no DNS rule lets it through over UDP and TCP',
      ],
    },
    {
      name: 'UDP only',
      yaml: fqdn('{}', ports('{ port: "53", protocol: UDP }')),
      finds: [
        'CiliumNetworkPolicy a/fqdn spec.egress[0].toFQDNs[0]: its pods may reach "gitlab.build.server" but not resolve it: no DNS rule lets it through over TCP',
      ],
    },
    {
      name: 'another name',
      yaml: fqdn('{}', dnsRule('{ matchName: other.build.server }')),
      finds: [
        'CiliumNetworkPolicy a/fqdn spec.egress[0].toFQDNs[0]: its pods may reach "gitlab.build.server" but not resolve it: no DNS rule lets it through over UDP and TCP',
      ],
    },
    {
      name: 'a pattern for one label',
      yaml: fqdn('{}', dnsRule('{ matchPattern: "*.server" }')),
      finds: [
        'CiliumNetworkPolicy a/fqdn spec.egress[0].toFQDNs[0]: its pods may reach "gitlab.build.server" but not resolve it: no DNS rule lets it through over UDP and TCP',
      ],
    },
    {
      name: 'a pattern in toFQDNs that the DNS rule has one name of',
      yaml: fqdn('{}', dnsRule('{ matchName: gitlab.build.server }')).replace(
        'matchName: gitlab.build.server }], toPorts: [{ ports: [{ port: "443"',
        'matchPattern: "*.build.server" }], toPorts: [{ ports: [{ port: "443"',
      ),
      finds: [
        'CiliumNetworkPolicy a/fqdn spec.egress[0].toFQDNs[0]: its pods may reach "*.build.server" but not resolve it: no DNS rule lets it through over UDP and TCP',
      ],
    },
    {
      name: 'a DNS server of another namespace',
      yaml: fqdn('{}', dnsRule('{ matchPattern: "*" }').replace('kube-system', 'dns')),
      finds: [
        'CiliumNetworkPolicy a/fqdn spec.egress[0].toFQDNs[0]: its pods may reach "gitlab.build.server" but not resolve it: no DNS rule lets it through over UDP and TCP',
      ],
    },
    {
      name: 'DNS by the address of its Service',
      yaml: fqdn('{}', ports('{ port: "53" }').replace(DNS_PEER, 'toCIDR: [10.43.0.10/32]')),
      finds: [
        'CiliumNetworkPolicy a/fqdn spec.egress[0].toFQDNs[0]: its pods may reach "gitlab.build.server" but not resolve it: no DNS rule lets it through over UDP and TCP',
      ],
    },
    {
      name: 'a DNS rule for other pods',
      yaml: all(
        pod('{ app: api }'),
        fqdn('{ matchLabels: { app: api } }'),
        policy(
          `{ endpointSelector: { matchLabels: { app: web } }, egress: [${dnsRule('{ matchPattern: "*" }')}] }`,
          'dns',
        ),
      ),
      finds: [
        'CiliumNetworkPolicy a/fqdn spec.egress[0].toFQDNs[0]: the pods of Pod a/api may reach "gitlab.build.server" but not resolve it: no DNS rule lets it through over UDP and TCP',
      ],
    },
    {
      name: 'a DNS rule for some of the pods',
      yaml: all(
        pod('{ app: api, dns: one }'),
        pod('{ app: api }', 'web'),
        fqdn('{ matchLabels: { app: api } }'),
        policy(
          `{ endpointSelector: { matchLabels: { dns: one } }, egress: [${dnsRule('{ matchPattern: "*" }')}] }`,
          'dns',
        ),
      ),
      finds: [
        'CiliumNetworkPolicy a/fqdn spec.egress[0].toFQDNs[0]: the pods of Pod a/web may reach "gitlab.build.server" but not resolve it: no DNS rule lets it through over UDP and TCP',
      ],
    },
    {
      name: 'a deny rule is no DNS rule',
      yaml: policy(`{ endpointSelector: {}, egress: [${GITLAB}], egressDeny: [${ports('{ port: "53" }')}] }`),
      finds: [
        'CiliumNetworkPolicy a/p spec.egress[0].toFQDNs[0]: its pods may reach "gitlab.build.server" but not resolve it: no DNS rule lets it through over UDP and TCP',
      ],
    },
  ],
} satisfies CheckCases;
