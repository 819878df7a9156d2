import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { CiliumPolicy, CiliumRule, PodSecurity, type PodSet, Port, type Site, TenantNamespace, Waivers } from '../lib';
import { Falco } from './falco';
import { LogShipper } from './log-shipper';
import { LOKI } from './loki';
import type { NodeAgent } from './node-agents-monitoring';
import { NodeExporter } from './node-exporter';
import { everyNode, VAULT, YEARLY_REVIEW } from './site';

export interface NodeAgentsProps {
  readonly site: Site;
  /** The pods that scrape metrics. */
  readonly scrapers: PodSet;
  /** Below it stand the tenants, whose pods the agents watch. */
  readonly charts: Construct;
}

/**
 * The agents that have to see the node itself, on every node of every pool (seed rows B09, M01, M02, M05, M07, M09).
 *
 * Their namespace is privileged, because baseline admits no hostPath at all. So it holds them and nothing else; each says in
 * an annotation what it breaks, and why, and keeps the rest of the restricted standard. None shares the node's network: who
 * may reach them is a policy's to say.
 */
export class NodeAgents extends Chart {
  /** The pods that read the logs of all others. */
  public readonly logShippers: PodSet;
  /** All of them. */
  public readonly agents: NodeAgent[];

  constructor(scope: Construct, id: string, props: NodeAgentsProps) {
    super(scope, id);
    const { site, scrapers, charts } = props;
    const namespace = new TenantNamespace(this, 'node-agents', {
      tenant: { name: 'node-agents', team: 'platform', owner: 'platform@build.server', platform: true },
      pool: everyNode(site),
      podSecurity: PodSecurity.privileged(site.podSecurityVersion),
      quota: { name: 'node-agents-quota', cpu: '8', memory: '16Gi', limitsCpu: '32', limitsMemory: '32Gi', pods: 60 },
      imagePullStore: VAULT,
    });
    Waivers.of(namespace).add({
      check: 'namespace-level',
      reason: 'agents mount directories of the node, which no lower level admits; nothing else is in this namespace',
      ...YEARLY_REVIEW,
    });
    const exporter = new NodeExporter(this, 'node-exporter', { namespace });
    const falco = new Falco(this, 'falco', { namespace, charts });
    const shipper = new LogShipper(this, 'fluent-bit', { namespace });
    this.logShippers = shipper.pods;
    Waivers.of(falco).add({
      check: 'explicit-user',
      reason: 'capabilities to load a probe into the kernel are effective only for the user root',
      ...YEARLY_REVIEW,
    });
    Waivers.of(shipper).add({
      check: 'explicit-user',
      reason: 'the runtime writes the logs of containers for root only; it has no capability',
      ...YEARLY_REVIEW,
    });
    this.agents = [exporter, falco, shipper];
    for (const { name, pods, port } of this.agents) {
      new CiliumPolicy(this, `${name}-metrics`, {
        description: 'Prometheus reads the numbers of the agent.',
        pods,
        ingress: [CiliumRule.fromPods([scrapers], [port])],
      });
    }
    new CiliumPolicy(this, 'fluent-bit-loki', {
      description: 'Logs go to Loki, and nowhere else.',
      pods: this.logShippers,
      egress: [CiliumRule.toPods(LOKI.pods, [Port.tcp(LOKI.port)])],
    });
  }
}
