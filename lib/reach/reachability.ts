import type { ManifestSet } from '../manifests/manifest-set';
import { CiliumPolicy } from '../manifests/network/cilium-policy';
import { type NetworkEndpoint, NetworkEndpoints } from '../manifests/network/network-endpoints';
import { PolicySelection } from '../manifests/network/policy-selection';
import { Flat } from '../notation/flat';
import { LabelSelector } from '../notation/label-selector';
import { type Enforcements, PolicyEnforcements, type ReachOptions, type Verdict } from './enforcement';
import { Parties, type Party } from './party';
import type { Reason } from './policy-rule';
import { NO_NAMES, type PortNames, type ReachPort } from './port-match';
import { type Workload, Workloads } from './workloads';

/** Whether one workload reaches a port of another. */
export interface Flow {
  readonly from: Workload;
  readonly to: Workload;
  readonly port: ReachPort;
  readonly allowed: boolean;
  /** What allows it, of both ends; what stops it, of each end that does. */
  readonly reasons: readonly Reason[];
}

/** Which workloads to ask about; everything by default. */
export interface FlowQuestion {
  readonly from?: (workload: Workload) => boolean;
  readonly to?: (workload: Workload) => boolean;
  readonly port?: (port: ReachPort) => boolean;
}

/** Always let through, unless a rule denies it: the kubelet's probes come from the node. */
const FROM_HOST: Verdict = { allowed: true, isUnknown: false, reasons: [] };

/**
 * Who can talk to whom, over all policies: those of Kubernetes and those of Cilium as one set of rules, the way Cilium
 * enforces them with its default configuration.
 */
export class Reachability {
  private readonly enforcements: PolicyEnforcements;
  private ingressIdentity: Enforcements | undefined;

  constructor(
    public readonly all: ManifestSet,
    options: ReachOptions = {},
  ) {
    this.enforcements = PolicyEnforcements.of(all, options);
  }

  public get workloads(): readonly Workload[] {
    return Workloads.of(this.all);
  }

  /** The pods that policies can be for. */
  public get endpoints(): readonly NetworkEndpoint[] {
    return NetworkEndpoints.of(this.all).all;
  }

  /** The policies of both directions that are for a workload; none for one in the network of its node. */
  public policiesOf({ endpoint }: Workload): Enforcements | undefined {
    return endpoint && this.enforcements.for(endpoint);
  }

  /** The policies that are for Cilium's own identity of gateways. */
  public get gatewayPolicies(): Enforcements {
    this.ingressIdentity ??= this.enforcements.ofSpecs(
      Flat.map(
        Flat.map(CiliumPolicy.KINDS, kind => this.all.ofKind(CiliumPolicy.GROUP, kind)),
        CiliumPolicy.specsOf,
      ).filter(({ subject }) => subject && LabelSelector.matches(subject, Parties.INGRESS.labels)),
    );
    return this.ingressIdentity;
  }

  /** One row for every pair of different workloads and every port of the second, by name and port. */
  public *flows({ from, to, port }: FlowQuestion = {}): Generator<Flow> {
    const targets = this.workloads.filter(workload => to?.(workload) ?? true);
    for (const source of this.workloads) {
      if (from && !from(source)) continue;
      for (const target of targets) {
        if (source === target) continue;
        for (const each of target.ports) if (port?.(each) ?? true) yield this.flow(source, target, each);
      }
    }
  }

  /** Whether one workload reaches a port of another. */
  public flow(from: Workload, to: Workload, port: ReachPort): Flow {
    const out = this.egress(from, to.parties, port, to.portNames);
    const into = this.ingress(from.parties, to, port);
    const allowed = out.allowed && into.allowed;
    const telling = allowed ? [out, into] : [out, into].filter(verdict => !verdict.allowed);
    return { from, to, port, allowed, reasons: telling.flatMap(({ reasons }) => reasons) };
  }

  /** Whether a workload is let out to what may be any of the parties. */
  public egress(from: Workload, parties: readonly Party[], port: ReachPort, names: PortNames = NO_NAMES): Verdict {
    const policies = this.policiesOf(from)?.egress;
    if (!policies) return FROM_HOST;
    return best(parties.map(party => policies.judge(party, port, names)));
  }

  /** Whether a rule may stop what comes to a workload from its own node: nothing but a deny does. */
  public mayStopHost({ endpoint }: Workload): boolean {
    if (!endpoint) return false;
    const { specs } = PolicySelection.of(this.all).forEndpoint(endpoint);
    return specs.some(({ rules }) => rules.some(({ isDeny, direction }) => isDeny && direction === 'ingress'));
  }

  /** Whether what may be any of the parties is let in to a workload. */
  public ingress(parties: readonly Party[], to: Workload, port: ReachPort): Verdict {
    const policies = this.policiesOf(to)?.ingress;
    if (!policies) return FROM_HOST;
    return best(
      parties.map(party => {
        const verdict = policies.judge(party, port, to.portNames);
        const isStopped = verdict.reasons.some(({ effect }) => effect === 'deny');
        return party === Parties.HOST && !verdict.allowed && !isStopped ? FROM_HOST : verdict;
      }),
    );
  }
}

/** The first that is allowed; else what says most. */
function best(verdicts: readonly Verdict[]): Verdict {
  return verdicts.find(({ allowed }) => allowed) ?? verdicts[0];
}
