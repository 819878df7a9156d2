import type { ManifestSet } from '../../manifests/manifest-set';
import { type Reference, References } from '../../manifests/references/references';
import { ClusterScopedKinds } from '../../notation/cluster-scoped-kinds';
import { Flat } from '../../notation/flat';
import type { Check, Violation } from '../check';

const NOTHING: readonly Violation[] = [];

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
 *          where nothing is known of the site, what a cluster offers to everybody: classes, stores, metrics
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
      return [{ path: reference.path, message: `${said(reference)} does not exist` }];
    }),
};

function isMissing(reference: Reference, all: ManifestSet): boolean {
  if (reference.key !== undefined || reference.optional === true) return false;
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
