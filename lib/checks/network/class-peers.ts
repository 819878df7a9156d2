import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { ClusterDnsPods } from '../../manifests/network/cluster-dns-pods';
import { PerSet } from '../../manifests/per-set';
import { PodTemplate } from '../../manifests/pod-template';
import { WorkloadIntents } from '../../manifests/workload-intents';
import { Grouped } from '../../notation/grouped';
import { SERVES_TENANTS } from '../../notation/serves-tenants';
import { WorkloadIntent } from '../../notation/workload-intent';
import { type Breach, Isolation } from '../../reach/isolation';
import { Reachability } from '../../reach/reachability';
import type { Workload } from '../../reach/workloads';
import { tenantOf } from '../access/_tenancy';
import type { Check, Violation } from '../check';
import { outsideBreaches } from './_class-outside';

/** More ways of one workload are not told one by one. */
const TOLD = 5;

/** The side of all workloads without a class: what goes on among them is nothing to this check. */
const OTHERS = 'others';

const VIOLATIONS = new PerSet(violationsIn);

/**
 * Workloads of a class talk to the peers of that class, by all policies together, and to nobody else.
 *
 * For training that is the pods of one job, and stores; for inference gateways on the way in, and stores on the way out; for
 * data names that somebody has approved, training of the same tenant, and stores. A store runs in a namespace that serves
 * tenants.
 *
 * Fields:  label fortress.cdk8s.io/workload-class of Namespaces and pods; labels.tenant and annotation fortress.cdk8s.io/serves of
 *          Namespaces; all policies; annotation fortress.cdk8s.io/approved-egress of the policy that lets out to a name
 * Allowed: those peers; for every class the cluster's DNS, the kubelet, and what the platform connects from, such as Prometheus
 * Source:  https://docs.cilium.io/en/stable/security/policy/; seed rows E17, E30, E31, E32, E33
 */
export const classPeers: Check = {
  id: 'class-peers',
  family: 'network',
  title: 'training, inference and data pods talk to the peers of their class only',
  fix: 'narrow the policy to the same job, the gateway, approved names, or a namespace that serves tenants (servesTenants)',
  kinds: PodTemplate.KINDS,
  examine: (manifest, all) => VIOLATIONS.of(all).get(manifest) ?? [],
};

function violationsIn(all: ManifestSet): ReadonlyMap<Manifest, readonly Violation[]> {
  return all.pods.some(pod => isKnown(WorkloadIntents.classOf(pod, all))) ? find(all) : new Map();
}

function find(all: ManifestSet): ReadonlyMap<Manifest, readonly Violation[]> {
  const reach = new Reachability(all, { isForProof: true });
  const dns = new Set(ClusterDnsPods.in(all).flatMap(({ pods }) => pods));
  const messages = new Map<Manifest, string[]>();
  const sideOf = (workload: Workload) => (dns.has(workload.pod) ? undefined : sideIn(workload, all));
  for (const breach of Isolation.breaches(reach, sideOf)) {
    if (isMeant(breach, all)) continue;
    const isOut = classOf(breach.from, all) !== undefined;
    Grouped.add(messages, (isOut ? breach.from : breach.to).pod.manifest, inWords(breach, isOut, all));
  }
  for (const workload of reach.workloads) {
    const own = classOf(workload, all);
    if (own === undefined) continue;
    for (const message of outsideBreaches(workload, own, reach)) Grouped.add(messages, workload.pod.manifest, message);
  }
  return new Map([...messages].map(([manifest, found]) => [manifest, told(manifest, found)] as const));
}

function isKnown(name: string | undefined): boolean {
  return name !== undefined && WorkloadIntent.CLASSES.includes(name);
}

function classOf({ pod }: Workload, all: ManifestSet): string | undefined {
  const name = WorkloadIntents.classOf(pod, all);
  return isKnown(name) ? name : undefined;
}

/** Each workload of a class is a side of its own; what serves all tenants is nobody's. */
function sideIn(workload: Workload, all: ManifestSet): string | undefined {
  if (classOf(workload, all) !== undefined) return workload.name;
  if (all.namespace(workload.namespace)?.annotations[SERVES_TENANTS.key] === SERVES_TENANTS.value) return undefined;
  return OTHERS;
}

function isMeant({ from, to }: Breach, all: ManifestSet): boolean {
  const [source, target] = [from, to].map(workload => classOf(workload, all));
  const tenant = tenantOf(from.namespace, all);
  if (source === undefined) return target === undefined || tenant === undefined;
  return source === 'data' && target === 'training' && tenant === tenantOf(to.namespace, all);
}

function inWords({ from, to, port, reasons, through }: Breach, isOut: boolean, all: ManifestSet): string {
  const [who, whom] = isOut ? [`the ${classOf(from, all)} pod`, to.name] : [from.name, `the ${classOf(to, all)} pod`];
  const by = through === undefined ? '' : ` through ${through}`;
  const rules = reasons.map(({ policy, path }) => `${policy} ${path}`).join(', ') || 'no policy stops it';
  return `${who} reaches ${whom} on ${port.port}/${port.protocol}${by}: ${rules}`;
}

function told({ pod }: Manifest, messages: readonly string[]): readonly Violation[] {
  const path = pod?.metadataPath ?? '';
  const violations = messages.slice(0, TOLD).map(message => ({ path, message }));
  if (messages.length <= TOLD) return violations;
  return [...violations, { path, message: `there are ${messages.length - TOLD} more such ways` }];
}
