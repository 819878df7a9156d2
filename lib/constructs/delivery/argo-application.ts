import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Application, type ApplicationSpec } from '../../../imports/argocd-argoproj.io';
import { DeliveryContext } from '../../notation/delivery-context';
import { InvalidValue } from '../../notation/invalid-value';
import { Names } from '../../notation/names';
import type { INamespace } from '../../values/namespace';
import type { IProject } from '../../values/project';
import { ApplicationSync } from './application-sync';

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
    ApplicationSync.assertProject(`application ${this.applicationName}`, project, props.repoUrl);
    ApplicationSync.assertOptions(`application ${this.applicationName}`, props.syncOptions ?? []);
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
      syncPolicy: ApplicationSync.policy(props.prune ?? true, props.syncOptions ?? []),
      ignoreDifferences: ApplicationSync.IGNORED,
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
