import { WorkloadIntent } from '../../notation/workload-intent';
import type { Verdict } from '../../reach/enforcement';
import { ExternalReach } from '../../reach/external-reach';
import { Outside, type OutsideParty } from '../../reach/outside';
import { Parties } from '../../reach/party';
import { PortClasses } from '../../reach/port-classes';
import type { Reachability } from '../../reach/reachability';
import type { Workload } from '../../reach/workloads';

/** Ways between a workload of a class and what is no pod that its class does not have. */
export function outsideBreaches(workload: Workload, workloadClass: string, reach: Reachability): readonly string[] {
  return [...egressOf(workload, workloadClass, reach), ...ingressOf(workload, workloadClass, reach)];
}

function* egressOf(workload: Workload, workloadClass: string, reach: Reachability): Generator<string> {
  const told = new Set<string>();
  for (const { direction, outside, first, last, protocol, ...verdict } of ExternalReach.of(workload, reach)) {
    if (direction !== 'egress' || !verdict.allowed || told.has(outside.name)) continue;
    if (workloadClass === 'data' && isApproved(outside, verdict)) continue;
    told.add(outside.name);
    const ports = `${first === last ? first : `${first}-${last}`}/${protocol}`;
    yield `the ${workloadClass} pod reaches ${outside.name} on ${ports}: ${rulesOf(verdict)}`;
  }
}

/** A name that some policy lets out to, which says who has approved names: approved-egress looks at whether it says this one. */
function isApproved({ party }: OutsideParty, { reasons }: Verdict): boolean {
  const { APPROVED_EGRESS } = WorkloadIntent;
  return (
    party.name !== undefined &&
    reasons.some(({ effect, policy }) => effect === 'allow' && policy.annotations[APPROVED_EGRESS] !== undefined)
  );
}

/** On every port that some rule tells apart, declared by a container or not. */
function* ingressOf(workload: Workload, workloadClass: string, reach: Reachability): Generator<string> {
  const rules = reach.policiesOf(workload)?.ingress.rules ?? [];
  const classes = PortClasses.of(rules.map(({ ports }) => ports));
  const ports = [...workload.ports, ...classes.map(({ first, protocol }) => ({ port: first, protocol }))];
  for (const { name, party } of Outside.of(reach.all)) {
    if (party === Parties.HOST || (party === Parties.INGRESS && workloadClass === 'inference')) continue;
    for (const port of ports) {
      const verdict = reach.ingress([party], workload, port);
      if (!verdict.allowed) continue;
      yield `${name} reaches the ${workloadClass} pod on ${port.port}/${port.protocol}: ${rulesOf(verdict)}`;
      break;
    }
  }
}

function rulesOf({ reasons }: Verdict): string {
  return reasons.map(({ policy, path }) => `${policy} ${path}`).join(', ') || 'no policy stops it';
}
