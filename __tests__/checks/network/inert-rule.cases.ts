import type { CheckCases } from '../check-cases';
import { clusterPolicy, dnsRule, policy } from './policy-yaml';

function ports(ports: string, rest = ''): string {
  return policy(
    `{ endpointSelector: {}, ingress: [{ fromEntities: [host], toPorts: [{ ports: [${ports}]${rest} }] }] }`,
  );
}

export default {
  check: 'inert-rule',
  passing: [
    { name: 'a default deny', yaml: policy('{ endpointSelector: {}, ingress: [{}], egress: [{}] }') },
    {
      name: 'enableDefaultDeny with a rule',
      yaml: policy(
        '{ endpointSelector: {}, egress: [{ toEntities: [host] }], enableDefaultDeny: { egress: true, ingress: false } }',
      ),
    },
    { name: 'peers and ports', yaml: ports('{ port: "80", endPort: 90, protocol: TCP }') },
    { name: 'layer 7 rules', yaml: policy(`{ endpointSelector: {}, egress: [${dnsRule('{ matchPattern: "*" }')}] }`) },
    {
      name: 'an HTTP rule with a field',
      yaml: ports('{ port: "80", protocol: TCP }', ', rules: { http: [{ path: /v1 }] }'),
    },
    {
      name: 'the own namespace in endpointSelector',
      yaml: policy('{ endpointSelector: { matchLabels: { "k8s:io.kubernetes.pod.namespace": a } }, ingress: [{}] }'),
    },
    {
      name: 'any namespace in a policy of the cluster',
      yaml: clusterPolicy(
        '{ endpointSelector: { matchLabels: { "k8s:io.kubernetes.pod.namespace": a } }, ingress: [{}] }',
      ),
    },
    { name: 'ICMP', yaml: policy('{ endpointSelector: {}, ingress: [{ icmps: [{ fields: [{ type: 8 }] }] }] }') },
    {
      name: 'a deny rule for ports of everybody',
      yaml: policy('{ endpointSelector: {}, egressDeny: [{ toPorts: [{ ports: [{ port: "25" }] }] }] }'),
    },
  ],
  failing: [
    {
      name: 'enableDefaultDeny without a rule',
      yaml: policy('{ endpointSelector: {}, ingress: [{}], enableDefaultDeny: { ingress: true, egress: true } }'),
      finds: [
        'CiliumNetworkPolicy a/p spec.enableDefaultDeny.egress: denies no egress, since the policy has no egress rule',
      ],
    },
    {
      name: 'an empty list of rules',
      yaml: policy('{ endpointSelector: {}, ingress: [{ fromEntities: [host] }], egress: [], egressDeny: [] }'),
      finds: [
        'CiliumNetworkPolicy a/p spec.egress: an empty list of rules denies nothing and allows nothing',
        'CiliumNetworkPolicy a/p spec.egressDeny: an empty list of rules denies nothing and allows nothing',
      ],
    },
    {
      name: 'an empty list of peers',
      yaml: policy(
        '{ endpointSelector: {}, ingress: [{ fromEndpoints: [], toPorts: [{ ports: [{ port: "80" }] }] }], egressDeny: [{ toEntities: [] }] }',
      ),
      finds: [
        'CiliumNetworkPolicy a/p spec.ingress[0].fromEndpoints: an empty list of peers allows nothing',
        'CiliumNetworkPolicy a/p spec.egressDeny[0].toEntities: an empty list of peers denies nothing',
      ],
    },
    {
      name: 'a deny rule that denies nothing',
      yaml: policy('{ endpointSelector: {}, ingressDeny: [{}] }'),
      finds: ['CiliumNetworkPolicy a/p spec.ingressDeny[0]: a rule with {} denies no ingress'],
    },
    {
      name: 'toPorts without a port',
      yaml: policy(
        '{ endpointSelector: {}, ingress: [{ fromEntities: [host], toPorts: [{}] }], egressDeny: [{ toEntities: [world], toPorts: [{ ports: [] }] }] }',
      ),
      finds: [
        'CiliumNetworkPolicy a/p spec.ingress[0].toPorts[0]: without ports it allows nothing',
        'CiliumNetworkPolicy a/p spec.egressDeny[0].toPorts[0]: without ports it denies nothing',
      ],
    },
    {
      name: 'endPort beside a name, below port, beside every port',
      yaml: ports('{ port: http, endPort: 90 }, { port: "80", endPort: 70 }, { port: "0", endPort: 70 }'),
      finds: [
        'CiliumNetworkPolicy a/p spec.ingress[0].toPorts[0].ports[0].endPort: endPort 90 is ignored beside the name of a port, "http"',
        'CiliumNetworkPolicy a/p spec.ingress[0].toPorts[0].ports[1].endPort: endPort 70 is ignored beside port 80',
        'CiliumNetworkPolicy a/p spec.ingress[0].toPorts[0].ports[2].endPort: endPort 70 is ignored beside port 0',
      ],
    },
    {
      name: 'empty layer 7 rules',
      yaml: ports('{ port: "80", protocol: TCP }', ', rules: { http: [] }'),
      finds: ['CiliumNetworkPolicy a/p spec.ingress[0].toPorts[0].rules.http: an empty list filters nothing'],
    },
    {
      name: 'an HTTP rule without a field',
      yaml: ports(
        '{ port: "80", protocol: TCP }',
        ', rules: { http: [{ method: GET }, {}, { path: "", headers: [] }] }',
      ),
      finds: [
        'CiliumNetworkPolicy a/p spec.ingress[0].toPorts[0].rules.http[1]: an HTTP rule without a field lets every request through',
        'CiliumNetworkPolicy a/p spec.ingress[0].toPorts[0].rules.http[2]: an HTTP rule without a field lets every request through',
      ],
    },
    {
      name: 'another namespace in endpointSelector',
      yaml: policy('{ endpointSelector: { matchLabels: { "k8s:io.kubernetes.pod.namespace": b } }, ingress: [{}] }'),
      finds: [
        'CiliumNetworkPolicy a/p spec.endpointSelector.matchLabels[k8s:io.kubernetes.pod.namespace]: namespace "b" is ignored; the policy is for pods of "a"',
      ],
    },
    {
      name: 'ICMP without a type',
      yaml: policy('{ endpointSelector: {}, ingress: [{ fromEntities: [host], icmps: [{}] }] }'),
      finds: ['CiliumNetworkPolicy a/p spec.ingress[0].icmps[0]: without fields it allows nothing'],
    },
  ],
} satisfies CheckCases;
