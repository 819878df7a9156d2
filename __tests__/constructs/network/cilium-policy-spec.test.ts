import fc from 'fast-check';
import {
  CiliumEntity,
  CiliumPolicy,
  CiliumRule,
  type CiliumRulesProps,
  ClusterDns,
  ExternalNamespace,
  Hostname,
  PodSet,
  Port,
} from '../../../lib';
import { API, renderOne, TENANT_A } from '../example-tenant';

const HTTP = [Port.tcp(8000)];
const GET = [{ method: 'GET' }];
const HOST = Hostname.of('weights.example.com');
const POD = PodSet.labelled({ app: 'client', tier: 'web' }, TENANT_A);
const { toPods, toFqdn, toFqdnPattern, toCidrs, toEntities, fromPods, fromEntities, fromCidrs } = CiliumRule;

const build = (props: CiliumRulesProps) => () =>
  renderOne(chart => new CiliumPolicy(chart, 'p', { pods: API, ...props }));

describe('refuses', () => {
  test('a policy without a rule, which Cilium drops', () => {
    const error = new Error('policy p has no rule; pass ingress, egress, ingressDeny or egressDeny');
    expect(build({})).toThrow(error);
    expect(build({ ingress: [], egressDeny: [] })).toThrow(error);
  });

  test('a rule in a list of the other direction', () => {
    const out = toPods(POD, HTTP);
    const into = fromPods([POD], HTTP);
    expect(build({ ingress: [out] })).toThrow(new Error('policy p has an egress rule in ingress; move it to egress'));
    expect(build({ egress: [into] })).toThrow(new Error('policy p has an ingress rule in egress; move it to ingress'));
    expect(build({ ingressDeny: [out] })).toThrow(
      new Error('policy p has an egress rule in ingressDeny; move it to egress'),
    );
    expect(build({ egressDeny: [into] })).toThrow(
      new Error('policy p has an ingress rule in egressDeny; move it to ingress'),
    );
  });

  test('to deny a name: the schema would prune it, and all names be denied', () => {
    const error = new Error('policy p denies a name, which Cilium cannot; deny its addresses, or allow less');
    expect(build({ egressDeny: [toFqdn(HOST, HTTP)] })).toThrow(error);
    expect(build({ egressDeny: [toFqdnPattern('*.example.com', HTTP)] })).toThrow(error);
  });

  test('to deny requests: the schema would prune them, and all be denied', () => {
    const error = new Error('policy p denies HTTP requests, which Cilium cannot; allow the others with forHttp()');
    expect(build({ ingressDeny: [fromPods([POD], HTTP).forHttp(GET)] })).toThrow(error);
    expect(build({ egressDeny: [toPods(POD, HTTP).forHttp(GET)] })).toThrow(error);
  });

  test('a name inside the cluster, which Cilium matches with nothing', () => {
    expect(build({ egress: [toFqdn(Hostname.of('minio.minio.svc.cluster.local'), HTTP)] })).toThrow(
      new Error(
        'policy p allows "minio.minio.svc.cluster.local", and Cilium matches nothing inside the cluster by name; ' +
          'use CiliumRule.toPods()',
      ),
    );
    expect(build({ egress: [toFqdnPattern('*.minio.svc.cluster.local', HTTP)] })).toThrow(
      /^policy p allows "\*\.minio/,
    );
    const dns = ClusterDns.of({ domain: 'k8s.example' });
    expect(build({ dns, egress: [toFqdn(Hostname.of('minio.minio.svc.k8s.example'), HTTP)] })).toThrow(
      /^policy p allows/,
    );
    expect(build({ dns, egress: [toFqdn(Hostname.of('minio.cluster.local'), HTTP)] })).not.toThrow();
  });

  test('to select a peer by a label of its namespace, which would take it out of the namespace that was named', () => {
    for (const key of ['io.kubernetes.pod.namespace', 'io.cilium.k8s.namespace.labels.team']) {
      const pods = PodSet.labelled({ app: 'client', [key]: 'tenant-b' }, TENANT_A);
      const error = new Error(`pod label in policy p must be one of the pod, not of its namespace, got "${key}"`);
      expect(build({ ingress: [fromPods([POD, pods], HTTP)] })).toThrow(error);
      expect(build({ ingress: [fromPods([POD], HTTP)], egressDeny: [toPods(pods, HTTP)] })).toThrow(error);
    }
  });

  test('to filter HTTP on 443, alone or in a range', () => {
    const error = new Error(
      'policy p filters HTTP on port 443, where Cilium sees only TLS; use the plain-text port, or drop forHttp()',
    );
    for (const port of [Port.tcp(443), Port.tcpRange(80, 443), Port.tcpRange(443, 500)]) {
      expect(build({ ingress: [fromPods([POD], [port]).forHttp(GET)] })).toThrow(error);
      expect(build({ egress: [toFqdn(HOST, [Port.tcp(80), port]).forHttp(GET)] })).toThrow(error);
    }
    expect(build({ ingress: [fromPods([POD], [Port.tcpRange(444, 500)]).forHttp(GET)] })).not.toThrow();
  });

  test('to filter HTTP beside a rule that cancels the filter, with a text that names the ports', () => {
    expect(
      build({ ingress: [fromPods([POD], [Port.tcp(80), Port.tcp(8000)]).forHttp(GET), fromPods([POD], HTTP)] }),
    ).toThrow(
      new Error(
        'policy p filters HTTP on 80/TCP, 8000/TCP, and another of its rules lets the same peer through unfiltered, ' +
          'which cancels the filter; keep one of the two',
      ),
    );
  });
});

