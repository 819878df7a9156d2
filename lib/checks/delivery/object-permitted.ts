import type { ArgoApplication } from '../../manifests/delivery/argo-application';
import { Deliveries } from '../../manifests/delivery/deliveries';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import type { Check, Violation } from '../check';

/** Verdicts by Application, kind and namespace: thousands of objects share a few. */
const VERDICTS = new WeakMap<ManifestSet, Map<ArgoApplication, Map<string, readonly Violation[]>>>();

/**
 * Every object that an Application delivers is one that its project allows: its kind, and the namespace that it goes to.
 *
 * The namespace of an Application's destination is that of objects that name none, and no boundary.
 *
 * Fields:  apiVersion, kind, metadata.{namespace,name}; AppProject: spec.{namespaceResource,clusterResource}{Whitelist,Blacklist},
 *          spec.destinations
 * Allowed: in namespaces, kinds of the whitelist (every kind without one, none if it is empty) that no blacklist has, in
 *          namespaces that destinations allow; of the whole cluster, kinds and names of the whitelist (none without one)
 * Source:  https://argo-cd.readthedocs.io/en/stable/user-guide/projects/; seed rows G05, G06, G07
 */
export const objectPermitted: Check = {
  id: 'object-permitted',
  family: 'delivery',
  title: 'Every delivered object is allowed by the project of its Application',
  fix: 'deliver it with an Application of a project that allows it, or let this project allow it',
  examine: (manifest, all) =>
    Deliveries.in(all)
      .of(manifest)
      .flatMap(application => verdict(application, manifest, all)),
};

function verdict(application: ArgoApplication, manifest: Manifest, all: ManifestSet): readonly Violation[] {
  const ofSet = VERDICTS.get(all) ?? new Map<ArgoApplication, Map<string, readonly Violation[]>>();
  VERDICTS.set(all, ofSet);
  const known = ofSet.get(application) ?? new Map<string, readonly Violation[]>();
  ofSet.set(application, known);
  const { group, kind, namespace, isClusterScoped } = manifest;
  const key = [group, kind, namespace, isClusterScoped ? manifest.name : ''].join('/');
  const found = known.get(key) ?? examine(application, manifest, all);
  known.set(key, found);
  return found;
}

function examine(application: ArgoApplication, manifest: Manifest, all: ManifestSet): readonly Violation[] {
  const project = application.projectIn(all);
  if (!project) return [];
  const { group, kind, name, isClusterScoped } = manifest;
  const who = `project ${JSON.stringify(project.name)} of Application ${JSON.stringify(application.manifest.name)}`;
  const shown = group === '' ? kind : `${group}/${kind}`;
  if (!project.permitsKind({ group, kind }, name, !isClusterScoped)) {
    return [{ path: 'kind', message: `${who} does not allow ${isClusterScoped ? 'cluster-scoped ' : ''}${shown}` }];
  }
  if (isClusterScoped) return [];
  const namespace = manifest.namespace || application.destination.namespace;
  if (project.permitsDestination({ ...application.destination, namespace })) return [];
  return [{ path: 'metadata.namespace', message: `${who} does not allow namespace ${JSON.stringify(namespace)}` }];
}
