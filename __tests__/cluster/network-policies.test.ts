import type { JsonObject } from '../../lib/manifests/json/json';
import { Manifest } from '../../lib/manifests/manifest';
import { NetworkPolicyMistakes } from '../../lib/manifests/network/network-policy-mistakes';
import { Random } from '../checks/pod-security/pod-generator';
import { describeCluster } from './cluster-test';
import { inTurns } from './pod-security-agreement';

const POLICIES = 1500;

const PORTS = [
  80,
  0,
  1,
  65_535,
  65_536,
  -1,
  'http',
  'HTTP',
  '80',
  'a--b',
  'abcdefghijklmnop',
  '-a',
  'a-',
  '',
  undefined,
];
const END_PORTS = [undefined, undefined, 80, 90, 79, 65_535, 65_536, 0];
const PROTOCOLS = [undefined, 'TCP', 'UDP', 'SCTP', 'tcp', 'ICMP', ''];
const BLOCKS = [
  '10.0.0.0/8',
  '10.1.0.0/16',
  '10.0.0.1/8',
  '0.0.0.0/0',
  '10.0.0.0',
  '10.0.0.0/33',
  'fd00::/8',
  '::/0',
  '',
  'x',
  '010.0.0.0/8',
  '::ffff:10.0.0.0/104',
  '10.0.0.0/08',
];
const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist', 'in', 'Gt', ''];
const KEYS = ['app', 'k8s.io/app', 'a/b/c', '', '-a', 'A.b_c', 'example.com/', `${'x'.repeat(64)}`, 'Upper.case/app'];
const VALUES = ['web', '', '-x', 'a b', 'x'.repeat(64), 'A_b.c-1'];

/** Policies with one to four fields that the server may refuse. */
class PolicyGenerator {
  constructor(private readonly random: Random) {}

  public policy(number: number): JsonObject {
    const types = [
      undefined,
      ['Ingress'],
      ['Ingress', 'Egress'],
      ['ingress'],
      [''],
      ['Ingress', 'Egress', 'Ingress'],
      [],
    ];
    const spec = {
      podSelector: this.selector(),
      ...(this.random.chance(2) && { policyTypes: this.random.pick(types) }),
      ...(this.random.chance(2) && { ingress: [this.rule('from')] }),
      ...(this.random.chance(2) && { egress: [this.rule('to')] }),
    };
    const metadata = { name: `p${number}`, namespace: 'default' };
    return plain({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec });
  }

  private rule(peers: 'from' | 'to'): JsonObject {
    return {
      ...(this.random.chance(2) && { ports: [this.port()] }),
      ...(this.random.chance(2) && { [peers]: [this.peer()] }),
    };
  }

  private port(): JsonObject {
    const { random } = this;
    const isPlain = random.chance(2);
    return {
      port: isPlain ? 80 : random.pick(PORTS),
      ...(random.chance(3) && { endPort: random.pick(END_PORTS) }),
      ...(random.chance(3) && { protocol: random.pick(PROTOCOLS) }),
    };
  }

  private peer(): JsonObject {
    const block = () => ({
      cidr: this.random.chance(2) ? '10.0.0.0/8' : this.random.pick(BLOCKS),
      ...(this.random.chance(2) && { except: [this.random.pick(BLOCKS)] }),
    });
    return this.random.pick([
      () => ({ podSelector: this.selector() }),
      () => ({ namespaceSelector: this.selector(), podSelector: this.selector() }),
      () => ({ ipBlock: block() }),
      () => ({ ipBlock: block() }),
      () => ({ ipBlock: block(), podSelector: {} }),
      () => ({}),
    ])();
  }

  private selector(): JsonObject {
    const { random } = this;
    if (!random.chance(4)) return {};
    if (random.chance(2)) return { matchLabels: { [random.pick(KEYS)]: random.pick(VALUES) } };
    const values = random.pick([undefined, [], [random.pick(VALUES)], ['a', 'b']]);
    return { matchExpressions: [{ key: random.pick(KEYS), operator: random.pick(OPERATORS), values }] };
  }
}

/** Without what is undefined, as JSON has it. */
function plain(object: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(object));
}

describeCluster('generated NetworkPolicies, before the server and before the judge', client => {
  test('what the server refuses, `network-policy-valid` finds, and nothing else', async () => {
    const generator = new PolicyGenerator(new Random(3));
    const policies = Array.from({ length: POLICIES }, (_, number) => generator.policy(number));
    const different: string[] = [];
    let refused = 0;
    await inTurns(policies, async policy => {
      const { status, body } = await client().create(policy, { dryRun: true });
      const mistakes = NetworkPolicyMistakes.in(new Manifest(policy));
      if (status >= 300) refused++;
      if (status >= 300 === mistakes.length > 0) return;
      different.push(
        `${JSON.stringify(policy.spec)}\nserver: ${status} ${body.message ?? ''}\njudge: ${JSON.stringify(mistakes)}`,
      );
    });
    expect(different.slice(0, 20)).toEqual([]);
    expect(refused).toBeGreaterThan(200);
    expect(refused).toBeLessThan(POLICIES - 200);
  });
});
