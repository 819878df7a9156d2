import { ArgoProject, type KindEntry } from '../../manifests/delivery/argo-project';
import { PlatformProjects } from '../../manifests/delivery/platform-projects';
import { Flat } from '../../notation/flat';
import { PathPattern } from '../../notation/path-pattern';
import { type GroupKind, REVIEWED_KINDS, TENANT_KINDS } from '../../notation/tenant-kinds';
import type { Check, Violation } from '../check';

/** Kinds that decide what a tenant may do, so that a tenant who may deliver them decides it himself. */
const PLATFORM_KINDS: readonly GroupKind[] = [
  { group: '', kind: 'LimitRange' },
  { group: '', kind: 'ResourceQuota' },
  { group: '', kind: 'Secret' },
  { group: 'argoproj.io', kind: 'AppProject' },
  { group: 'argoproj.io', kind: 'Application' },
  { group: 'argoproj.io', kind: 'ApplicationSet' },
  { group: 'cilium.io', kind: 'CiliumNetworkPolicy' },
  { group: 'external-secrets.io', kind: 'ExternalSecret' },
  { group: 'external-secrets.io', kind: 'SecretStore' },
  { group: 'gateway.networking.k8s.io', kind: 'Gateway' },
  { group: 'gateway.networking.k8s.io', kind: 'ReferenceGrant' },
  { group: 'networking.k8s.io', kind: 'NetworkPolicy' },
  { group: 'rbac.authorization.k8s.io', kind: 'Role' },
  { group: 'rbac.authorization.k8s.io', kind: 'RoleBinding' },
];
const WILDCARD = /[*?[\\]/;

/**
 * A tenant's project allows the kinds of a fixed list, and no others: workloads and what configures, exposes and scales
 * them. What says how far a tenant may go (RBAC, quotas, policies, projects, secrets of a store) is the platform's to deliver.
 *
 * Fields:  AppProject: spec.namespaceResourceWhitelist, spec.namespaceResourceBlacklist, spec.clusterResourceWhitelist,
 *          metadata.annotations[fortress.cdk8s.io/project]
 * Allowed: entries of the two lists in lib/notation/tenant-kinds.ts; any entry of a platform's project, which has a
 *          clusterResourceWhitelist and delivers not only to the namespaces of one tenant, or the annotation with the value
 *          platform and no namespace of a tenant among its destinations; projects and Applications in a project that allows
 *          nothing else, nowhere else than beside itself, and is delivered by an Application in it, which is the root; what a
 *          blacklist takes away again
 * Waivers: none; what a tenant may deliver is what it may change, and so its own bounds
 * Source:  https://argo-cd.readthedocs.io/en/stable/user-guide/projects/; seed rows G05, G07
 */
export const tenantKinds: Check = {
  id: 'tenant-kinds',
  family: 'delivery',
  title: "A tenant's project allows no kind that decides what the tenant may do",
  fix: 'take it out of the whitelist, and deliver it with an Application of the platform',
  kinds: [ArgoProject.KIND],
  unwaivable: true,
  examine: (manifest, all) => {
    if (!ArgoProject.is(manifest)) return [];
    const project = ArgoProject.of(manifest);
    if (PlatformProjects.includes(project, all) || !mayDeliver(project)) return [];
    const allowed = project.entries('namespaceResourceWhitelist');
    const ofNamespaces = allowed
      ? Flat.map(allowed, (entry, index) => ofEntry(entry, `spec.namespaceResourceWhitelist[${index}]`, project))
      : ofEverything(project);
    return [...ofNamespaces, ...ofClusterKinds(project)];
  },
};

/** A project without destinations delivers nothing. */
function mayDeliver(project: ArgoProject): boolean {
  return project.destinations.length > 0;
}

function ofEverything(project: ArgoProject): Violation[] {
  const kinds = permitted(PLATFORM_KINDS, project);
  if (kinds.length === 0) return [];
  return [
    { path: 'spec.namespaceResourceWhitelist', message: `without it every kind is allowed, such as ${shown(kinds)}` },
  ];
}

function ofEntry(entry: KindEntry, path: string, project: ArgoProject): Violation[] {
  const { group, kind } = entry;
  if (!WILDCARD.test(group) && !WILDCARD.test(kind)) {
    const isListed = [...TENANT_KINDS, ...REVIEWED_KINDS].some(each => each.group === group && each.kind === kind);
    const kinds = isListed ? [] : permitted([entry], project);
    return kinds.length === 0 ? [] : [{ path, message: `allows ${shown(kinds)}, which is not for tenants to deliver` }];
  }
  const kinds = permitted(PLATFORM_KINDS, project).filter(
    each => PathPattern.matches(kind, each.kind) && PathPattern.matches(group, each.group),
  );
  return kinds.length === 0 ? [] : [{ path, message: `allows ${shown(kinds)}, which are not for tenants to deliver` }];
}

/** Of the cluster, a tenant delivers nothing. */
function ofClusterKinds(project: ArgoProject): readonly Violation[] {
  return Flat.map(project.entries('clusterResourceWhitelist') ?? [], (entry, index) => {
    const { group, kind, name } = entry;
    const isPattern = WILDCARD.test(`${group}${kind}${name}`);
    if (!isPattern && !project.permitsKind(entry, name, false)) return [];
    const path = `spec.clusterResourceWhitelist[${index}]`;
    return [{ path, message: `allows ${shown([entry])} of the cluster, which is not for tenants to deliver` }];
  });
}

function permitted(kinds: readonly GroupKind[], project: ArgoProject): readonly GroupKind[] {
  return kinds.filter(each => project.permitsKind(each, '', true));
}

function shown(kinds: readonly GroupKind[]): string {
  const names = kinds.map(({ group, kind }) => (group === '' ? kind : `${group}/${kind}`));
  return names.length <= 4 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
}
