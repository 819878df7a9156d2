import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { AppProject, type AppProjectSpec } from '../../../imports/argocd-argoproj.io';
import { ClusterScopedKinds } from '../../notation/cluster-scoped-kinds';
import { InvalidValue } from '../../notation/invalid-value';
import { Names } from '../../notation/names';
import type { HelmChart } from '../../values/helm-chart';
import { ExternalNamespace, type INamespace } from '../../values/namespace';
import type { IProject } from '../../values/project';
import type { ResourceKind } from '../../values/resource-kind';

/** A project of charts, in full. */
export interface ArgoChartProjectProps {
  /** The charts that its Applications deliver. */
  readonly charts: HelmChart[];
  /** Namespaces that the charts deliver into. Name one of Kubernetes' own only where a chart keeps a Role in it. */
  readonly destinations: INamespace[];
  /** Every kind that the charts render, with a namespace or without, but for CustomResourceDefinition. */
  readonly kinds: ResourceKind[];
  /**
   * API groups whose CustomResourceDefinitions the charts bring; definitions of other groups are refused.
   * @default - none: the charts bring no kinds
   */
  readonly definedGroups?: string[];
  /**
   * What the project is for, for people.
   * @default - `Charts <names of the charts>`
   */
  readonly description?: string;
  /**
   * Where Argo CD runs.
   * @default - namespace `argocd`
   */
  readonly argoNamespace?: INamespace;
  /**
   * `metadata.name`.
   * @default - the construct id
   */
  readonly name?: string;
}

const DEFINITION = { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' };

/**
 * An Argo CD AppProject for published charts, whose templates others write: what they may be read from, where they may
 * deliver, and each kind that they may bring. A new version of a chart that renders one kind more waits for a person.
 *
 * It is a platform's project, for charts of operators bring kinds and rights of the whole cluster. Tenants' Applications belong
 * in an {@link ArgoAppProject}.
 */
export class ArgoChartProject extends Construct implements IProject {
  public readonly projectName: string;
  public readonly argoNamespace: INamespace;
  public readonly sourceRepos: string[];
  public readonly destinationNames: string[];
  public readonly server = 'https://kubernetes.default.svc';
  /** The rendered object, for patches and metadata. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: ArgoChartProjectProps) {
    super(scope, id);
    this.projectName = Names.dnsSubdomain('project name', props.name ?? id);
    if (this.projectName === 'default') {
      throw new InvalidValue('project name', 'a project of its own; "default" allows everything everywhere', 'default');
    }
    for (const list of ['charts', 'destinations', 'kinds'] as const) {
      if (props[list].length === 0) {
        throw new InvalidValue(`${list} of project ${this.projectName}`, 'at least one', []);
      }
    }
    this.argoNamespace = props.argoNamespace ?? ExternalNamespace.named('argocd');
    this.sourceRepos = [...new Set(props.charts.map(chart => chart.repoUrl))];
    this.destinationNames = [...new Set(props.destinations.map(({ namespaceName }) => namespaceName))];
    this.apiObject = new ApiObject(this, 'Resource', {
      ...AppProject.GVK,
      metadata: { name: this.projectName, namespace: this.argoNamespace.namespaceName },
      spec: AppProject.manifest({ metadata: {}, spec: this.renderSpec(props) }).spec,
    });
  }

  private renderSpec(props: ArgoChartProjectProps): AppProjectSpec {
    const kinds = ArgoChartProject.sorted(props.kinds);
    const isClusterScoped = ({ group, kind }: ResourceKind) => ClusterScopedKinds.includes(group, kind);
    const entry = ({ group, kind }: ResourceKind) => ({ group, kind });
    return {
      description: props.description ?? `Charts ${props.charts.map(({ name }) => name).join(', ')}`,
      sourceRepos: this.sourceRepos,
      destinations: this.destinationNames.map(namespace => ({ namespace, server: this.server })),
      namespaceResourceWhitelist: kinds.filter(kind => !isClusterScoped(kind)).map(entry),
      clusterResourceWhitelist: [...kinds.filter(isClusterScoped).map(entry), ...this.definitions(props)],
    };
  }

  /** By name, for otherwise a chart could redefine the kinds of another. */
  private definitions({
    definedGroups = [],
    kinds,
  }: ArgoChartProjectProps): { group: string; kind: string; name: string }[] {
    if (kinds.some(({ group, kind }) => group === DEFINITION.group && kind === DEFINITION.kind)) {
      throw new Error(
        `project ${this.projectName} allows every CustomResourceDefinition; name the API groups in definedGroups`,
      );
    }
    return [...new Set(definedGroups)].sort().map(group => {
      if (!Names.isDnsSubdomain(group) || !group.includes('.')) {
        throw new InvalidValue('API group of defined kinds', 'a group such as "cert-manager.io"', group);
      }
      return { ...DEFINITION, name: `*.${group}` };
    });
  }

  private static sorted(kinds: readonly ResourceKind[]): ResourceKind[] {
    const byKey = new Map(kinds.map(kind => [`${kind.group}/${kind.kind}`, kind]));
    return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, kind]) => kind);
  }
}
