import type { ArgoApplication } from '../../manifests/delivery/argo-application';
import type { ArgoProject } from '../../manifests/delivery/argo-project';
import { Deliveries } from '../../manifests/delivery/deliveries';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { Flat } from '../../notation/flat';
import type { Check, Violation } from '../check';

const NOTHING: readonly Violation[] = [];

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
  examine: (manifest, all) => {
    const applications = Deliveries.in(all).of(manifest);
    if (applications.length === 0) return NOTHING;
    return Flat.map(applications, application => ofApplication(application, manifest, all));
  },
};

function ofApplication(application: ArgoApplication, manifest: Manifest, all: ManifestSet): readonly Violation[] {
  const project = application.projectIn(all);
  if (!project) return NOTHING;
  const { group, kind, name, isClusterScoped } = manifest;
  if (!project.permitsKind({ group, kind }, name, !isClusterScoped)) {
    const shown = `${isClusterScoped ? 'cluster-scoped ' : ''}${group === '' ? kind : `${group}/${kind}`}`;
    return [{ path: 'kind', message: `${who(application, project)} does not allow ${shown}` }];
  }
  if (isClusterScoped) return NOTHING;
  const namespace = manifest.namespace || application.destination.namespace;
  if (project.permitsDestination({ ...application.destination, namespace })) return NOTHING;
  const message = `${who(application, project)} does not allow namespace ${JSON.stringify(namespace)}`;
  return [{ path: 'metadata.namespace', message }];
}

function who(application: ArgoApplication, project: ArgoProject): string {
  return `project ${JSON.stringify(project.name)} of Application ${JSON.stringify(application.manifest.name)}`;
}
