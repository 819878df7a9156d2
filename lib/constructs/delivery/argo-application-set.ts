import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { ApplicationSet, type ApplicationSetSpec } from '../../../imports/argocd-argoproj.io';
import { DeliveryContext } from '../../notation/delivery-context';
import { InvalidValue } from '../../notation/invalid-value';
import { Names } from '../../notation/names';
import type { Environment } from '../../values/environment';
import type { INamespace } from '../../values/namespace';
import type { IProject } from '../../values/project';
import { ApplicationSync } from './application-sync';

/** A cluster of a fleet. */
export interface FleetCluster {
  /** What is rendered for it. */
  readonly environment: Environment;
  /** Its API server, as Argo CD knows it; one of the project's. */
  readonly server: string;
}

/** An ApplicationSet in full. */
export interface ArgoApplicationSetProps {
  /** What its Applications may deliver, and where: one for all of them, never filled in from a template. */
  readonly project: IProject;
  /** The namespace that they deliver into, for objects that name none. */
  readonly destination: INamespace;
  /** The clusters; an Application is made for each. */
  readonly clusters: FleetCluster[];
  /**
   * The repository that they are read from.
   * @default - the project's first
   */
  readonly repoUrl?: string;
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
   * `metadata.name`, the folder in every environment, and the start of the Applications' names.
   * @default - the construct id
   */
  readonly name?: string;
}

/**
 * One tenant on a fleet of clusters: an Argo CD ApplicationSet that makes an Application for each of them, called
 * `<name>-<environment>`, which is read from `dist/<environment>/<name>`.
 *
 * The clusters are listed, for synthesis knows them. Only environment and server are filled in, and a value that is missing
 * is an error. A cluster that is taken off the list loses its Application, and keeps what runs on it.
 */
export class ArgoApplicationSet extends Construct {
  /** `metadata.name`, and the folder. */
  public readonly applicationName: string;
  /** The rendered object, for patches and metadata. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: ArgoApplicationSetProps) {
    super(scope, id);
    const { project, clusters } = props;
    this.applicationName = Names.dnsSubdomain('application set name', props.name ?? id);
    const owner = `application set ${this.applicationName}`;
    ApplicationSync.assertProject(owner, project, props.repoUrl);
    ApplicationSync.assertOptions(owner, props.syncOptions ?? []);
    ArgoApplicationSet.assertClusters(owner, project, clusters);
    this.apiObject = new ApiObject(this, 'Resource', {
      ...ApplicationSet.GVK,
      metadata: { name: this.applicationName, namespace: project.argoNamespace.namespaceName },
      spec: ApplicationSet.manifest({ metadata: {}, spec: this.renderSpec(props) }).spec,
    });
  }

  /**
   * Where charts of an environment go that this set delivers: below the returned scope, they are written into the folder
   * that its Application of this environment is read from.
   *
   * @param environment what `FortressApp.addEnvironment` returned
   */
  public chartsIn(environment: Construct): Construct {
    const scope = new Construct(environment, `${this.applicationName}-application`);
    scope.node.setContext(DeliveryContext.APPLICATION, this.applicationName);
    return scope;
  }

  private renderSpec(props: ArgoApplicationSetProps): ApplicationSetSpec {
    const { project, clusters, destination } = props;
    const name = this.applicationName;
    return {
      goTemplate: true,
      goTemplateOptions: ['missingkey=error'],
      generators: [
        { list: { elements: clusters.map(({ environment, server }) => ({ environment: environment.name, server })) } },
      ],
      syncPolicy: { preserveResourcesOnDeletion: true },
      template: {
        metadata: { name: `${name}-{{ .environment }}` },
        spec: {
          project: project.projectName,
          source: {
            repoUrl: props.repoUrl ?? project.sourceRepos[0],
            path: `${this.outdir()}/{{ .environment }}/${name}`,
            targetRevision: props.targetRevision ?? 'main',
          },
          destination: { server: '{{ .server }}', namespace: destination.namespaceName },
          syncPolicy: ApplicationSync.policy(props.prune ?? true, props.syncOptions ?? []),
          ignoreDifferences: ApplicationSync.IGNORED,
        },
      },
    };
  }

  private outdir(): string {
    const outdir = this.node.tryGetContext(DeliveryContext.OUTDIR);
    if (typeof outdir === 'string') return outdir;
    throw new Error(`application set ${this.applicationName} has no folder; make it below a FortressApp`);
  }

  private static assertClusters(owner: string, project: IProject, clusters: readonly FleetCluster[]): void {
    if (clusters.length === 0) throw new InvalidValue(`clusters of ${owner}`, 'at least one', []);
    const names = clusters.map(({ environment }) => environment.name);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) throw new InvalidValue(`environment of ${owner}`, 'on its list once', twice);
    const allowed = [project.server, ...(project.fleetServers ?? [])];
    const other = clusters.find(({ server }) => !allowed.includes(server));
    if (other) {
      throw new Error(
        `${owner} delivers to ${JSON.stringify(other.server)}, which project ${project.projectName} does not allow; ` +
          'add it to its fleetServers',
      );
    }
  }
}
