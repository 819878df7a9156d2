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

/** A project of add-ons, in full. */
export interface ArgoAddOnProjectProps {
  /**
   * The charts that its Applications deliver.
   * @default - none
   */
  readonly charts?: HelmChart[];
  /**
   * Repositories of what is published without a chart, such as the manifests of Argo CD itself; no wildcards.
   * @default - none, but those of the charts
   */
  readonly sourceRepos?: string[];
  /** Namespaces that are delivered into. Name one of Kubernetes' own only where an add-on keeps a Role in it. */
  readonly destinations: INamespace[];
  /** Every kind that is delivered, with a namespace or without, but for CustomResourceDefinition. May be empty if that is all. */
  readonly kinds: ResourceKind[];
  /**
   * API groups whose CustomResourceDefinitions are delivered; definitions of other groups are refused.
   * @default - none: no kinds are defined
   */
  readonly definedGroups?: string[];
  /**
   * What the project is for, for people.
   * @default - `What others publish, for <names of the destinations>`
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

/** Without a user, whose password would be in Git, and without what Argo CD reads as a pattern. */
const REPOSITORY = /^https:\/\/[\w.-]+(?::\d+)?\/[\w./%~-]+$/;
const DEFINITION = { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' };

/**
 * An Argo CD AppProject for add-ons: charts and manifests that others publish. It says what they may be read from, where they
 * may deliver, and each kind that they may bring. A new version that brings one kind more waits for a person.
 *
 * It is a platform's project, for operators bring kinds and rights of the whole cluster. Tenants' Applications belong
 * in an {@link ArgoAppProject}.
 */
export class ArgoAddOnProject extends Construct implements IProject {
  public readonly projectName: string;
  public readonly argoNamespace: INamespace;
  public readonly sourceRepos: string[];
  public readonly destinationNames: string[];
  public readonly server = 'https://kubernetes.default.svc';
  /** The rendered object, for patches and metadata. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: ArgoAddOnProjectProps) {
    super(scope, id);
    this.projectName = Names.dnsSubdomain('project name', props.name ?? id);
    if (this.projectName === 'default') {
      throw new InvalidValue('project name', 'a project of its own; "default" allows everything everywhere', 'default');
    }
    const repos = [...(props.charts ?? []).map(chart => chart.repoUrl), ...(props.sourceRepos ?? [])];
    for (const [name, list] of Object.entries({
      sources: repos,
      destinations: props.destinations,
      kinds: [...props.kinds, ...(props.definedGroups ?? [])],
    })) {
      if (list.length === 0) throw new InvalidValue(`${name} of project ${this.projectName}`, 'at least one', []);
    }
    for (const repo of props.sourceRepos ?? []) {
      if (!REPOSITORY.test(repo)) {
        throw new InvalidValue('source repository', 'one exact https URL without a password', repo);
      }
    }
    this.argoNamespace = props.argoNamespace ?? ExternalNamespace.named('argocd');
    this.sourceRepos = [...new Set(repos)];
    this.destinationNames = [...new Set(props.destinations.map(({ namespaceName }) => namespaceName))];
    this.apiObject = new ApiObject(this, 'Resource', {
      ...AppProject.GVK,
      metadata: { name: this.projectName, namespace: this.argoNamespace.namespaceName },
      spec: AppProject.manifest({ metadata: {}, spec: this.renderSpec(props) }).spec,
    });
  }

  private renderSpec(props: ArgoAddOnProjectProps): AppProjectSpec {
    const kinds = ArgoAddOnProject.sorted(props.kinds);
    const isClusterScoped = ({ group, kind }: ResourceKind) => ClusterScopedKinds.includes(group, kind);
    const entry = ({ group, kind }: ResourceKind) => ({ group, kind });
    return {
      description: props.description ?? `What others publish, for ${this.destinationNames.join(', ')}`,
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
  }: ArgoAddOnProjectProps): { group: string; kind: string; name: string }[] {
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
