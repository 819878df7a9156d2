import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { ArgoApplication, ArgoAppProject, ExternalNamespace } from '../lib';

export interface PlatformDeliveryProps {
  /** The repository that Argo CD reads. */
  readonly repoUrl: string;
  /** What the platform delivers: all charts of the environment that stand below no other Application. */
  readonly charts: Construct;
}

/** The platform's project and its Application, which delivers everything else. The root delivers both. */
export class PlatformDelivery extends Chart {
  constructor(scope: Construct, id: string, props: PlatformDeliveryProps) {
    super(scope, id);
    const project = ArgoAppProject.platform(this, 'platform-project', {
      name: 'platform',
      sourceRepos: [props.repoUrl],
      charts: props.charts,
    });
    const application = new ArgoApplication(this, 'platform', {
      project,
      destination: ExternalNamespace.named('argocd'),
      // Kinds that an Application of this one brings are not there when the sync begins.
      syncOptions: ['SkipDryRunOnMissingResource=true'],
    });
    for (const { metadata } of [project.apiObject, application.apiObject]) {
      metadata.addAnnotation('argocd.argoproj.io/sync-options', 'Prune=false,Delete=false');
    }
  }
}
