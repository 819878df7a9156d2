import type { CheckCases } from '../check-cases';
import { namespace, ofClass } from '../class-yaml';

const policy = (annotation: string, names: string, kind = 'CiliumNetworkPolicy') => `
apiVersion: cilium.io/v2
kind: ${kind}
metadata: { name: p, ${kind === 'CiliumNetworkPolicy' ? 'namespace: a, ' : ''}annotations: { ${annotation} } }
spec: { endpointSelector: {}, egress: [{ toFQDNs: [${names}] }] }
---
`;
const entry = (text: string) => `fortress.cdk8s.io/approved-egress: "${text}"`;
const DATA = namespace('a', ofClass('data'));
const MIRROR = '{ matchName: pypi.example.com }';

export default {
  check: 'approved-egress',
  passing: [
    {
      name: 'E33: each has an owner and a reason',
      yaml:
        DATA +
        policy(
          entry(
            'pypi.example.com (platform@example.com): packages; *.models.example.com (vision): weights to start from',
          ),
          `${MIRROR}, { matchPattern: "*.models.example.com" }`,
        ),
    },
    { name: 'no class', yaml: namespace('a') + policy('', MIRROR) },
    { name: 'no name', yaml: DATA + policy('', '') },
    {
      name: 'what is denied',
      yaml: DATA + policy('', MIRROR).replace('egress:', 'egressDeny:'),
    },
  ],
  failing: [
    {
      name: 'E33: nobody answers for it',
      yaml: DATA + policy('', MIRROR),
      finds: ['CiliumNetworkPolicy a/p spec.egress[0].toFQDNs[0]: nobody answers for "pypi.example.com"'],
    },
    {
      name: 'E33: no reason, no owner, and one that no rule is for',
      yaml: DATA + policy(entry('pypi.example.com: packages; x.example.com (vision): weights'), MIRROR),
      finds: [
        'CiliumNetworkPolicy a/p spec.egress[0].toFQDNs[0]: nobody answers for "pypi.example.com"',
        'CiliumNetworkPolicy a/p metadata.annotations[fortress.cdk8s.io/approved-egress]: "pypi.example.com: packages" is not "<name> (<owner>): <reason>"',
        'CiliumNetworkPolicy a/p metadata.annotations[fortress.cdk8s.io/approved-egress]: no rule is for "x.example.com"',
      ],
    },
    {
      name: 'a policy of the whole cluster that says it has approved something',
      yaml: policy(entry('y.example.com (vision): weights'), `${MIRROR}, ${MIRROR}`, 'CiliumClusterwideNetworkPolicy'),
      finds: [
        'CiliumClusterwideNetworkPolicy p spec.egress[0].toFQDNs[0]: nobody answers for "pypi.example.com"',
        'CiliumClusterwideNetworkPolicy p metadata.annotations[fortress.cdk8s.io/approved-egress]: no rule is for "y.example.com"',
      ],
    },
  ],
} satisfies CheckCases;
