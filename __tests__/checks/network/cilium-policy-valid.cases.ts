import type { CheckCases } from '../check-cases';
import { ALLOW_AGENT_DNS, clusterPolicy, dnsRule, GLOBAL_ALLOW_GITLAB_VM, policy } from './policy-yaml';

const OBJECT = 'apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: { name: p, namespace: a }\n';

function egress(rule: string): string {
  return policy(`{ endpointSelector: {}, egress: [${rule}] }`);
}

function ingress(rule: string): string {
  return policy(`{ endpointSelector: {}, ingress: [${rule}] }`);
}

/** A rule for these ports. */
function ports(list: string, rest = ''): string {
  return `{ toEntities: [host], toPorts: [{ ports: [${list}]${rest} }] }`;
}

const TCP = '{ port: "80", protocol: TCP }';
const MANY = Array.from({ length: 41 }, (_, index) => `{ port: "${index + 1}" }`).join(', ');

export default {
  check: 'cilium-policy-valid',
  passing: [
    { name: 'seed rows E06 to E14: Cilium takes global-allow-gitlab-vm', yaml: GLOBAL_ALLOW_GITLAB_VM },
    { name: 'seed row E15: Cilium takes allow-agent-dns', yaml: ALLOW_AGENT_DNS },
    { name: 'specs', yaml: `${OBJECT}specs: [{ endpointSelector: {}, ingress: [{}] }]\n` },
    {
      name: 'null is absent',
      yaml: `${OBJECT}spec: { endpointSelector: { matchLabels: null }, ingress: [{ fromEntities: null, toPorts: null }], egress: null }\nspecs: null\n`,
    },
    {
      name: 'status, as a cluster shows it',
      yaml: `${OBJECT}spec: { endpointSelector: {}, ingress: [{}] }\nstatus: { conditions: [{ type: Valid, status: "True" }] }\n`,
    },
    {
      name: 'a policy for nodes',
      yaml: clusterPolicy(
        '{ nodeSelector: { matchLabels: { kubernetes.io/os: linux } }, ingress: [{ fromEntities: [cluster] }] }',
      ),
    },
    {
      name: 'ports by number, name and range',
      yaml: egress(
        ports(
          '{ port: "80", endPort: 90, protocol: TCP }, { port: http }, { port: "0", protocol: ANY }, { port: "0", protocol: VRRP }',
        ),
      ),
    },
    {
      name: 'HTTP with expressions and headers',
      yaml: egress(
        ports(
          TCP,
          ', rules: { http: [{ method: "GET|HEAD", path: "/v1/[a-z]+", host: a.example.com, headers: [X-A], headerMatches: [{ name: X-B, mismatch: LOG, secret: { name: s } }] }] }',
        ),
      ),
    },
    { name: 'DNS', yaml: egress(dnsRule('{ matchPattern: "**.example.com" }, { matchName: a.example.com. }')) },
    {
      name: 'blocks, with what is left out of them',
      yaml: egress(
        '{ toCIDRSet: [{ cidr: 10.0.0.0/8, except: [10.1.0.0/16] }, { cidrGroupRef: g, except: [10.0.0.0/8] }, { cidrGroupSelector: { matchLabels: { a: b } } }] }',
      ),
    },
    {
      name: 'ICMP by number and name',
      yaml: egress(
        '{ icmps: [{ fields: [{ type: 8 }, { type: "8" }, { type: EchoRequest }, { type: PacketTooBig, family: IPv6 }] }] }',
      ),
    },
    {
      name: 'services, groups, authentication',
      yaml: egress(
        '{ toServices: [{ k8sService: { serviceName: s, namespace: b } }], authentication: { mode: required } }, { toGroups: [{ aws: { labels: { a: b }, securityGroupsIds: [sg-1] } }] }',
      ),
    },
    {
      name: 'server names, TLS and a listener',
      yaml: egress(
        `${ports(TCP, ', serverNames: [a.example.com, "*.b.com"]')}, ${ports(TCP, ', serverNames: [a.b], terminatingTLS: { secret: { name: s } }, rules: { http: [{}] }')}, ${ports(TCP, ', listener: { name: l, envoyConfig: { name: e, kind: CiliumEnvoyConfig }, priority: 1 }')}`,
      ),
    },
    {
      name: 'labels, log, description',
      yaml: policy(
        '{ endpointSelector: {}, ingress: [{}], labels: [{ key: a, source: k8s, value: b }], log: { value: é }, description: d, enableDefaultDeny: { ingress: true } }',
      ),
    },
    {
      name: 'selectors with sources',
      yaml: policy(
        '{ endpointSelector: { matchLabels: { "k8s:app": a, "any:app.kubernetes.io/name": b }, matchExpressions: [{ key: x, operator: NotIn, values: [y] }, { key: z, operator: Exists }] }, ingress: [{}] }',
      ),
    },
    { name: 'a policy of another API', yaml: policy('{ x: 1 }').replace('cilium.io/v2', 'example.com/v1') },
  ],
  failing: [
    {
      name: 'a peer whose name is misspelt is everybody',
      yaml: ingress('{ fromEndpoint: [{ matchLabels: { app: web } }], toPorts: [{ ports: [{ port: "80" }] }] }'),
      finds: [
        'CiliumNetworkPolicy a/p spec.ingress[0].fromEndpoint: is no field that the CRD knows; the API server drops it',
      ],
    },
    {
      name: 'a description beside the spec',
      yaml: `${OBJECT}spec: { endpointSelector: {}, ingress: [{}] }\ndescription: old\n`,
      finds: ['CiliumNetworkPolicy a/p description: is no field that the CRD knows; the API server drops it'],
    },
    {
      name: 'names and requests cannot be denied',
      yaml: policy(
        '{ endpointSelector: {}, egressDeny: [{ toFQDNs: [{ matchName: a.b }], toPorts: [{ ports: [{ port: "80" }], rules: { http: [{}] } }] }] }',
      ),
      finds: [
        'CiliumNetworkPolicy a/p spec.egressDeny[0].toFQDNs: is no field that the CRD knows; the API server drops it',
        'CiliumNetworkPolicy a/p spec.egressDeny[0].toPorts[0].rules: is no field that the CRD knows; the API server drops it',
      ],
    },
    { name: 'no spec', yaml: OBJECT, finds: ['CiliumNetworkPolicy a/p spec: spec or specs is required'] },
    {
      name: 'a spec that is none',
      yaml: `${OBJECT}spec: all\n`,
      finds: ['CiliumNetworkPolicy a/p spec: must be an object, got "all"'],
    },
    {
      name: 'specs that are no list',
      yaml: `${OBJECT}specs: { endpointSelector: {}, ingress: [{}] }\n`,
      finds: ['CiliumNetworkPolicy a/p specs: must be a list, got {"endpointSelector":{},"ingress":[{}]}'],
    },
    {
      name: 'no rule',
      yaml: policy('{ endpointSelector: {} }'),
      finds: ['CiliumNetworkPolicy a/p spec: must have at least one of ingress, ingressDeny, egress, egressDeny'],
    },
    {
      name: 'empty lists of rules',
      yaml: policy('{ endpointSelector: {}, ingress: [], egress: [] }'),
      finds: ['CiliumNetworkPolicy a/p spec: must have a rule in ingress, ingressDeny, egress or egressDeny'],
    },
    {
      name: 'no selector',
      yaml: policy('{ ingress: [{}] }'),
      finds: ['CiliumNetworkPolicy a/p spec: must have exactly one of endpointSelector, nodeSelector, got none'],
    },
    {
      name: 'both selectors',
      yaml: clusterPolicy('{ endpointSelector: {}, nodeSelector: {}, ingress: [{}] }'),
      finds: [
        'CiliumClusterwideNetworkPolicy cp spec: must have exactly one of endpointSelector, nodeSelector, got endpointSelector, nodeSelector',
      ],
    },
    {
      name: 'nodes, of a policy in a namespace',
      yaml: policy('{ nodeSelector: {}, ingress: [{}] }'),
      finds: ['CiliumNetworkPolicy a/p spec.nodeSelector: only a CiliumClusterwideNetworkPolicy can select nodes'],
    },
    {
      name: 'wrong types',
      yaml: policy(
        '{ endpointSelector: {}, ingress: [null, { fromEntities: host }], egress: { toEntities: [world] }, enableDefaultDeny: { ingress: "true" } }',
      ),
      finds: [
        'CiliumNetworkPolicy a/p spec.ingress[0]: must be an object, got null',
        'CiliumNetworkPolicy a/p spec.ingress[1].fromEntities: must be a list, got "host"',
        'CiliumNetworkPolicy a/p spec.egress: must be a list, got {"toEntities":["world"]}',
        'CiliumNetworkPolicy a/p spec.enableDefaultDeny.ingress: must be true or false, got "true"',
      ],
    },
    {
      name: 'a port that is a number',
      yaml: egress(ports('{ port: 53 }')),
      finds: ['CiliumNetworkPolicy a/p spec.egress[0].toPorts[0].ports[0].port: must be a string, got 53'],
    },
    {
      name: 'ports that are none',
      yaml: egress(
        ports(
          '{ protocol: TCP }, { port: "65536" }, { port: abcdefghijklmnopq }, { port: "080" }, { protocol: VRRP }, { port: "80", protocol: GRE }',
        ),
      ),
      finds: [
        'CiliumNetworkPolicy a/p spec.egress[0].toPorts[0].ports[0].port: is required',
        'CiliumNetworkPolicy a/p spec.egress[0].toPorts[0].ports[1].port: must be at most 65535, got "65536"',
        'CiliumNetworkPolicy a/p spec.egress[0].toPorts[0].ports[2].port: must be a number or the name of a port of at most 15 characters, got "abcdefghijklmnopq"',
        'CiliumNetworkPolicy a/p spec.egress[0].toPorts[0].ports[3].port: must be a number or the name of a port of at most 15 characters, got "080"',
        'CiliumNetworkPolicy a/p spec.egress[0].toPorts[0].ports[4].port: protocols without ports need enable-extended-ip-protocols, or port "0"',
        'CiliumNetworkPolicy a/p spec.egress[0].toPorts[0].ports[5].port: must be "0" or left out for GRE, got "80"',
      ],
    },
    {
      name: 'protocols that are none',
      yaml: egress(
        ports('{ port: "80", protocol: tcp }, { port: "80", endPort: 70000 }, { port: "80", endPort: 1.5 }'),
      ),
      finds: [
        'CiliumNetworkPolicy a/p spec.egress[0].toPorts[0].ports[0].protocol: must be one of TCP, UDP, SCTP, VRRP, IGMP, GRE, IPIP, IPV6, ESP, AH, ANY, got "tcp"',
        'CiliumNetworkPolicy a/p spec.egress[0].toPorts[0].ports[1].endPort: must be from 0 to 65535, got 70000',
        'CiliumNetworkPolicy a/p spec.egress[0].toPorts[0].ports[2].endPort: must be an integer, got 1.5',
      ],
    },
    {
      name: 'more than 40 ports',
      yaml: egress(ports(MANY)),
      finds: ['CiliumNetworkPolicy a/p spec.egress[0].toPorts[0].ports: must have at most 40 elements, got 41'],
    },
    {
      name: 'more than 40 ports, denied',
      yaml: policy(`{ endpointSelector: {}, egressDeny: [${ports(MANY)}] }`),
      finds: ['CiliumNetworkPolicy a/p spec.egressDeny[0].toPorts[0].ports: must have at most 40 ports, got 41'],
    },
    {
      name: 'HTTP over what is not TCP',
      yaml: egress(ports('{ port: "80" }', ', rules: { http: [{}] }')),
      finds: [
        'CiliumNetworkPolicy a/p spec.egress[0].toPorts[0].ports[0].protocol: must be TCP for HTTP rules, got "ANY"',
      ],
    },
    {
      name: 'layer 7 on every port',
      yaml: egress(ports('{ port: "0", protocol: TCP }', ', rules: { http: [{}] }')),
      finds: [
        'CiliumNetworkPolicy a/p spec.egress[0].toPorts[0].ports[0].port: layer 7 rules cannot stand on every port',
      ],
    },
    {
      name: 'two kinds of layer 7',
      yaml: egress(ports(TCP, ', rules: { http: [{}], dns: [{ matchPattern: "*" }] }')),
      finds: [
        'CiliumNetworkPolicy a/p spec.egress[0].toPorts[0].rules: must have exactly one of http, dns, got http, dns',
      ],
    },
    {
      name: 'no kind of layer 7',
      yaml: egress(ports(TCP, ', rules: {}')),
      finds: ['CiliumNetworkPolicy a/p spec.egress[0].toPorts[0].rules: must have exactly one of http, dns, got none'],
    },
    {
      name: 'DNS on ingress',
      yaml: ingress('{ toPorts: [{ ports: [{ port: "53" }], rules: { dns: [{ matchPattern: "*" }] } }] }'),
      finds: ['CiliumNetworkPolicy a/p spec.ingress[0].toPorts[0].rules.dns: DNS rules are for egress only'],
    },
    {
      name: 'DNS without a port, and on a range',
      yaml: egress(
        '{ toPorts: [{ rules: { dns: [{ matchPattern: "*" }] } }, { ports: [{ port: "53", endPort: 54 }], rules: { dns: [{ matchPattern: "*" }] } }] }',
      ),
      finds: [
        'CiliumNetworkPolicy a/p spec.egress[0].toPorts[0].ports: DNS rules need a port',
        'CiliumNetworkPolicy a/p spec.egress[0].toPorts[1].ports[0].endPort: DNS rules cannot have a range of ports',
      ],
    },
    {
      name: 'HTTP for nodes',
      yaml: clusterPolicy(`{ nodeSelector: {}, egress: [${ports(TCP, ', rules: { http: [{}] }')}] }`),
      finds: [
        'CiliumClusterwideNetworkPolicy cp spec.egress[0].toPorts[0].rules.http: a policy for nodes cannot have HTTP rules',
      ],
    },
    {
      name: 'expressions that Go does not compile',
      yaml: egress(ports(TCP, ', rules: { http: [{ path: "(?=x)", method: "(" }] }')),
      finds: [
        'CiliumNetworkPolicy a/p spec.egress[0].toPorts[0].rules.http[0].path: must be a regular expression of RE2, got "(?=x)"',
        'CiliumNetworkPolicy a/p spec.egress[0].toPorts[0].rules.http[0].method: must be a regular expression of RE2, got "("',
      ],
    },
    {
      name: 'headers',
      yaml: egress(ports(TCP, ', rules: { http: [{ headerMatches: [{ name: "" }, { name: X, mismatch: log }] }] }')),
      finds: [
        'CiliumNetworkPolicy a/p spec.egress[0].toPorts[0].rules.http[0].headerMatches[0].name: must not be empty',
        'CiliumNetworkPolicy a/p spec.egress[0].toPorts[0].rules.http[0].headerMatches[1].mismatch: must be one of LOG, ADD, DELETE, REPLACE, got "log"',
      ],
    },
    {
      name: 'a header from a Secret without a name',
      yaml: egress(ports(TCP, ', rules: { http: [{ headerMatches: [{ name: X, secret: { name: "" } }] }] }')),
      finds: [
        'CiliumNetworkPolicy a/p spec.egress[0].toPorts[0].rules.http[0].headerMatches[0].secret.name: must not be empty',
      ],
    },
    {
      name: 'server names beside layer 7',
      yaml: egress(ports(TCP, ', serverNames: [a.b], rules: { http: [{}] }')),
      finds: [
        'CiliumNetworkPolicy a/p spec.egress[0].toPorts[0].serverNames: cannot stand beside layer 7 rules without terminatingTLS',
      ],
    },
    {
      name: 'a server name twice, and none',
      yaml: egress(`${ports(TCP, ', serverNames: [a.b, a.b]')}, ${ports(TCP, ', serverNames: []')}`),
      finds: [
        'CiliumNetworkPolicy a/p spec.egress[0].toPorts[0].serverNames: must not have an element twice',
        'CiliumNetworkPolicy a/p spec.egress[1].toPorts[0].serverNames: must have at least 1 elements',
      ],
    },
    {
      name: 'a listener on ingress, and beside layer 7',
      yaml: policy(
        `{ endpointSelector: {}, ingress: [{ toPorts: [{ ports: [${TCP}], listener: { name: l, envoyConfig: { name: e } } }] }], egress: [${ports(TCP, ', listener: { name: l, envoyConfig: { name: e } }, rules: { http: [{}] }')}] }`,
      ),
      finds: [
        'CiliumNetworkPolicy a/p spec.ingress[0].toPorts[0].listener: listeners are for egress only',
        'CiliumNetworkPolicy a/p spec.egress[0].toPorts[0].listener: cannot stand beside layer 7 rules',
      ],
    },
    {
      name: 'two kinds of peers',
      yaml: egress('{ toEntities: [world], toCIDR: [10.0.0.0/8] }'),
      finds: ['CiliumNetworkPolicy a/p spec.egress[0]: cannot combine toCIDR and toEntities in one rule'],
    },
    {
      name: 'ICMP beside ports',
      yaml: egress(`{ toPorts: [{ ports: [${TCP}] }], icmps: [{ fields: [{ type: 8 }] }] }`),
      finds: ['CiliumNetworkPolicy a/p spec.egress[0].icmps: cannot stand in one rule with toPorts'],
    },
    {
      name: 'ICMP of a family that is none, named as what every object of JavaScript has',
      yaml: egress('{ icmps: [{ fields: [{ type: EchoRequest, family: constructor }] }] }'),
      finds: [
        'CiliumNetworkPolicy a/p spec.egress[0].icmps[0].fields[0].family: must be one of IPv4, IPv6, got "constructor"',
      ],
    },
    {
      name: 'ICMP types',
      yaml: egress('{ icmps: [{ fields: [{ type: PacketTooBig }, { type: Photuris, family: IPv6 }] }] }'),
      finds: [
        'CiliumNetworkPolicy a/p spec.egress[0].icmps[0].fields[0].type: IPv4 has no type "PacketTooBig"',
        'CiliumNetworkPolicy a/p spec.egress[0].icmps[0].fields[1].type: IPv6 has no type "Photuris"',
      ],
    },
    {
      name: 'an entity that is none',
      yaml: egress('{ toEntities: [internet] }'),
      finds: [
        'CiliumNetworkPolicy a/p spec.egress[0].toEntities[0]: must be one of all, world, cluster, cluster-mesh, host, init, ingress, unmanaged, remote-node, health, none, kube-apiserver, got "internet"',
      ],
    },
    {
      name: 'blocks that are none',
      yaml: egress('{ toCIDR: [10.0.0.1, 10.0.0.0/33] }'),
      finds: [
        'CiliumNetworkPolicy a/p spec.egress[0].toCIDR[0]: must be a block of addresses with a mask such as "192.168.32.0/24", got "10.0.0.1"',
        'CiliumNetworkPolicy a/p spec.egress[0].toCIDR[1]: must be a block of addresses with a mask such as "192.168.32.0/24", got "10.0.0.0/33"',
      ],
    },
    {
      name: 'a mask with a zero before it',
      yaml: egress(
        '{ toCIDR: [10.0.0.0/08] }, { toCIDRSet: [{ cidr: 10.0.0.0/08 }, { cidr: 10.0.0.0/8, except: [10.0.0.0/016] }] }',
      ),
      finds: [
        'CiliumNetworkPolicy a/p spec.egress[0].toCIDR[0]: must be a block of addresses without zeros before its numbers, got "10.0.0.0/08"',
        'CiliumNetworkPolicy a/p spec.egress[1].toCIDRSet[0].cidr: must be a block of addresses without zeros before its numbers, got "10.0.0.0/08"',
        'CiliumNetworkPolicy a/p spec.egress[1].toCIDRSet[1].except[0]: must be a block of addresses without zeros before its numbers, got "10.0.0.0/016"',
      ],
    },
    {
      name: 'what is left out is not within',
      yaml: egress('{ toCIDRSet: [{ cidr: 10.0.0.0/8, except: [11.0.0.0/16] }] }'),
      finds: [
        'CiliumNetworkPolicy a/p spec.egress[0].toCIDRSet[0].except[0]: "11.0.0.0/16" is not within "10.0.0.0/8"',
      ],
    },
    {
      name: 'two kinds of blocks, and none',
      yaml: egress('{ toCIDRSet: [{ cidr: 10.0.0.0/8, cidrGroupRef: g }, { except: [10.0.0.0/8] }] }'),
      finds: [
        'CiliumNetworkPolicy a/p spec.egress[0].toCIDRSet[0]: must have exactly one of cidr, cidrGroupRef, cidrGroupSelector, got cidr, cidrGroupRef',
        'CiliumNetworkPolicy a/p spec.egress[0].toCIDRSet[1]: must have exactly one of cidr, cidrGroupRef, cidrGroupSelector, got none',
      ],
    },
    {
      name: 'names that are none',
      yaml: egress('{ toFQDNs: [{ matchName: a..b }, { matchPattern: "a,b" }, { matchName: a, matchPattern: b }] }'),
      finds: [
        'CiliumNetworkPolicy a/p spec.egress[0].toFQDNs[0].matchName: must match ^([-a-zA-Z0-9_]+[.]?)+$, got "a..b"',
        'CiliumNetworkPolicy a/p spec.egress[0].toFQDNs[1].matchPattern: must match ^([-a-zA-Z0-9_*]+[.]?)+$, got "a,b"',
        'CiliumNetworkPolicy a/p spec.egress[0].toFQDNs[2]: must have exactly one of matchName, matchPattern, got matchName, matchPattern',
      ],
    },
    {
      name: 'a name that is too long',
      yaml: egress(`{ toFQDNs: [{ matchName: ${'a'.repeat(256)} }] }`),
      finds: ['CiliumNetworkPolicy a/p spec.egress[0].toFQDNs[0].matchName: must have at most 255 characters, got 256'],
    },
    {
      name: 'peers that are nodes',
      yaml: egress('{ toNodes: [{}] }'),
      finds: [
        'CiliumNetworkPolicy a/p spec.egress[0].toNodes[0]: peers that are nodes need enable-node-selector-labels, which is off unless it is set',
      ],
    },
    {
      name: 'selectors',
      yaml: policy(
        '{ endpointSelector: { matchLabels: { "a b": c, "k8s:a:b": c }, matchExpressions: [{ key: a, operator: In }, { key: a, operator: Exists, values: [b] }, { key: a, operator: NotIn, values: [b c] }] }, ingress: [{}] }',
      ),
      finds: [
        'CiliumNetworkPolicy a/p spec.endpointSelector.matchLabels[a b]: must be a label key, with a source such as "k8s:" or none, got "a b"',
        'CiliumNetworkPolicy a/p spec.endpointSelector.matchLabels[k8s:a:b]: must be a label key, with a source such as "k8s:" or none, got "k8s:a:b"',
        'CiliumNetworkPolicy a/p spec.endpointSelector.matchExpressions[0].values: must be given for In',
        'CiliumNetworkPolicy a/p spec.endpointSelector.matchExpressions[1].values: must be left out for Exists',
        'CiliumNetworkPolicy a/p spec.endpointSelector.matchExpressions[2].values[0]: must be a label value, got "b c"',
      ],
    },
    {
      name: 'label values',
      yaml: policy('{ endpointSelector: { matchLabels: { a: b c, d: 1 } }, ingress: [{}] }'),
      finds: [
        'CiliumNetworkPolicy a/p spec.endpointSelector.matchLabels.a: must match ^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$, got "b c"',
        'CiliumNetworkPolicy a/p spec.endpointSelector.matchLabels.d: must be a string, got 1',
      ],
    },
    {
      name: 'a selector of groups',
      yaml: egress('{ toCIDRSet: [{ cidrGroupSelector: { matchLabels: { "a b": c, $d: e } } }] }'),
      finds: [
        'CiliumNetworkPolicy a/p spec.egress[0].toCIDRSet[0].cidrGroupSelector.matchLabels[a b]: must be a label key, with a source such as "k8s:" or none, got "a b"',
      ],
    },
    {
      name: 'labels and log',
      yaml: policy(
        `{ endpointSelector: {}, ingress: [{}], labels: [{ value: a }], log: { value: ${'x'.repeat(33)} } }`,
      ),
      finds: [
        'CiliumNetworkPolicy a/p spec.labels[0].key: is required',
        'CiliumNetworkPolicy a/p spec.log.value: must have at most 32 characters, got 33',
      ],
    },
    {
      name: 'a label without a key',
      yaml: policy('{ endpointSelector: {}, ingress: [{}], labels: [{ key: "" }] }'),
      finds: ['CiliumNetworkPolicy a/p spec.labels[0].key: must not be empty'],
    },
    {
      name: 'what went out of use',
      yaml: egress('{ toRequires: [a] }'),
      finds: ['CiliumNetworkPolicy a/p spec.egress[0].toRequires: must have at most 0 elements, got 1'],
    },
  ],
} satisfies CheckCases;
