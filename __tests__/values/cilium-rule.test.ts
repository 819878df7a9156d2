import fc from 'fast-check';
import { CiliumDirection, CiliumEntity, CiliumRule, ExternalNamespace, Hostname, PodSet, Port } from '../../lib';

const PODS = PodSet.allIn(ExternalNamespace.named('tenant-b'));
const HTTPS = [Port.tcp(443)];
const HTTP = [Port.tcp(8000)];

describe('factories', () => {
  test.each<[string, CiliumRule, CiliumDirection, object]>([
    ['toPods', CiliumRule.toPods(PODS, HTTP), CiliumDirection.EGRESS, { pods: [PODS] }],
    [
      'toFqdn',
      CiliumRule.toFqdn(Hostname.of('a.example.com'), HTTP),
      CiliumDirection.EGRESS,
      { fqdn: { name: 'a.example.com' } },
    ],
    [
      'toFqdnPattern',
      CiliumRule.toFqdnPattern('*.example.com', HTTP),
      CiliumDirection.EGRESS,
      { fqdnPattern: '*.example.com' },
    ],
    [
      'toCidrs',
      CiliumRule.toCidrs(['10.1.0.0/16', 'fd00::/8'], HTTP),
      CiliumDirection.EGRESS,
      { cidrs: ['10.1.0.0/16', 'fd00::/8'] },
    ],
    [
      'toEntities',
      CiliumRule.toEntities([CiliumEntity.KUBE_APISERVER], HTTP),
      CiliumDirection.EGRESS,
      { entities: ['kube-apiserver'] },
    ],
    ['fromPods', CiliumRule.fromPods([PODS], HTTP), CiliumDirection.INGRESS, { pods: [PODS] }],
    [
      'fromEntities',
      CiliumRule.fromEntities([CiliumEntity.REMOTE_NODE], HTTP),
      CiliumDirection.INGRESS,
      { entities: ['remote-node'] },
    ],
    [
      'fromCidrs',
      CiliumRule.fromCidrs(['192.168.32.0/24'], HTTP),
      CiliumDirection.INGRESS,
      { cidrs: ['192.168.32.0/24'] },
    ],
    ['fromGateway', CiliumRule.fromGateway(HTTP), CiliumDirection.INGRESS, { entities: ['ingress'] }],
  ])('%s has one direction and one kind of peer', (_, rule, direction, peer) => {
    expect(rule.direction).toBe(direction);
    expect(rule.peer).toEqual(peer);
    expect(rule.ports).toEqual(HTTP);
    expect(rule.http).toEqual([]);
  });

  test('a rule keeps its own copy of what it was given', () => {
    const ports = [Port.tcp(80)];
    const entities = [CiliumEntity.HOST];
    const cidrs = ['10.0.0.0/8'];
    const pods = [PODS];
    const rules = [
      CiliumRule.fromPods(pods, ports),
      CiliumRule.fromEntities(entities, ports),
      CiliumRule.toEntities(entities, ports),
      CiliumRule.toCidrs(cidrs, ports),
      CiliumRule.fromCidrs(cidrs, ports),
    ];
    ports.push(Port.tcp(22));
    pods.push(PODS);
    entities.push(CiliumEntity.WORLD);
    cidrs.push('0.0.0.0/0');
    for (const rule of rules) {
      expect(rule.ports).toHaveLength(1);
      expect(Object.values(rule.peer)[0]).toHaveLength(1);
    }
  });

  test('entities have the names that Cilium gives them', () => {
    expect(Object.values(CiliumEntity)).toEqual([
      'world',
      'cluster',
      'host',
      'remote-node',
      'kube-apiserver',
      'ingress',
    ]);
  });

  test('only a rule for entities may leave the ports open', () => {
    expect(CiliumRule.fromEntities([CiliumEntity.HOST], []).ports).toEqual([]);
    expect(CiliumRule.toEntities([CiliumEntity.KUBE_APISERVER], []).ports).toEqual([]);
    for (const withoutPorts of [
      () => CiliumRule.toPods(PODS, []),
      () => CiliumRule.toFqdn(Hostname.of('a.example.com'), []),
      () => CiliumRule.toFqdnPattern('*.example.com', []),
      () => CiliumRule.toCidrs(['10.0.0.0/8'], []),
      () => CiliumRule.fromPods([PODS], []),
      () => CiliumRule.fromCidrs(['10.0.0.0/8'], []),
      () => CiliumRule.fromGateway([]),
    ]) {
      expect(withoutPorts).toThrow(new Error('ports must be at least one port, got []'));
    }
  });

  test('a list of peers is not empty, because Cilium would select nobody', () => {
    expect(() => CiliumRule.fromPods([], HTTP)).toThrow(new Error('pods must be at least one set of pods, got []'));
    expect(() => CiliumRule.toCidrs([], HTTP)).toThrow(new Error('cidrs must be at least one IP block, got []'));
    expect(() => CiliumRule.fromCidrs([], HTTP)).toThrow(new Error('cidrs must be at least one IP block, got []'));
    expect(() => CiliumRule.toEntities([], HTTP)).toThrow(new Error('entities must be at least one entity, got []'));
    expect(() => CiliumRule.fromEntities([], HTTP)).toThrow(new Error('entities must be at least one entity, got []'));
  });

  test('a block of addresses has a mask', () => {
    expect(() => CiliumRule.toCidrs(['10.0.0.0/8', '10.0.0.1'], HTTP)).toThrow(
      new Error('CIDR must be an IP block with a mask such as "192.168.32.0/24", got "10.0.0.1"'),
    );
    expect(() => CiliumRule.fromCidrs(['lan'], HTTP)).toThrow(/^CIDR must be an IP block .* got "lan"$/);
  });

  test('a rule has no more ports than Cilium takes', () => {
    const ports = Array.from({ length: 41 }, (_, index) => Port.tcp(8000 + index));
    expect(CiliumRule.fromGateway(ports.slice(1)).ports).toHaveLength(40);
    expect(() => CiliumRule.fromGateway(ports)).toThrow(new Error('number of ports must be at most 40, got 41'));
  });
});

