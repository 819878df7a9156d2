import type { CheckCases } from '../check-cases';
import { all, dnsRule, GLOBAL_ALLOW_GITLAB_VM, pod, policy } from './policy-yaml';

const WEB =
  '{ fromEndpoints: [{ matchLabels: { app: web } }], toPorts: [{ ports: [{ port: "8000", protocol: TCP }] }] }';

function rules(...list: string[]): string {
  return policy(`{ endpointSelector: {}, ingress: [${list.join(', ')}] }`);
}

export default {
  check: 'shadowed-rule',
  passing: [
    { name: 'other peers', yaml: rules(WEB, WEB.replace('web', 'api')) },
    { name: 'other ports', yaml: rules(WEB, WEB.replace('8000', '8001')) },
    {
      name: 'another direction',
      yaml: policy(`{ endpointSelector: {}, ingress: [{ fromEntities: [host] }], egress: [{ toEntities: [host] }] }`),
    },
    {
      name: 'a rule that denies what another allows',
      yaml: policy(`{ endpointSelector: {}, ingress: [${WEB}], ingressDeny: [${WEB}] }`),
    },
    { name: 'the same in another policy', yaml: all(rules(WEB), rules(WEB).replace('name: p', 'name: q')) },
    { name: 'an empty rule beside others', yaml: rules('{}', WEB) },
    {
      name: 'other requests',
      yaml: rules(
        WEB.replace('}] }] }', '}], rules: { http: [{ method: GET }] } }] }'),
        WEB.replace('}] }] }', '}], rules: { http: [{ method: POST }] } }] }'),
      ),
    },
    {
      name: 'a name beside the world is for fqdn-shadowed',
      yaml: policy('{ endpointSelector: {}, egress: [{ toFQDNs: [{ matchName: a.b }] }, { toEntities: [world] }] }'),
    },
    {
      name: 'a DNS rule beside a rule for every port',
      yaml: policy(
        `{ endpointSelector: {}, egress: [${dnsRule('{ matchPattern: "*" }')}, { toEntities: [cluster] }] }`,
      ),
    },
    {
      name: 'one that asks for authentication beside one that does not',
      yaml: rules(
        WEB,
        WEB.replace('{ fromEndpoints', '{ authentication: { mode: required }, fromEndpoints').replace('8000', '0'),
      ),
    },
    {
      name: 'ICMP',
      yaml: policy(
        '{ endpointSelector: {}, ingress: [{ fromEntities: [host] }, { fromEntities: [host], icmps: [{ fields: [{ type: 8 }] }] }] }',
      ),
    },
  ],
  failing: [
    {
      name: 'the same rule twice',
      yaml: rules(WEB, WEB),
      finds: ['CiliumNetworkPolicy a/p spec.ingress[1]: allows nothing that spec.ingress[0] does not allow'],
    },
    {
      name: 'a broader peer',
      yaml: rules(WEB, '{ fromEntities: [cluster], toPorts: [{ ports: [{ port: "8000" }] }] }'),
      finds: ['CiliumNetworkPolicy a/p spec.ingress[0]: allows nothing that spec.ingress[1] does not allow'],
    },
    {
      name: 'every port',
      yaml: rules('{ fromEndpoints: [{}] }', WEB),
      finds: ['CiliumNetworkPolicy a/p spec.ingress[1]: allows nothing that spec.ingress[0] does not allow'],
    },
    {
      name: 'a range of ports',
      yaml: rules(WEB, WEB.replace('port: "8000"', 'port: "8000", endPort: 9000')),
      finds: ['CiliumNetworkPolicy a/p spec.ingress[0]: allows nothing that spec.ingress[1] does not allow'],
    },
    {
      name: 'the same pods, by another label',
      yaml: all(pod('{ app: web, tier: front }', 'web'), rules(WEB, WEB.replace('app: web', 'tier: front'))),
      finds: ['CiliumNetworkPolicy a/p spec.ingress[1]: allows nothing that spec.ingress[0] does not allow'],
    },
    {
      name: 'the same requests and more',
      yaml: rules(
        WEB.replace('}] }] }', '}], rules: { http: [{ method: GET }] } }] }'),
        WEB.replace('}] }] }', '}], rules: { http: [{ method: GET }, { method: POST }] } }] }'),
      ),
      finds: ['CiliumNetworkPolicy a/p spec.ingress[0]: allows nothing that spec.ingress[1] does not allow'],
    },
    {
      name: 'everybody',
      yaml: rules('{ toPorts: [{ ports: [{ port: "8000" }] }] }', WEB),
      finds: ['CiliumNetworkPolicy a/p spec.ingress[1]: allows nothing that spec.ingress[0] does not allow'],
    },
    {
      name: 'a block within another',
      yaml: policy(
        '{ endpointSelector: {}, egress: [{ toCIDR: [10.1.0.0/16] }, { toCIDRSet: [{ cidr: 10.0.0.0/8 }] }] }',
      ),
      finds: ['CiliumNetworkPolicy a/p spec.egress[0]: allows nothing that spec.egress[1] does not allow'],
    },
    {
      name: 'seed row E12: the DNS rule of global-allow-gitlab-vm a second time',
      yaml: GLOBAL_ALLOW_GITLAB_VM,
      finds: [
        'CiliumClusterwideNetworkPolicy global-allow-gitlab-vm spec.egress[4]: allows nothing that spec.egress[0] does not allow',
      ],
    },
  ],
} satisfies CheckCases;
