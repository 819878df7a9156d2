import { ArgoApplication } from '../../manifests/delivery/argo-application';
import { GitUrl } from '../../notation/git-url';
import type { Check } from '../check';

/**
 * Every Application is read from repositories that its project allows. Argo CD refuses to sync any other.
 *
 * Fields:  Application: spec.{source,sources[*],sourceHydrator.drySource}.repoURL; AppProject: spec.sourceRepos
 * Allowed: a URL that one of sourceRepos matches, and none of those with `!` is against. The scheme counts (`http` is not
 *          `https`); capitals, `.git` at the end, and the form of SSH do not.
 * Source:  https://argo-cd.readthedocs.io/en/stable/user-guide/projects/#managing-projects; seed row G03
 */
export const applicationSource: Check = {
  id: 'application-source',
  family: 'delivery',
  title: 'Every Application is read from a repository that its project allows',
  fix: 'read it from a repository of sourceRepos, or add this one to the project',
  kinds: [ArgoApplication.KIND],
  examine: (manifest, all) => {
    if (!ArgoApplication.is(manifest)) return [];
    const application = ArgoApplication.of(manifest);
    const project = application.projectIn(all);
    if (!project) return [];
    return application.sources
      .filter(({ repoUrl }) => !project.permitsSource(repoUrl))
      .map(({ path, repoUrl }) => ({
        path: `${path}.repoURL`,
        message: `project ${JSON.stringify(project.name)} does not allow ${JSON.stringify(GitUrl.masked(repoUrl))}; it allows ${JSON.stringify(project.sourceRepos.map(GitUrl.masked))}`,
      }));
  },
};
