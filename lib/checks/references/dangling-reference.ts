import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { PerSet } from '../../manifests/per-set';
import { type Reference, References } from '../../manifests/references/references';
import { ClusterScopedKinds } from '../../notation/cluster-scoped-kinds';
import { Counted } from '../../notation/counted';
import { Flat } from '../../notation/flat';
import type { Check, Violation } from '../check';

const NOTHING: readonly Violation[] = [];
/** The field by which an object names the namespace that it is in. */
const OWN_NAMESPACE = 'metadata.namespace';

/** The objects that name each namespace as theirs, one with a pod first. */
const RESIDENTS = new PerSet(residentsIn);

/** What an Application belongs to is the question of project-exists. */
const PROJECT = { group: 'argoproj.io', kind: 'AppProject' };

/**
 * Whatever an object names is there.
 *
 * Fields:  every field by which an object names another: namespaces, ServiceAccounts, ConfigMaps, Secrets, claims and
 *          classes of pods; scale targets and metrics of autoscalers; roles and ServiceAccounts of bindings;
 *          certificates, parents and backends of Gateway API; namespaces of Argo CD; secret stores;
 *          Services of webhooks
 * Allowed: an object that is rendered here, or lives on the cluster and is said so in the site file; for a Secret also
 *          what makes it, such as an ExternalSecret; what every cluster has by itself; what is marked as optional;
 *          where nothing is known of the site, what a cluster offers to everybody: classes, stores, metrics. A namespace that
 *          is not there is held against one of the objects that would go there
 * Source:  https://kubernetes.io/docs/concepts/configuration/configmap/#configmaps-and-pods
 *          seed rows B06, B10, D12, D13, D28, F04, F06, J01, J11
 */
export const danglingReference: Check = {
  id: 'dangling-reference',
  family: 'references',
  title: 'whatever an object names is there',
  fix: 'render the object, correct the name, or add a stub of it to the site file if it lives on the cluster',
  examine: (manifest, all) =>
    Flat.map(References.of(manifest), reference => {
      if (!isMissing(reference, all)) return NOTHING;
      const message = `${said(reference)} does not exist`;
      if (reference.path !== OWN_NAMESPACE) return [{ path: reference.path, message }];
      const residents = RESIDENTS.of(all).get(reference.name) ?? [];
      if (residents[0] !== manifest) return NOTHING;
      const others = residents.length - 1;
      const more = others === 0 ? '' : `, and ${Counted.of(others, 'more object')} would go there`;
      return [{ path: reference.path, message: `${message}${more}` }];
    }),
};

function residentsIn(all: ManifestSet): ReadonlyMap<string, readonly Manifest[]> {
  const residents = new Map<string, Manifest[]>();
  for (const manifest of all.manifests) {
    if (manifest.namespace === '' || manifest.isClusterScoped) continue;
    const list = residents.get(manifest.namespace);
    if (!list) residents.set(manifest.namespace, [manifest]);
    else if (manifest.pod && !list[0].pod) list.unshift(manifest);
    else list.push(manifest);
  }
  return residents;
}

function isMissing(reference: Reference, all: ManifestSet): boolean {
  if (reference.key !== undefined || reference.optional === true) return false;
  // Every object names its own, and neighbours the same.
  if (reference.kind === 'Namespace' && reference.group === '' && all.namespace(reference.name)) return false;
  if (References.resolve(reference, all) || References.isBuiltIn(reference)) return false;
  const isProject = reference.kind === PROJECT.kind && reference.group === PROJECT.group;
  return !isProject && (all.facts.isKnown || !isOffered(reference));
}

/** Cluster-scoped, and no Namespace: nobody renders it beside the objects that use it. */
function isOffered({ group, kind }: Reference): boolean {
  return kind !== 'Namespace' && ClusterScopedKinds.includes(group, kind);
}

function said({ kind, namespace, name }: Reference): string {
  return `${kind} ${JSON.stringify(namespace === '' ? name : `${namespace}/${name}`)}`;
}
