import type { CheckCases } from '../check-cases';
import { networkPolicy } from './policy-yaml';

export default {
  check: 'unlisted-policy-type',
  passing: [
    { name: 'no policyTypes', yaml: networkPolicy('{ podSelector: {}, ingress: [{}], egress: [{}] }') },
    {
      name: 'all that has rules',
      yaml: networkPolicy('{ podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{}] }'),
    },
    {
      name: 'an empty list in the other direction',
      yaml: networkPolicy('{ podSelector: {}, policyTypes: [Ingress], ingress: [{}], egress: [] }'),
    },
  ],
  failing: [
    {
      name: 'egress rules with Ingress alone',
      yaml: networkPolicy('{ podSelector: {}, policyTypes: [Ingress], egress: [{}, {}] }'),
      finds: [
        'NetworkPolicy a/np spec.egress: policyTypes leaves out egress: the API ignores these rules, Cilium 1.20 enforces them',
      ],
    },
    {
      name: 'ingress rules with Egress alone',
      yaml: networkPolicy('{ podSelector: {}, policyTypes: [Egress], ingress: [{ from: [{ podSelector: {} }] }] }'),
      finds: [
        'NetworkPolicy a/np spec.ingress: policyTypes leaves out ingress: the API ignores these rules, Cilium 1.20 enforces them',
      ],
    },
  ],
} satisfies CheckCases;