describe('an HTTP filter is cancelled by an unfiltered rule', () => {
  const everyPod = PodSet.allIn(TENANT_A);
  const world = [CiliumEntity.WORLD];
  const cluster = [CiliumEntity.CLUSTER];

  test.each<[string, CiliumRule, CiliumRule]>([
    ['for the same pods', fromPods([POD], HTTP), fromPods([POD], HTTP)],
    ['for one of its sets of pods', fromPods([API, POD], HTTP), fromPods([POD], HTTP)],
    ['for more pods of the namespace', fromPods([POD], HTTP), fromPods([everyPod], HTTP)],
    ['for pods with fewer labels', fromPods([POD], HTTP), fromPods([PodSet.labelled({ tier: 'web' }, TENANT_A)], HTTP)],
    ['for the cluster', toPods(POD, HTTP), toEntities(cluster, HTTP)],
    ['for the cluster, on every port', fromPods([POD], HTTP), fromEntities(cluster, [])],
    [
      'for the same entity among others',
      fromEntities([CiliumEntity.INGRESS], HTTP),
      fromEntities([CiliumEntity.HOST, CiliumEntity.INGRESS], HTTP),
    ],
    [
      'for the cluster, which holds the gateway',
      fromEntities([CiliumEntity.INGRESS], HTTP),
      fromEntities(cluster, HTTP),
    ],
    ['for the world', toFqdn(HOST, HTTP), toEntities(world, HTTP)],
    ['for the world, which holds every pattern', toFqdnPattern('*.example.com', HTTP), toEntities(world, HTTP)],
    ['for the world, which holds every address', fromCidrs(['192.168.32.0/24'], HTTP), fromEntities(world, HTTP)],
    ['for a wider block', toCidrs(['192.168.32.0/24'], HTTP), toCidrs(['192.168.0.0/16'], HTTP)],
    ['for every address, which is the world', toEntities(world, HTTP), toCidrs(['0.0.0.0/0'], HTTP)],
    ['for every address, which holds every name', toFqdn(HOST, HTTP), toCidrs(['0.0.0.0/0'], HTTP)],
    ['for the same name', toFqdn(HOST, HTTP), toFqdn(HOST, HTTP)],
    ['for a pattern of the name', toFqdn(HOST, HTTP), toFqdnPattern('*.Example.com.', HTTP)],
    [
      'for a pattern of many labels',
      toFqdn(Hostname.of('a.b.example.com'), HTTP),
      toFqdnPattern('**.example.com', HTTP),
    ],
    ['for every name', toFqdn(HOST, HTTP), toFqdnPattern('*', HTTP)],
    ['for the same pattern', toFqdnPattern('*.example.com', HTTP), toFqdnPattern('*.example.com', HTTP)],
    ['on the port among others', fromPods([POD], HTTP), fromPods([POD], [Port.tcp(80), Port.tcp(8000)])],
    ['on a range that holds the port', fromPods([POD], HTTP), fromPods([POD], [Port.tcpRange(1, 65535)])],
    ['on one port of the range', fromPods([POD], [Port.tcpRange(8000, 8010)]), fromPods([POD], [Port.tcp(8010)])],
  ])('%s', (_, filtered, open) => {
    const list = filtered.direction;
    expect(build({ [list]: [filtered.forHttp(GET), open] })).toThrow(/cancels the filter/);
    expect(build({ [list]: [open, filtered.forHttp(GET)] })).toThrow(/cancels the filter/);
  });

  const elsewhere = PodSet.labelled({ app: 'client', tier: 'web' }, ExternalNamespace.named('tenant-b'));

  test.each<[string, CiliumRule, CiliumRule]>([
    ['for other pods', fromPods([POD], HTTP), fromPods([PodSet.labelled({ app: 'other' }, TENANT_A)], HTTP)],
    ['for fewer pods', fromPods([everyPod], HTTP), fromPods([POD], HTTP)],
    ['for the same labels in another namespace', fromPods([POD], HTTP), fromPods([elsewhere], HTTP)],
    ['for the world, which holds no pod', toPods(POD, HTTP), toEntities(world, HTTP)],
    ['for the cluster, which holds no name', toFqdn(HOST, HTTP), toEntities(cluster, HTTP)],
    ['for the cluster, which is not the world', fromEntities(world, HTTP), fromEntities(cluster, HTTP)],
    ['for another entity', fromEntities([CiliumEntity.INGRESS], HTTP), fromEntities([CiliumEntity.HOST], HTTP)],
    ['for pods, which are not the cluster', fromEntities(cluster, HTTP), fromPods([everyPod], HTTP)],
    ['for a block, which holds no pod', toPods(POD, HTTP), toCidrs(['0.0.0.0/0'], HTTP)],
    ['for a narrower block', toCidrs(['192.168.0.0/16'], HTTP), toCidrs(['192.168.32.0/24'], HTTP)],
    ['for a block, which may not hold the name', toFqdn(HOST, HTTP), toCidrs(['192.0.0.0/8'], HTTP)],
    ['for another name', toFqdn(HOST, HTTP), toFqdn(Hostname.of('a.example.com'), HTTP)],
    ['for a name of a pattern', toFqdnPattern('*.example.com', HTTP), toFqdn(HOST, HTTP)],
    [
      'for a pattern of another depth',
      toFqdn(Hostname.of('a.b.example.com'), HTTP),
      toFqdnPattern('*.example.com', HTTP),
    ],
    [
      'for a pattern that a dot must not match',
      toFqdn(Hostname.of('weights-example.com'), HTTP),
      toFqdnPattern('weights.*', HTTP),
    ],
    ['for a pattern, which holds no pod', toPods(POD, HTTP), toFqdnPattern('*', HTTP)],
    ['on another port', fromPods([POD], HTTP), fromPods([POD], [Port.tcp(8001)])],
    ['on the port of another protocol', fromPods([POD], HTTP), fromPods([POD], [Port.udp(8000)])],
  ])('but not by one %s', (_, filtered, open) => {
    expect(build({ [filtered.direction]: [filtered.forHttp(GET), open] })).not.toThrow();
  });

  test('but not by one of the other direction, nor by a second filter, nor by a denial', () => {
    const ingress = [fromPods([POD], HTTP).forHttp(GET)];
    expect(build({ ingress, egress: [toPods(POD, HTTP)] })).not.toThrow();
    expect(build({ ingress: [...ingress, fromPods([POD], HTTP).forHttp([{ method: 'POST' }])] })).not.toThrow();
    expect(build({ ingress, ingressDeny: [fromPods([POD], HTTP)] })).not.toThrow();
  });
});

