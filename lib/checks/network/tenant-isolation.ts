import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { CiliumPolicy } from '../../manifests/network/cilium-policy';
import { NetworkPolicy } from '../../manifests/network/network-policy';
import { PerSet } from '../../manifests/per-set';
import { SERVES_TENANTS } from '../../notation/serves-tenants';
import { type Breach, Isolation } from '../../reach/isolation';
import { Reachability } from '../../reach/reachability';
import { UnknownPolicies } from '../../reach/unknown-policies';
import { tenantOf } from '../access/_tenancy';
import type { Check, Violation } from '../check';

/** More ways are not counted: by then nothing is isolated from anything. */
const ENOUGH = 10_000;

/** What is to blame for ways between tenants: a rule of a policy, or that there is none. */
interface Blame {
  readonly path: string;
  /** The first way found, which is a direct one if there is any. */
  readonly breach: Breach;
  readonly isOpen: boolean;
  ways: number;
}

const BLAMES = new PerSet(blamesIn);

/**
 * No workload of a tenant reaches one of another tenant, on any port: not by all policies together, and not by a gateway.
 *
 * Whose a namespace is, its `tenant` label says. Where nothing tells what a rule is about, or the API and Cilium read a
 * policy differently, what may be open counts as open.
 *
 * Fields:  labels.tenant and annotations["fortress.cdk8s.io/serves"] of Namespaces; all of NetworkPolicies, CiliumNetworkPolicies, CiliumClusterwideNetworkPolicies,
 *          Gateways, routes, ReferenceGrants and Services; labels and ports of pods
 * Allowed: what the platform reaches, and what reaches the platform, and likewise a namespace that serves tenants; tenants
 *          among their own namespaces
 * Waivers: none; the risk is borne by the tenant that is reached. What tenants are meant to share is declared: servesTenants
 * Source:  https://kubernetes.io/docs/concepts/security/multi-tenancy/#network-isolation; seed rows E06, E27, E28
 */
export const tenantIsolation: Check = {
  id: 'tenant-isolation',
  family: 'network',
  title: 'No workload of a tenant reaches one of another tenant',
  fix: 'narrow the rule to peers of the same tenant, add a default deny where there is no policy, or declare a namespace that serves tenants (servesTenants)',
  kinds: ['Namespace', NetworkPolicy.KIND, ...CiliumPolicy.KINDS, ...UnknownPolicies.OPENING],
  unwaivable: true,
  examine: (manifest, all) =>
    UnknownPolicies.is(manifest) ? ofUnread(all) : (BLAMES.of(all).get(manifest) ?? []).map(violation),
};

/** It may open anything: nothing is proved where there is one. */
function ofUnread(all: ManifestSet): readonly Violation[] {
  const tenants = new Set(all.ofKind('', 'Namespace').flatMap(({ name }) => sideOf(name, all) ?? []));
  if (tenants.size < 2) return [];
  return [
    { path: '', message: 'policies of this kind are not read: whether it lets tenants reach each other is not known' },
  ];
}

function violation({ path, breach, isOpen, ways }: Blame): Violation {
  const { from, to, port, through } = breach;
  const way = `${from.name} reaches ${to.name} on ${port.port}/${port.protocol}`;
  const by = through === undefined ? '' : ` through ${through}`;
  const more = ways === 1 ? '' : ` (${ways >= ENOUGH ? `${ENOUGH} or more` : ways} such ways)`;
  return { path, message: `${isOpen ? 'no policy stops it: ' : ''}${way}${by}, of another tenant${more}` };
}

function blamesIn(all: ManifestSet): ReadonlyMap<Manifest, readonly Blame[]> {
  const blames = new Map<Manifest, Map<string, Blame>>();
  const blame = (manifest: Manifest, path: string, breach: Breach, isOpen: boolean) => {
    const own = blames.get(manifest) ?? new Map<string, Blame>();
    blames.set(manifest, own);
    const found = own.get(path);
    if (found) found.ways++;
    else own.set(path, { path, breach, isOpen, ways: 1 });
  };
  const reach = new Reachability(all, { isForProof: true });
  let count = 0;
  for (const breach of Isolation.breaches(reach, ({ namespace }) => sideOf(namespace, all))) {
    for (const { policy, path } of breach.reasons) blame(policy, path, breach, false);
    for (const namespace of openEnds(breach)) {
      const object = all.namespace(namespace);
      if (object) blame(object, '', breach, true);
    }
    if (++count === ENOUGH) break;
  }
  return new Map([...blames].map(([manifest, own]) => [manifest, [...own.values()]] as const));
}

/** What serves all tenants is nobody's. */
function sideOf(namespace: string, all: ManifestSet): string | undefined {
  const isServing = all.namespace(namespace)?.annotations[SERVES_TENANTS.key] === SERVES_TENANTS.value;
  return isServing ? undefined : tenantOf(namespace, all);
}

/** The namespaces of those ends that no policy is for. */
function openEnds({ from, to, reasons }: Breach): readonly string[] {
  const isTold = (direction: string) => reasons.some(reason => reason.direction === direction);
  return [...(isTold('egress') ? [] : [from.namespace]), ...(isTold('ingress') ? [] : [to.namespace])];
}
