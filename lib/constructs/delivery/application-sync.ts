import type {
  ApplicationSpecIgnoreDifferences,
  ApplicationSpecSyncPolicy,
  ApplicationSpecSyncPolicyRetry,
} from '../../../imports/argocd-argoproj.io';
import { GitUrl } from '../../notation/git-url';
import { InvalidValue } from '../../notation/invalid-value';
import type { IProject } from '../../values/project';

/**
 * A quarter of an hour. Two Applications that read one commit see it at different times, minutes apart where Argo CD polls, and
 * what the one needs of the other, such as a wider project, is then there. Each try is of the newest commit, so one that mends
 * the first is not kept waiting.
 */
const RETRY: ApplicationSpecSyncPolicyRetry = {
  limit: 10,
  refresh: true,
  backoff: { duration: '5s', factor: 2, maxDuration: '3m' },
};

/** How every Application is synced. Namespaces are rendered: one that Argo CD makes has no Pod Security level. */
const OPTIONS = [
  'ApplyOutOfSyncOnly=true',
  'CreateNamespace=false',
  'PruneLast=true',
  'RespectIgnoreDifferences=true',
  'ServerSideApply=true',
];
const OPTION = /^[A-Z]\w*=\S+$/;

/** What all Applications have in common, whether they are rendered or made from an ApplicationSet. */
export class ApplicationSync {
  /** Replicas belong to the autoscaler. */
  public static readonly IGNORED: ApplicationSpecIgnoreDifferences[] = [
    { group: 'apps', kind: 'Deployment', managedFieldsManagers: ['kube-controller-manager'] },
    { group: 'apps', kind: 'StatefulSet', managedFieldsManagers: ['kube-controller-manager'] },
  ];

  /** Syncs by itself, and heals what was changed by hand. */
  public static policy(prune: boolean, options: string[]): ApplicationSpecSyncPolicy {
    return {
      automated: { enabled: true, prune, selfHeal: true },
      retry: RETRY,
      syncOptions: ApplicationSync.options(options),
    };
  }

  /** @throws if one is none, or makes namespaces */
  public static assertOptions(owner: string, options: string[]): void {
    for (const option of options) {
      if (!OPTION.test(option)) {
        throw new InvalidValue('sync option', 'a name and a value such as "Validate=false"', option);
      }
      if (option === 'CreateNamespace=true') {
        throw new Error(`${owner} has ${option}; render a TenantNamespace instead`);
      }
    }
  }

  /**
   * Whether the project allows the destination is known only when all charts are there, so a check says it.
   *
   * @throws if it is the project of everybody, or does not allow the repository
   */
  public static assertProject(owner: string, project: IProject, repoUrl: string | undefined): void {
    if (project.projectName === 'default') {
      throw new Error(`${owner} is in project "default", which allows everything; make an ArgoAppProject for it`);
    }
    if (repoUrl !== undefined && !ApplicationSync.allows(project, repoUrl)) {
      throw new Error(
        `${owner} is read from ${JSON.stringify(repoUrl)}, which project ${project.projectName} does not allow; ` +
          'add it to its sourceRepos',
      );
    }
  }

  /** Argo CD compares repositories without case and without `.git`. */
  private static allows(project: IProject, repoUrl: string): boolean {
    return project.sourceRepos.some(repo => GitUrl.normalize(repo) === GitUrl.normalize(repoUrl));
  }

  /** Argo CD looks for whole options, so of two with one name both would count. */
  private static options(own: string[]): string[] {
    const nameOf = (option: string) => option.split('=')[0];
    const named = new Map([...OPTIONS, ...own].map(option => [nameOf(option), option]));
    return [...named.values()];
  }
}
