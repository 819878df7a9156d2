import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Application, type ApplicationSpec } from '../../../imports/argocd-argoproj.io';
import { DeliveryContext } from '../../notation/delivery-context';
import { GitUrl } from '../../notation/git-url';
import { InvalidValue } from '../../notation/invalid-value';
import { Names } from '../../notation/names';
import type { INamespace } from '../../values/namespace';
import type { IProject } from '../../values/project';

/** An Application in full. */
export interface ArgoApplicationProps {
  /** What it may deliver, and where. */
  readonly project: IProject;
  /** The namespace that it delivers into, for objects that name none. */
  readonly destination: INamespace;
  /**
   * The repository that it is read from.
   * @default - the project's first
   */
  readonly repoUrl?: string;
  /**
   * The folder that it is read from.
   * @default - the folder that FortressApp writes for it: `dist/<environment>/<name>`
   */
  readonly path?: string;
  /**
   * Branch, tag or commit.
   * @default "main"
   */
  readonly targetRevision?: string;
  /**
   * Delete what is no longer rendered. Off for what holds data.
   * @default true
   */
  readonly prune?: boolean;
  /**
   * Sync options beside those of the library, such as `Validate=false`. One of the same name takes its place.
   * @default - none
   */
  readonly syncOptions?: string[];
  /**
   * `metadata.name`.
   * @default - the construct id
   */
  readonly name?: string;
}

const RETRIES = 5;

/** How every Application is synced. Namespaces are rendered: one that Argo CD makes has no Pod Security level. */
const SYNC_OPTIONS = [
  'ApplyOutOfSyncOnly=true',
  'CreateNamespace=false',
  'PruneLast=true',
  'RespectIgnoreDifferences=true',
  'ServerSideApply=true',
];
const SYNC_OPTION = /^[A-Z]\w*=\S+$/;

/**
 * An Argo CD Application, and the scope of what it delivers: a Chart below it is written into its own folder.
 *
 * Syncs by itself, heals what was changed by hand, and leaves the replicas of autoscaled workloads alone (seed rows G08,
 * G09). It never creates namespaces: one that Argo CD makes has no Pod Security level (seed row B20). To delete it leaves
 * behind what it delivered, for it has no finalizer.
 */
export class ArgoApplication extends Construct {
  /** `metadata.name`, and the folder. */
  public readonly applicationName: string;
  /** The folder that it is read from. */
  public readonly path: string;
  /** The rendered object, for patches and metadata. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: ArgoApplicationProps) {
    super(scope, id);
    const { project, destination } = props;
    this.applicationName = Names.dnsSubdomain('application name', props.name ?? id);
    this.node.setContext(DeliveryContext.APPLICATION, this.applicationName);
    this.path = props.path ?? this.ownFolder();
    if (/^$|^\/|(^|\/)\.\.(\/|$)/.test(this.path)) {
      throw new InvalidValue('application path', 'a folder of the repository such as "dist/prod/tenant-a"', this.path);
    }
    this.assertProject(project, props.repoUrl);
    this.assertSyncOptions(props.syncOptions ?? []);
    this.apiObject = new ApiObject(this, 'Resource', {
      ...Application.GVK,
      metadata: { name: this.applicationName, namespace: project.argoNamespace.namespaceName },
      spec: Application.manifest({ metadata: {}, spec: this.renderSpec(props, destination) }).spec,
    });
  }

  private renderSpec(props: ArgoApplicationProps, destination: INamespace): ApplicationSpec {
    const { project } = props;
    return {
      project: project.projectName,
      source: {
        repoUrl: props.repoUrl ?? project.sourceRepos[0],
        path: this.path,
        targetRevision: props.targetRevision ?? 'main',
      },
      destination: { server: project.server, namespace: destination.namespaceName },
      syncPolicy: {
        automated: { enabled: true, prune: props.prune ?? true, selfHeal: true },
        retry: { limit: RETRIES, backoff: { duration: '5s', factor: 2, maxDuration: '3m' } },
        syncOptions: ArgoApplication.syncOptions(props.syncOptions ?? []),
      },
      ignoreDifferences: [
        { group: 'apps', kind: 'Deployment', managedFieldsManagers: ['kube-controller-manager'] },
        { group: 'apps', kind: 'StatefulSet', managedFieldsManagers: ['kube-controller-manager'] },
      ],
    };
  }

  /** Whether the project allows the destination is known only when all charts are there, so a check says it. */
  private assertProject(project: IProject, repoUrl: string | undefined): void {
    const name = this.applicationName;
    if (project.projectName === 'default') {
      throw new Error(
        `application ${name} is in project "default", which allows everything; make an ArgoAppProject for it`,
      );
    }
    if (repoUrl !== undefined && !ArgoApplication.allows(project, repoUrl)) {
      throw new Error(
        `application ${name} is read from ${JSON.stringify(repoUrl)}, which project ${project.projectName} does not allow; ` +
          'add it to its sourceRepos',
      );
    }
  }

  /** Argo CD compares repositories without case and without `.git`. */
  private static allows(project: IProject, repoUrl: string): boolean {
    return project.sourceRepos.some(repo => GitUrl.normalize(repo) === GitUrl.normalize(repoUrl));
  }

  private assertSyncOptions(options: string[]): void {
    for (const option of options) {
      if (!SYNC_OPTION.test(option)) {
        throw new InvalidValue('sync option', 'a name and a value such as "Validate=false"', option);
      }
      if (option === 'CreateNamespace=true') {
        throw new Error(`application ${this.applicationName} has ${option}; render a TenantNamespace instead`);
      }
    }
  }

  /** Argo CD looks for whole options, so of two with one name both would count. */
  private static syncOptions(own: string[]): string[] {
    const nameOf = (option: string) => option.split('=')[0];
    const named = new Map([...SYNC_OPTIONS, ...own].map(option => [nameOf(option), option]));
    return [...named.values()];
  }

  private ownFolder(): string {
    const outdir = this.node.tryGetContext(DeliveryContext.OUTDIR);
    if (typeof outdir !== 'string') {
      throw new Error(`application ${this.applicationName} has no path; pass path, or make it below a FortressApp`);
    }
    const environment = this.node.tryGetContext(DeliveryContext.ENVIRONMENT);
    return [outdir, ...(typeof environment === 'string' ? [environment] : []), this.applicationName].join('/');
  }
}