describe('FQDN pattern', () => {
  test.each(['*.example.com', '**.example.com', '*', 'models-*.example.com', '*.Example.com.', `*${'a'.repeat(254)}`])(
    'accepts %j, as the schema of the policy does',
    pattern => expect(CiliumRule.toFqdnPattern(pattern, HTTPS).peer).toEqual({ fqdnPattern: pattern }),
  );

  test.each(['models.example.com', '', '.*', '*..com', '*.example.com/v1', 'a b.*', `*${'a'.repeat(255)}`])(
    'refuses %j',
    pattern =>
      expect(() => CiliumRule.toFqdnPattern(pattern, HTTPS)).toThrow(
        new Error(
          `FQDN pattern must be a DNS name with "*", such as "*.models.example.com", got ${JSON.stringify(pattern)}`,
        ),
      ),
  );

  test('what it accepts, the schema of the policy accepts', () => {
    const schema = /^([-a-zA-Z0-9_*]+[.]?)+$/;
    const text = fc.string({ unit: fc.constantFrom('a', 'B', '0', '-', '_', '.', '*'), maxLength: 12 });
    fc.assert(
      fc.property(text, pattern => {
        const accepts = (() => {
          try {
            return CiliumRule.toFqdnPattern(pattern, HTTPS) !== undefined;
          } catch {
            return false;
          }
        })();
        expect(accepts).toBe(pattern.includes('*') && schema.test(pattern));
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe('forHttp', () => {
  const open = CiliumRule.fromGateway(HTTP);

  test('gives a second rule, and leaves the first as it is', () => {
    const requests = [{ method: 'GET', path: '/v1/models.*' }, { method: 'POST' }];
    const filtered = open.forHttp(requests);
    requests.length = 0;
    expect(filtered.http).toEqual([{ method: 'GET', path: '/v1/models.*' }, { method: 'POST' }]);
    expect(filtered.peer).toEqual(open.peer);
    expect(filtered.ports).toEqual(open.ports);
    expect(filtered.direction).toBe(open.direction);
    expect(open.http).toEqual([]);
  });

  test('needs a request', () => {
    expect(() => open.forHttp([])).toThrow(new Error('requests must be at least one HTTP request, got []'));
  });

  test('a method is in capital letters: Cilium compares it as it is', () => {
    expect(() => open.forHttp([{ method: 'GET' }, { method: 'get' }])).toThrow(
      new Error('HTTP method must be in capital letters such as "GET", got "get"'),
    );
  });

  test.each(['', '[', '(?=/v1)/.*', '/(a)\\1', 'a{2,1}', '/v1/\\j', '/[]', '/v1/\\'])(
    'refuses the path %j, for which Cilium would drop the whole policy',
    path => {
      expect(() => open.forHttp([{ method: 'GET', path }])).toThrow(
        new Error(`HTTP path must be a regular expression such as "/v1/.*", got ${JSON.stringify(path)}`),
      );
    },
  );

  test('needs TCP ports: Cilium refuses the policy otherwise', () => {
    const mixed = CiliumRule.fromGateway([Port.tcp(8000), Port.udp(53)]);
    expect(() => mixed.forHttp([{ method: 'GET' }])).toThrow(
      new Error('ports of an HTTP rule must be at least one, and all of them TCP, got ["8000/TCP","53/UDP"]'),
    );
    const every = CiliumRule.fromEntities([CiliumEntity.HOST], []);
    expect(() => every.forHttp([{ method: 'GET' }])).toThrow(
      new Error('ports of an HTTP rule must be at least one, and all of them TCP, got []'),
    );
  });
});
