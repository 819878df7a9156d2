import type { CheckCases } from '../check-cases';
import { policy } from './policy-yaml';

function http(port: string, rest = ''): string {
  return policy(
    `{ endpointSelector: {}, egress: [{ toFQDNs: [{ matchName: api.huggingface.co }], toPorts: [{ ports: [${port}], rules: { http: [{ method: GET }] }${rest} }] }] }`,
  );
}

export default {
  check: 'http-on-tls-port',
  passing: [
    { name: 'the plain-text port', yaml: http('{ port: "80", protocol: TCP }') },
    {
      name: 'TLS that Cilium ends',
      yaml: http(
        '{ port: "443", protocol: TCP }',
        ', terminatingTLS: { secret: { name: hf } }, originatingTLS: { secret: { name: ca } }',
      ),
    },
    {
      name: '443 without rules',
      yaml: policy(
        '{ endpointSelector: {}, egress: [{ toEntities: [host], toPorts: [{ ports: [{ port: "443", protocol: TCP }] }] }] }',
      ),
    },
    { name: 'a range beside it', yaml: http('{ port: "8000", endPort: 8080, protocol: TCP }') },
  ],
  failing: [
    {
      name: 'seed row E18: GET only to api.huggingface.co, on 443',
      yaml: http('{ port: "443", protocol: TCP }'),
      finds: [
        'CiliumNetworkPolicy a/p spec.egress[0].toPorts[0].ports[0]: HTTP rules on 443/TCP, where Cilium sees only TLS',
      ],
    },
    {
      name: 'the port by its name',
      yaml: http('{ port: https, protocol: TCP }'),
      finds: [
        'CiliumNetworkPolicy a/p spec.egress[0].toPorts[0].ports[0]: HTTP rules on https/TCP, where Cilium sees only TLS',
      ],
    },
    {
      name: 'a range around it',
      yaml: http('{ port: "400", endPort: 500, protocol: TCP }'),
      finds: [
        'CiliumNetworkPolicy a/p spec.egress[0].toPorts[0].ports[0]: HTTP rules on 400-500/TCP, where Cilium sees only TLS',
      ],
    },
    {
      name: 'originatingTLS alone',
      yaml: http('{ port: "443", protocol: TCP }', ', originatingTLS: { secret: { name: ca } }'),
      finds: [
        'CiliumNetworkPolicy a/p spec.egress[0].toPorts[0].ports[0]: HTTP rules on 443/TCP, where Cilium sees only TLS',
      ],
    },
  ],
} satisfies CheckCases;
