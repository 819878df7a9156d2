import { isIP } from 'node:net';
import { CidrBlock } from '../notation/cidr';
import { FqdnPattern } from '../notation/fqdn-pattern';
import { InvalidValue } from '../notation/invalid-value';
import { type ExternalFlow, ExternalReach } from './external-reach';
import { type GatewayFlow, GatewayReach } from './gateway-reach';
import { IntendedFlows } from './intended-flows';
import { Outside, type OutsideParty } from './outside';
import { Parties } from './party';
import { PROTOCOLS, type ReachPort } from './port-match';
import type { Flow, Reachability } from './reachability';
import { UnknownPolicies } from './unknown-policies';
import { UnknownWorkload } from './unknown-workload';
import type { Workload } from './workloads';

/** What is asked: one end or both, and a port; everything where nothing is said. */
export interface ReachQuestionProps {
  /** A workload, `namespace/name`; or who is outside. */
  readonly from?: string;
  /** A workload, `namespace/name`; or a block of addresses, a name, or `world`. */
  readonly to?: string;
  /** `8000/TCP`, or `8000` for TCP. */
  readonly port?: string;
}

const ENTITIES = ['world', 'host', 'remote-node', 'kube-apiserver', 'ingress'];

/** A question about reachability. */
export class ReachQuestion {
  /** Reads a port as the command takes it. */
  public static portOf(text: string): ReachPort {
    const [number, protocol = 'TCP', ...rest] = text.split('/');
    const port = Number(number);
    const isRight = /^\d{1,5}$/.test(number) && port > 0 && port < 65536 && rest.length === 0;
    if (!isRight || !PROTOCOLS.includes(protocol)) {
      throw new InvalidValue('port', 'a number and a protocol such as "8000/TCP"', text);
    }
    return { port, protocol };
  }

  private readonly port: ReachPort | undefined;

  constructor(private readonly props: ReachQuestionProps = {}) {
    this.port = props.port === undefined ? undefined : ReachQuestion.portOf(props.port);
  }

  /** Whether both ends are named. */
  public get isAboutOne(): boolean {
    return this.props.from !== undefined && this.props.to !== undefined;
  }

  /** What is wrong with the question, given who there is. */
  public problems(reach: Reachability): readonly string[] {
    const { from, to } = this.props;
    const known = new Set(reach.workloads.map(({ name }) => name));
    const isKnown = (text: string) => known.has(text) || this.isOutside(text);
    return [from, to].flatMap(text =>
      text === undefined || isKnown(text)
        ? []
        : [
            `${JSON.stringify(text)} is no workload of the input, CIDR, name of the DNS or world; ${UnknownWorkload.hint(text, reach.workloads)}`,
          ],
    );
  }

  /** What is no workload: an address or a block, `world` and the like, a name of the DNS. */
  private isOutside(text: string): boolean {
    return (
      ENTITIES.includes(text) ||
      CidrBlock.tryParse(text) !== undefined ||
      (text.includes('.') && !text.includes('/') && FqdnPattern.ofPattern(text) !== undefined)
    );
  }

  public flows(reach: Reachability): Iterable<Flow> {
    const { from, to } = this.props;
    return reach.flows({
      from: from === undefined ? undefined : ({ name }) => name === from,
      to: to === undefined ? undefined : ({ name }) => name === to,
      port: this.port && (each => this.hasPort(each.port, each.port, each.protocol)),
    });
  }

  /** The allowed flows that nothing in the objects says anybody means. */
  public *unintended(reach: Reachability): Generator<Flow> {
    const intended = IntendedFlows.of(reach.all);
    for (const flow of this.flows(reach)) if (flow.allowed && !intended.include(flow)) yield flow;
  }

  /** Who is outside: what is let through, or may be; where somebody outside is asked about, also what is stopped. */
  public *external(reach: Reachability): Generator<ExternalFlow> {
    const { from, to } = this.props;
    const asked = [from, to].filter(text => text !== undefined && this.isOutside(text)) as string[];
    const parties = this.parties(reach, asked);
    const workloads = reach.workloads.filter(({ name }) => [from, to].every(text => this.mayBe(text, name, asked)));
    for (const workload of workloads) {
      for (const flow of ExternalReach.of(workload, reach, parties)) {
        const [source, target] = this.endsOf(flow);
        const isAsked = (from === undefined || from === source) && (to === undefined || to === target);
        const isTold = flow.allowed || flow.isUnknown || asked.length > 0;
        if (isTold && isAsked && this.hasPort(flow.first, flow.last, flow.protocol)) yield this.atPort(flow);
      }
    }
  }

  private mayBe(text: string | undefined, name: string, asked: readonly string[]): boolean {
    return text === undefined || text === name || asked.includes(text);
  }

  private endsOf({ direction, workload, outside }: ExternalFlow): readonly [string, string] {
    return direction === 'egress' ? [workload.name, outside.name] : [outside.name, workload.name];
  }

  /** An address is asked about as itself, whatever blocks there are. */
  private parties(reach: Reachability, asked: readonly string[]): readonly OutsideParty[] {
    if (asked.length === 0) return Outside.of(reach.all);
    const known = Outside.in([reach.all], asked);
    return asked.flatMap(text => {
      const block = CidrBlock.tryParse(text);
      const found = known.find(({ name }) => name === text || (block !== undefined && name === block.toString()));
      if (found) return [{ ...found, name: text }];
      return isIP(text) > 0 || block ? [] : [{ name: text, party: Parties.named(text), except: [] }];
    });
  }

  private hasPort(first: number, last: number, protocol: string): boolean {
    const { port } = this;
    return !port || (first <= port.port && port.port <= last && (protocol === port.protocol || protocol === 'ANY'));
  }

  private atPort(flow: ExternalFlow): ExternalFlow {
    const { port } = this;
    return port ? { ...flow, first: port.port, last: port.port, protocol: port.protocol } : flow;
  }

  public *gateways(reach: Reachability): Generator<GatewayFlow> {
    const { from, to } = this.props;
    if (from !== undefined && from !== 'world' && from !== 'ingress') return;
    for (const flow of GatewayReach.flows(reach)) {
      if (to !== undefined && flow.to.name !== to) continue;
      if (this.hasPort(flow.port.port, flow.port.port, flow.port.protocol)) yield flow;
    }
  }

  public unknown({ all }: Reachability): readonly string[] {
    return UnknownPolicies.texts(all);
  }

  /** The workloads that are asked about. */
  public workloads(reach: Reachability): readonly Workload[] {
    const { from, to } = this.props;
    return reach.workloads.filter(({ name }) => [from, to].some(text => text === undefined || text === name));
  }
}
