import { ArgoApplication } from '../../manifests/delivery/argo-application';
import type { Check } from '../check';

/**
 * Every Application delivers to a cluster and a namespace that its project allows. Argo CD refuses to sync any other.
 *
 * Fields:  Application: spec.destination.{server,name,namespace}; AppProject: spec.destinations[*].{server,name,namespace}
 * Allowed: what one of destinations matches, by the server or by the name of the cluster, and none of those with `!` is against
 * Source:  https://argo-cd.readthedocs.io/en/stable/user-guide/projects/#managing-projects; seed rows G04, G07
 */
export const applicationDestination: Check = {
  id: 'application-destination',
  family: 'delivery',
  title: 'Every Application delivers to a destination that its project allows',
  fix: 'deliver to a destination of the project, or add this one to it',
  kinds: [ArgoApplication.KIND],
  examine: (manifest, all) => {
    if (!ArgoApplication.is(manifest)) return [];
    const application = ArgoApplication.of(manifest);
    const project = application.projectIn(all);
    const { destination } = application;
    if (!project || project.permitsDestination(destination)) return [];
    const cluster = JSON.stringify(destination.server || destination.name);
    return [
      {
        path: 'spec.destination',
        message: `project ${JSON.stringify(project.name)} does not allow namespace ${JSON.stringify(destination.namespace)} of ${cluster}`,
      },
    ];
  },
};