describe('whatever a policy allows', () => {
  const ports = fc.array(fc.integer({ min: 1, max: 65535 }).map(Port.tcp), { minLength: 1, maxLength: 3 });
  const names = fc.constantFrom('a.example.com', 'b.example.com', 'c.d.example.com');
  const namespaces = fc.constantFrom('tenant-a', 'tenant-b', 'minio').map(ExternalNamespace.named);
  const rule = fc.oneof(
    fc.tuple(names, ports).map(([name, list]) => toFqdn(Hostname.of(name), list)),
    fc.tuple(names, ports).map(([name, list]) => toFqdnPattern(`*.${name}`, list)),
    fc.tuple(namespaces, ports).map(([namespace, list]) => toPods(PodSet.allIn(namespace), list)),
    ports.map(list => toCidrs(['10.1.0.0/16'], list)),
    ports.map(list => toEntities([CiliumEntity.KUBE_APISERVER], list)),
  );
  const rules = fc.array(rule, { minLength: 1, maxLength: 6 });
  const egressOf = (egress: CiliumRule[]): Record<string, any>[] => build({ egress })().spec.egress;
  const isDns = (rendered: Record<string, any>) => rendered.toPorts[0].rules?.dns !== undefined;
  const check = (property: (egress: CiliumRule[]) => void) =>
    fc.assert(fc.property(rules, property), { seed: 1, numRuns: 200 });

  test('each name of a rule is one that the same pods may ask for', () => {
    check(egress => {
      const rendered = egressOf(egress);
      const asked = rendered.filter(isDns).flatMap(dns => dns.toPorts[0].rules.dns);
      for (const wanted of rendered.flatMap(({ toFQDNs = [] }) => toFQDNs)) expect(asked).toContainEqual(wanted);
      for (const { peer } of egress) {
        const other = peer.pods?.find(({ namespaceName }) => namespaceName !== 'tenant-a');
        if (other) expect(asked).toContainEqual({ matchPattern: `**.${other.namespaceName}.svc.cluster.local` });
      }
    });
  });

  test('every rule is there with its ports, for one kind of peer, and in the order given', () => {
    check(egress => {
      const rendered = egressOf(egress).filter(candidate => !isDns(candidate));
      expect(rendered).toHaveLength(egress.length);
      rendered.forEach((object, index) => {
        const { toPorts, ...peers } = object;
        expect(toPorts[0].ports.map(({ port }: { port: string }) => Number(port))).toEqual(
          egress[index].ports.map(({ number }) => number),
        );
        expect(Object.values(peers)).toEqual([expect.arrayContaining([expect.anything()])]);
      });
    });
  });

  test('there is one DNS rule at the most, and the order of the rules does not change it', () => {
    check(egress => {
      const dns = egressOf(egress).filter(isDns);
      expect(dns.length).toBeLessThanOrEqual(1);
      expect(egressOf([...egress].reverse()).filter(isDns)).toEqual(dns);
    });
  });
});
