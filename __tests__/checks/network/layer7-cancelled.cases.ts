import type { CheckCases } from '../check-cases';
import { all, DNS_PEER, dnsRule, pod, policy } from './policy-yaml';

const HTTP =
  '{ fromEndpoints: [{ matchLabels: { app: web } }], toPorts: [{ ports: [{ port: "8000", protocol: TCP }], rules: { http: [{ method: GET }] } }] }';
const NAMES = dnsRule('{ matchName: a.example.com }');

function http(rule: string): string {
  return policy(`{ endpointSelector: {}, ingress: [${HTTP}, ${rule}] }`);
}

function dns(rule: string): string {
  return policy(`{ endpointSelector: {}, egress: [${NAMES}, ${rule}] }`);
}

export default {
  check: 'layer7-cancelled',
  passing: [
    { name: 'alone', yaml: policy(`{ endpointSelector: {}, ingress: [${HTTP}], egress: [${NAMES}] }`) },
    {
      name: 'another port',
      yaml: http(
        '{ fromEndpoints: [{ matchLabels: { app: web } }], toPorts: [{ ports: [{ port: "8001", protocol: TCP }] }] }',
      ),
    },
    {
      name: 'another peer',
      yaml: http(
        '{ fromEndpoints: [{ matchLabels: { app: prometheus } }], toPorts: [{ ports: [{ port: "8000", protocol: TCP }] }] }',
      ),
    },
    {
      name: 'an exception for one of the peers',
      yaml: policy(
        `{ endpointSelector: {}, ingress: [${HTTP.replace('matchLabels: { app: web }', '')}, { fromEndpoints: [{ matchLabels: { app: prometheus } }], toPorts: [{ ports: [{ port: "8000" }] }] }] }`,
      ),
    },
    { name: 'other requests of the same peer', yaml: http(HTTP.replace('GET', 'POST')) },
    {
      name: 'over UDP',
      yaml: http(
        '{ fromEndpoints: [{ matchLabels: { app: web } }], toPorts: [{ ports: [{ port: "8000", protocol: UDP }] }] }',
      ),
    },
    { name: 'for DNS, a rule for every port: the proxy asks the rules of port 53 only', yaml: dns(`{ ${DNS_PEER} }`) },
    {
      name: 'for DNS, a range of ports',
      yaml: dns(`{ ${DNS_PEER}, toPorts: [{ ports: [{ port: "1", endPort: 1000 }] }] }`),
    },
    {
      name: 'for other pods',
      yaml: all(
        pod('{ app: api }'),
        policy(`{ endpointSelector: { matchLabels: { app: api } }, ingress: [${HTTP}] }`),
        policy('{ endpointSelector: { matchLabels: { app: db } }, ingress: [{ fromEntities: [cluster] }] }', 'db'),
      ),
    },
    {
      name: 'a deny rule',
      yaml: policy(
        `{ endpointSelector: {}, ingress: [${HTTP}], ingressDeny: [{ fromEntities: [cluster], toPorts: [{ ports: [{ port: "8000" }] }] }] }`,
      ),
    },
    {
      name: 'an empty list of rules is no layer 7',
      yaml: policy(
        '{ endpointSelector: {}, ingress: [{ fromEntities: [host], toPorts: [{ ports: [{ port: "8000", protocol: TCP }], rules: { http: [] } }] }, { fromEntities: [host] }] }',
      ),
    },
  ],
  failing: [
    {
      name: 'the same peer and port',
      yaml: http(
        '{ fromEndpoints: [{ matchLabels: { app: web } }], toPorts: [{ ports: [{ port: "8000", protocol: TCP }] }] }',
      ),
      finds: [
        'CiliumNetworkPolicy a/p spec.ingress[0].toPorts[0].rules.http: spec.ingress[1] lets every request on 8000/TCP through for its pods: it allows 8000/TCP without layer 7 rules',
      ],
    },
    {
      name: 'the same peer, on every port',
      yaml: http('{ fromEndpoints: [{ matchLabels: { "k8s:app": web } }] }'),
      finds: [
        'CiliumNetworkPolicy a/p spec.ingress[0].toPorts[0].rules.http: spec.ingress[1] lets every request on 8000/TCP through for its pods: it allows every port without layer 7 rules',
      ],
    },
    {
      name: 'a range of ports',
      yaml: http(
        '{ fromEndpoints: [{ matchLabels: { app: web } }], toPorts: [{ ports: [{ port: "8000", endPort: 8080 }] }] }',
      ),
      finds: [
        'CiliumNetworkPolicy a/p spec.ingress[0].toPorts[0].rules.http: spec.ingress[1] lets every request on 8000/TCP through for its pods: it allows 8000-8080/ANY without layer 7 rules',
      ],
    },
    {
      name: 'a broader peer',
      yaml: http('{ fromEntities: [cluster], toPorts: [{ ports: [{ port: "8000" }] }] }'),
      finds: [
        'CiliumNetworkPolicy a/p spec.ingress[0].toPorts[0].rules.http: spec.ingress[1] lets every request on 8000/TCP through for its pods: it allows 8000/ANY without layer 7 rules',
      ],
    },
    {
      name: 'everybody',
      yaml: http('{ toPorts: [{ ports: [{ port: "8000" }] }] }'),
      finds: [
        'CiliumNetworkPolicy a/p spec.ingress[0].toPorts[0].rules.http: spec.ingress[1] lets every request on 8000/TCP through for its pods: it allows 8000/ANY without layer 7 rules',
      ],
    },
    {
      name: 'the same pods by another label',
      yaml: all(
        pod('{ app: web, tier: front }', 'web'),
        http('{ fromEndpoints: [{ matchLabels: { tier: front } }], toPorts: [{ ports: [{ port: "8000" }] }] }'),
      ),
      finds: [
        'CiliumNetworkPolicy a/p spec.ingress[0].toPorts[0].rules.http: spec.ingress[1] lets every request on 8000/TCP through for the pods of Pod a/web: it allows 8000/ANY without layer 7 rules',
      ],
    },
    {
      name: 'in another policy',
      yaml: all(
        pod('{ app: api }'),
        policy(`{ endpointSelector: { matchLabels: { app: api } }, ingress: [${HTTP}] }`),
        policy('{ endpointSelector: {}, ingress: [{ fromEndpoints: [{}] }] }', 'same-namespace'),
      ),
      finds: [
        'CiliumNetworkPolicy a/p spec.ingress[0].toPorts[0].rules.http: spec.ingress[0] of CiliumNetworkPolicy a/same-namespace lets every request on 8000/TCP through for the pods of Pod a/api: it allows every port without layer 7 rules',
      ],
    },
    {
      name: 'DNS on port 53 without rules',
      yaml: dns(`{ ${DNS_PEER}, toPorts: [{ ports: [{ port: "53" }] }] }`),
      finds: [
        'CiliumNetworkPolicy a/p spec.egress[0].toPorts[0].rules.dns: spec.egress[1] lets every name on 53/UDP through for its pods: it allows 53/ANY without layer 7 rules',
      ],
    },
    {
      name: 'requests to a name, beside the world',
      yaml: policy(
        '{ endpointSelector: {}, egress: [{ toFQDNs: [{ matchName: a.example.com }], toPorts: [{ ports: [{ port: "80", protocol: TCP }], rules: { http: [{ method: GET }] } }] }, { toEntities: [world], toPorts: [{ ports: [{ port: "80", protocol: TCP }] }] }] }',
      ),
      finds: [
        'CiliumNetworkPolicy a/p spec.egress[0].toPorts[0].rules.http: spec.egress[1] lets every request on 80/TCP through for its pods: it allows 80/TCP without layer 7 rules',
      ],
    },
  ],
} satisfies CheckCases;
