import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Application, type ApplicationSpec } from '../../../imports/argocd-argoproj.io';
import { DeliveryContext } from '../../notation/delivery-context';
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
   * Sync options beside those of the library.
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

/**
 * An Argo CD Application, and the scope of what it delivers: a Chart below it is written into its own folder.
 *
 * Syncs by itself, heals what was changed by hand, and leaves the replicas of autoscaled workloads alone (seed rows G08,
 * G09). It never creates namespaces: one that Argo CD makes has no Pod Security level (seed row B20).
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
    if (/^\/|(^|\/)\.\.(\/|$)/.test(this.path)) {
      throw new InvalidValue('application path', 'a folder of the repository such as "dist/prod/tenant-a"', this.path);
    }
    const forbidden = (props.syncOptions ?? []).find(option => option === 'CreateNamespace=true');
    if (forbidden) {
      throw new Error(`application ${this.applicationName} has ${forbidden}; render a TenantNamespace instead`);
    }
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
        directory: { recurse: false },
      },
      destination: { server: project.server, namespace: destination.namespaceName },
      syncPolicy: {
        automated: { enabled: true, prune: props.prune ?? true, selfHeal: true },
        retry: { limit: RETRIES, backoff: { duration: '5s', factor: 2, maxDuration: '3m' } },
        syncOptions: [
          'ApplyOutOfSyncOnly=true',
          'CreateNamespace=false',
          'PruneLast=true',
          'RespectIgnoreDifferences=true',
          'ServerSideApply=true',
          ...(props.syncOptions ?? []),
        ],
      },
      ignoreDifferences: [
        { group: 'apps', kind: 'Deployment', managedFieldsManagers: ['kube-controller-manager'] },
        { group: 'apps', kind: 'StatefulSet', managedFieldsManagers: ['kube-controller-manager'] },
      ],
    };
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
