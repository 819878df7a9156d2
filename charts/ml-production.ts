import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  ArgoApplication,
  ArgoAppProject,
  type Hostname,
  type IGateway,
  PodSecurity,
  ResourceKind,
  type Site,
  TenantNamespace,
  WorkloadClass,
} from '../lib';
import { Classifier } from './classifier';
import { SCORING, Scoring } from './scoring';
import { ML_POOL, VAULT } from './site';

export interface MlProductionProps {
  readonly site: Site;
  readonly gateway: IGateway;
  readonly hostname: Hostname;
  /** Of the model with two versions. */
  readonly scoringHostname: Hostname;
  /** How many of a hundred requests a version gets that is tried. */
  readonly canaryPercent: number;
}

/**
 * The namespace of the models, which the id names, and their delivery (seed rows B01, B05, C01, C02, D33, G02 to G08).
 */
export class MlProduction extends Chart {
  constructor(scope: Construct, id: string, props: MlProductionProps) {
    super(scope, id);
    const namespace = new TenantNamespace(this, id, {
      tenant: { name: 'ml-models', team: 'ml-security', owner: 'ml-security@build.server' },
      pool: ML_POOL,
      podSecurity: PodSecurity.restricted(props.site.podSecurityVersion),
      labels: { tier: 'ml-secure' },
      workloadClass: WorkloadClass.INFERENCE,
      quota: {
        name: 'ml-namespace-quota',
        cpu: '4',
        memory: '8Gi',
        limitsCpu: '6',
        limitsMemory: '12Gi',
        pods: 10,
      },
      limits: {
        name: 'ml-container-limits',
        defaultLimit: { cpu: '1000m', memory: '6Gi' },
        defaultRequest: { cpu: '500m', memory: '4Gi' },
        max: { cpu: '2000m', memory: '8Gi' },
        min: { cpu: '100m', memory: '128Mi' },
      },
      imagePullStore: VAULT,
      access: { identityNames: [SCORING] },
    });
    const project = new ArgoAppProject(this, `${id}-project`, {
      description: 'Secure project for Production ML Workloads',
      sourceRepos: [props.site.repoUrl],
      destinations: [namespace],
      // Seed row G05 allows the first for this one project. Projects of tenants have neither.
      moreKinds: [
        ResourceKind.of('networking.k8s.io', 'NetworkPolicy'),
        ResourceKind.of('serving.kserve.io', 'InferenceService'),
      ],
    });
    const application = new ArgoApplication(this, 'ml-model', { project, destination: namespace });
    new Classifier(application, 'classifier', {
      namespace,
      gateway: props.gateway,
      hostname: props.hostname,
    });
    new Scoring(application, 'scoring', {
      namespace,
      gateway: props.gateway,
      hostname: props.scoringHostname,
      canaryPercent: props.canaryPercent,
    });
  }
}
