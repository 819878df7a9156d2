import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { AppProject, type AppProjectSpec } from '../../../imports/argocd-argoproj.io';
import { ClusterScopedKinds } from '../../notation/cluster-scoped-kinds';
import { InvalidValue } from '../../notation/invalid-value';
import { Names } from '../../notation/names';
import { PLATFORM_PROJECT } from '../../notation/platform-project';
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
   * CustomResourceDefinitions that are delivered, by name: `workflows.argoproj.io`, or `*.cert-manager.io` for all of a group.
   * Others are refused. What is of these kinds is applied after the Applications of this project (seed row G14).
   * @default - none: no kinds are defined
   */
  readonly definitions?: string[];
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
const DEFINITION_NAME = /^(?:\*|[a-z0-9]+)(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?){2,}$/;
const DEFINITION = { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' };

/**
 * An Argo CD AppProject for add-ons: charts and manifests that others publish. It says what they may be read from, where they
 * may deliver, and each kind that they may bring. A new version that brings one kind more waits for a person.
 *
 * It is a platform's project, for operators bring kinds and rights of the whole cluster. One that brings none of these says
 * so, by the annotation `fortress.cdk8s.io/project`. Tenants' Applications belong in an {@link ArgoAppProject}.
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
      kinds: [...props.kinds, ...(props.definitions ?? [])],
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
    const spec = this.renderSpec(props);
    const isSaid = (spec.clusterResourceWhitelist ?? []).length === 0;
    this.apiObject = new ApiObject(this, 'Resource', {
      ...AppProject.GVK,
      metadata: {
        name: this.projectName,
        namespace: this.argoNamespace.namespaceName,
        ...(isSaid ? { annotations: { [PLATFORM_PROJECT.key]: PLATFORM_PROJECT.value } } : {}),
      },
      spec: AppProject.manifest({ metadata: {}, spec }).spec,
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
    definitions = [],
    kinds,
  }: ArgoAddOnProjectProps): { group: string; kind: string; name: string }[] {
    if (kinds.some(({ group, kind }) => group === DEFINITION.group && kind === DEFINITION.kind)) {
      throw new Error(
        `project ${this.projectName} allows every CustomResourceDefinition; name those that it delivers in definitions`,
      );
    }
    return [...new Set(definitions)].sort().map(name => {
      if (!DEFINITION_NAME.test(name)) {
        const expectation = 'a name such as "workflows.argoproj.io", or "*.cert-manager.io" for all of a group';
        throw new InvalidValue('CustomResourceDefinition', expectation, name);
      }
      return { ...DEFINITION, name };
    });
  }

  private static sorted(kinds: readonly ResourceKind[]): ResourceKind[] {
    const byKey = new Map(kinds.map(kind => [`${kind.group}/${kind.kind}`, kind]));
    return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, kind]) => kind);
  }
}
