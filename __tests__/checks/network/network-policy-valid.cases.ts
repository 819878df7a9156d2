import type { CheckCases } from '../check-cases';

const policy = (spec: string) => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: p, namespace: a }
spec: ${spec}
`;
const selecting = (selector: string) => policy(`{ podSelector: ${selector} }`);
const port = (port: string) => policy(`{ podSelector: {}, ingress: [{ ports: [${port}] }] }`);
const peer = (peer: string) => policy(`{ podSelector: {}, egress: [{ to: [${peer}] }] }`);
const finding = (text: string) => [`NetworkPolicy a/p spec.${text}`];

export default {
  check: 'network-policy-valid',
  passing: [
    { name: 'nothing but a selector', yaml: selecting('{}') },
    {
      name: 'a port by number, by name, as a range, and any port of a protocol',
      yaml: port('{ port: 80 }, { port: http }, { port: 80, endPort: 90 }, { protocol: SCTP }'),
    },
    {
      name: 'labels and expressions',
      yaml: selecting(
        '{ matchLabels: { app.kubernetes.io/name: api, empty: "" }, matchExpressions: [{ key: a, operator: In, values: [b] }, { key: a, operator: Exists }] }',
      ),
    },
    { name: 'a block with an exception', yaml: peer('{ ipBlock: { cidr: 10.0.0.0/8, except: [10.1.0.0/16] } }') },
    {
      name: 'a policy of Cilium is the matter of another check',
      yaml: port('{ port: 0 }').replace('networking.k8s.io/v1', 'cilium.io/v2'),
    },
  ],
  failing: [
    {
      name: 'a type in lower case',
      yaml: policy('{ podSelector: {}, policyTypes: [ingress] }'),
      finds: finding('policyTypes[0]: must be Ingress or Egress, got "ingress"'),
    },
    {
      name: 'a type twice',
      yaml: policy('{ podSelector: {}, policyTypes: [Ingress, Egress, Ingress] }'),
      finds: finding('policyTypes: must be at most two types, got ["Ingress","Egress","Ingress"]'),
    },
    {
      name: 'a port that no pod can have',
      yaml: port('{ port: 0 }'),
      finds: finding('ingress[0].ports[0].port: must be a number from 1 to 65535, or the name of a port, got 0'),
    },
    {
      name: 'a range that ends before it begins',
      yaml: port('{ port: 90, endPort: 80 }'),
      finds: finding('ingress[0].ports[0].endPort: must be a number from that of port to 65535, got 80'),
    },
    {
      name: 'a range from a name',
      yaml: port('{ port: http, endPort: 80 }'),
      finds: finding('ingress[0].ports[0].endPort: must be a number from that of port to 65535, got 80'),
    },
    {
      name: 'a protocol that Cilium has and Kubernetes has not',
      yaml: port('{ port: 80, protocol: ICMP }'),
      finds: finding('ingress[0].ports[0].protocol: must be TCP, UDP or SCTP, got "ICMP"'),
    },
    {
      name: 'a peer that says nothing',
      yaml: peer('{}'),
      finds: finding('egress[0].to[0]: must have selectors, or an ipBlock, got {}'),
    },
    {
      name: 'an address without a mask',
      yaml: peer('{ ipBlock: { cidr: 10.0.0.1 } }'),
      finds: finding(
        'egress[0].to[0].ipBlock.cidr: must be a block of addresses with a mask such as "10.0.0.0/8", got "10.0.0.1"',
      ),
    },
    {
      name: 'an IPv4 block written as one of IPv6',
      yaml: peer('{ ipBlock: { cidr: "::ffff:10.0.0.0/104" } }'),
      finds: finding('egress[0].to[0].ipBlock.cidr: must be written as a block of IPv4, got "::ffff:10.0.0.0/104"'),
    },
    {
      name: 'a block that does not begin where it is written to begin, of which servers before 1.36 only warn',
      yaml: peer('{ ipBlock: { cidr: 10.0.0.1/8, except: [10.1.0.1/16] } }'),
      finds: [
        ...finding('egress[0].to[0].ipBlock.cidr: must begin with the first address of the block, got "10.0.0.1/8"'),
        ...finding(
          'egress[0].to[0].ipBlock.except[0]: must begin with the first address of the block, got "10.1.0.1/16"',
        ),
      ],
    },
    {
      name: 'an exception outside its block',
      yaml: peer('{ ipBlock: { cidr: 10.0.0.0/8, except: [11.0.0.0/16] } }'),
      finds: finding('egress[0].to[0].ipBlock.except[0]: must be a smaller block within cidr, got "11.0.0.0/16"'),
    },
    {
      name: 'an operator that selectors of labels do not have',
      yaml: selecting('{ matchExpressions: [{ key: a, operator: Gt, values: ["1"] }] }'),
      finds: finding('podSelector.matchExpressions[0].operator: must be In, NotIn, Exists or DoesNotExist, got "Gt"'),
    },
    {
      name: 'values where the operator takes none, and none where it takes some',
      yaml: selecting('{ matchExpressions: [{ key: a, operator: In }, { key: a, operator: Exists, values: [b] }] }'),
      finds: [
        ...finding('podSelector.matchExpressions[0].values: must not be empty with In'),
        ...finding('podSelector.matchExpressions[1].values: must be empty with Exists, got ["b"]'),
      ],
    },
    {
      name: 'a key with two prefixes, and a value with a space',
      yaml: selecting('{ matchLabels: { a/b/c: x, app: a b } }'),
      finds: [
        ...finding(
          'podSelector.matchLabels[a/b/c]: must have a label key such as "app.kubernetes.io/name", got "a/b/c"',
        ),
        ...finding('podSelector.matchLabels.app: must be the value of a label, got "a b"'),
      ],
    },
  ],
} satisfies CheckCases;
