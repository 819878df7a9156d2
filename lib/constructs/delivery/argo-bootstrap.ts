import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { AppProject } from '../../../imports/argocd-argoproj.io';
import { DeliveryContext } from '../../notation/delivery-context';
import { Names } from '../../notation/names';
import { ExternalNamespace, type INamespace } from '../../values/namespace';
import type { IProject } from '../../values/project';
import { assertSourceRepository } from './_source-repository';
import { ArgoApplication } from './argo-application';

/** A bootstrap in full. */
export interface ArgoBootstrapProps {
  /** The repository that Argo CD reads. */
  readonly repoUrl: string;
  /**
   * Branch, tag or commit.
   * @default "main"
   */
  readonly targetRevision?: string;
  /**
   * Where Argo CD runs.
   * @default - namespace `argocd`
   */
  readonly argoNamespace?: INamespace;
}

const KINDS = ['AppProject', 'Application'];
const SERVER = 'https://kubernetes.default.svc';
const KEPT = 'Prune=false,Delete=false';

/**
 * What Argo CD starts from: an Application that delivers itself, its project, and what stands in charts below this construct,
 * which is projects and Applications. One file of two objects, applied by hand once: it does not change with what is delivered.
 *
 * Argo CD judges a sync by the project as it is on the cluster, so an Application that delivers its own project cannot widen it
 * for what the same commit brings. The project of ArgoAppProject.platform gets wider with every tenant, and therefore belongs
 * here. Until it is wider, the Applications in it are refused, and try again.
 */
export class ArgoBootstrap extends Construct {
  /** Allows projects and Applications where Argo CD runs. Whoever can write these can do everything: it is the platform's. */
  public readonly project: IProject;
  /** Delivers itself, its project, and the charts below this construct. */
  public readonly application: ArgoApplication;

  /** @param id also the name of the Application, of its project, and of the folder of both */
  constructor(scope: Construct, id: string, props: ArgoBootstrapProps) {
    super(scope, id);
    const name = Names.dnsSubdomain('application name', id);
    assertSourceRepository(props.repoUrl);
    this.node.setContext(DeliveryContext.APPLICATION, name);
    const chart = new Chart(this, name);
    const destination = props.argoNamespace ?? ExternalNamespace.named('argocd');
    this.project = {
      projectName: name,
      argoNamespace: destination,
      sourceRepos: [props.repoUrl],
      destinationNames: [destination.namespaceName],
      server: SERVER,
    };
    const apiObject = ArgoBootstrap.render(chart, this.project);
    this.application = new ArgoApplication(chart, name, {
      project: this.project,
      destination,
      targetRevision: props.targetRevision,
    });
    // It would take with it whoever could bring it back.
    for (const { metadata } of [apiObject, this.application.apiObject]) {
      metadata.addAnnotation('argocd.argoproj.io/sync-options', KEPT);
    }
  }

  private static render(chart: Chart, { projectName, sourceRepos, destinationNames, server }: IProject): ApiObject {
    return new ApiObject(chart, 'project', {
      ...AppProject.GVK,
      metadata: { name: projectName, namespace: destinationNames[0] },
      spec: AppProject.manifest({
        metadata: {},
        spec: {
          description: 'What Argo CD starts from: projects and Applications',
          sourceRepos,
          destinations: destinationNames.map(namespace => ({ namespace, server })),
          namespaceResourceWhitelist: KINDS.map(kind => ({ group: 'argoproj.io', kind })),
          clusterResourceBlacklist: [{ group: '*', kind: '*' }],
        },
      }).spec,
    });
  }
}
