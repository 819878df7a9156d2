import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Application, type ApplicationSpec } from '../../../imports/argocd-argoproj.io';
import { InvalidValue } from '../../notation/invalid-value';
import { Names } from '../../notation/names';
import type { HelmChart } from '../../values/helm-chart';
import type { INamespace } from '../../values/namespace';
import type { IProject } from '../../values/project';
import { ApplicationSync } from './application-sync';

/** An Application of a chart, in full. */
export interface ArgoHelmApplicationProps {
  /** The chart, at one version. */
  readonly chart: HelmChart;
  /** What it may deliver, and where; an {@link ArgoAddOnProject} for a chart that brings kinds or rights of the cluster. */
  readonly project: IProject;
  /** The namespace of the release. It is rendered elsewhere, with its level, quota and policies. */
  readonly destination: INamespace;
  /**
   * Values of the chart, as they would stand in `values.yaml`. They are readable by everybody who reads Git: name Secrets in
   * them, and no passwords.
   * @default - those of the chart
   */
  readonly values?: { readonly [key: string]: any };
  /**
   * Name of the Helm release; names of objects begin with it in most charts.
   * @default - the name
   */
  readonly releaseName?: string;
  /**
   * Delete what a new version of the chart no longer renders. Off for what holds data.
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

/** Helm's own limit. */
const MAX_RELEASE = 53;

/**
 * An Argo CD Application that delivers a published Helm chart, at one version and with values of our own (seed rows G01,
 * H06, H14, H21, K07, L08).
 *
 * What the chart renders is not here, so no check judges it: the evidence names it as delivered and not judged. What holds it
 * is rendered: the level, quota and policies of its namespace, and a project that lists the kinds it may bring.
 */
export class ArgoHelmApplication extends Construct {
  /** `metadata.name`. */
  public readonly applicationName: string;
  /** Name of the Helm release. */
  public readonly releaseName: string;
  /** The rendered object, for patches and metadata. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: ArgoHelmApplicationProps) {
    super(scope, id);
    const { chart, project } = props;
    this.applicationName = Names.dnsSubdomain('application name', props.name ?? id);
    this.releaseName = ArgoHelmApplication.release(props.releaseName ?? this.applicationName);
    const owner = `application ${this.applicationName}`;
    ApplicationSync.assertProject(owner, project, chart.repoUrl);
    ApplicationSync.assertOptions(owner, props.syncOptions ?? []);
    this.apiObject = new ApiObject(this, 'Resource', {
      ...Application.GVK,
      metadata: { name: this.applicationName, namespace: project.argoNamespace.namespaceName },
      spec: Application.manifest({ metadata: {}, spec: this.renderSpec(props) }).spec,
    });
  }

  private renderSpec(props: ArgoHelmApplicationProps): ApplicationSpec {
    const { chart, project, values } = props;
    const hasValues = values !== undefined && Object.keys(values).length > 0;
    return {
      project: project.projectName,
      source: {
        repoUrl: chart.repoUrl,
        chart: chart.name,
        targetRevision: chart.version,
        helm: { releaseName: this.releaseName, ...(hasValues ? { valuesObject: values } : {}) },
      },
      destination: { server: project.server, namespace: props.destination.namespaceName },
      syncPolicy: ApplicationSync.policy(props.prune ?? true, props.syncOptions ?? []),
      ignoreDifferences: ApplicationSync.IGNORED,
    };
  }

  private static release(name: string): string {
    if (name.length > MAX_RELEASE) {
      throw new InvalidValue('release name', `at most ${MAX_RELEASE} characters`, name);
    }
    return Names.dnsLabel('release name', name);
  }
}
