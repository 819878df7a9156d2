import { ApiObject, Chart, Lazy } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import {
  AppProject,
  type AppProjectSpec,
  type AppProjectSpecDestinationServiceAccounts,
  type AppProjectSpecRoles,
} from '../../../imports/argocd-argoproj.io';
import { ClusterScopedKinds } from '../../notation/cluster-scoped-kinds';
import { DeliveryContext } from '../../notation/delivery-context';
import { InvalidValue } from '../../notation/invalid-value';
import { Names } from '../../notation/names';
import { type GroupKind, TENANT_KINDS } from '../../notation/tenant-kinds';
import { ExternalNamespace, type INamespace } from '../../values/namespace';
import type { IProject } from '../../values/project';
import type { ResourceKind } from '../../values/resource-kind';
import { projectRoles } from './_project-roles';
import { assertSourceRepository } from './_source-repository';

/** A project in full. */
export interface ArgoAppProjectProps {
  /** Repositories that Applications may be read from; no wildcards. */
  readonly sourceRepos: string[];
  /** Namespaces that Applications may deliver into. */
  readonly destinations: INamespace[];
  /**
   * What the project is for, for people.
   * @default - `Workloads of <names of the destinations>`
   */
  readonly description?: string;
  /**
   * Kinds beside the fixed list of what tenants may deliver. Each widens what a merge to the repository can do.
   * @default - none
   */
  readonly moreKinds?: ResourceKind[];
  /**
   * The ServiceAccount that Argo CD syncs as: `deployer` in each destination, or `argocd:deployer` in one namespace for all. It needs
   * `impersonation` of ArgoCdSettings, and a Role for what the project delivers.
   * @default - Argo CD itself
   */
  readonly deployer?: string;
  /**
   * Groups of the identity provider whose members look at the project's Applications and their logs, and sync them. They change
   * nothing else: what is delivered stands in Git.
   * @default - none
   */
  readonly memberGroups?: string[];
  /**
   * Where Argo CD runs.
   * @default - namespace `argocd`
   */
  readonly argoNamespace?: INamespace;
  /**
   * The cluster's API server, as Argo CD knows it.
   * @default "https://kubernetes.default.svc"
   */
  readonly server?: string;
  /**
   * API servers of the other clusters that it delivers to, as Argo CD knows them: those of an ArgoApplicationSet.
   * @default - none
   */
  readonly fleetServers?: string[];
  /**
   * `metadata.name`.
   * @default - the construct id
   */
  readonly name?: string;
}

/** The platform's own project. */
export interface PlatformProjectProps {
  /** Repositories that Applications may be read from; no wildcards. */
  readonly sourceRepos: string[];
  /** All objects below it that no other Application delivers are what the project allows: their kinds and namespaces. */
  readonly charts: IConstruct;
  /**
   * The ServiceAccount that Argo CD syncs as, such as `argocd:argocd-application-controller`.
   * @default - Argo CD itself
   */
  readonly deployer?: string;
  /**
   * Where Argo CD runs.
   * @default - namespace `argocd`
   */
  readonly argoNamespace?: INamespace;
  /**
   * The cluster's API server, as Argo CD knows it.
   * @default "https://kubernetes.default.svc"
   */
  readonly server?: string;
  /**
   * `metadata.name`.
   * @default - the construct id
   */
  readonly name?: string;
}

/** A namespace that only the platform's own project may deliver into. */
class PlatformNamespace implements INamespace {
  constructor(public readonly namespaceName: string) {}
}

const DEPLOYER = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?:)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/;
const ANY = { group: '*', kind: '*' };
/** Argo CD reads `*` and its like as patterns. */
const WILDCARD = /[*?[\]{}!]/;
const SERVER = /^https:\/\/[^\s/@]+(\/[^\s]*)?$/;

/**
 * An Argo CD AppProject: what the Applications in it may be read from, deliver, and deliver into (seed rows G02 to G07).
 *
 * A tenant's project allows a fixed list of namespaced kinds in the tenant's namespaces, and no cluster-scoped kind.
 */
export class ArgoAppProject extends Construct implements IProject {
  /**
   * The platform's own project, which delivers namespaces, policies and the other projects. Its kinds and namespaces
   * are those of the charts that it delivers: the charts are the platform's code, so they are the review. It gets wider
   * with them, so let an {@link ArgoBootstrap} deliver it.
   */
  public static platform(scope: Construct, id: string, props: PlatformProjectProps): ArgoAppProject {
    const { charts, ...rest } = props;
    const argoNamespace = props.argoNamespace ?? ArgoAppProject.DEFAULT_NAMESPACE;
    const project = new ArgoAppProject(scope, id, {
      ...rest,
      destinations: [new PlatformNamespace(argoNamespace.namespaceName)],
      description: 'The platform: namespaces, policies, gateways, projects and Applications',
    });
    project.charts = charts;
    return project;
  }

  private static readonly DEFAULT_NAMESPACE = ExternalNamespace.named('argocd');

  public readonly projectName: string;
  public readonly argoNamespace: INamespace;
  public readonly sourceRepos: string[];
  public readonly server: string;
  public readonly fleetServers?: string[];
  /** The rendered object, for patches and metadata. */
  public readonly apiObject: ApiObject;

  private readonly roles?: AppProjectSpecRoles[];
  private readonly destinations: INamespace[];
  private charts?: IConstruct;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ArgoAppProjectProps,
  ) {
    super(scope, id);
    this.projectName = Names.dnsSubdomain('project name', props.name ?? id);
    if (this.projectName === 'default') {
      throw new InvalidValue('project name', 'a project of its own; "default" allows everything everywhere', 'default');
    }
    if (props.sourceRepos.length === 0) {
      throw new InvalidValue('sourceRepos', 'at least one repository', props.sourceRepos);
    }
    for (const repo of props.sourceRepos) assertSourceRepository(repo);
    for (const { group, kind } of props.moreKinds ?? []) {
      if (ClusterScopedKinds.includes(group, kind)) {
        throw new InvalidValue(`kind of project ${this.projectName}`, 'namespaced', { group, kind });
      }
    }
    if (props.destinations.length === 0) {
      throw new InvalidValue('destinations', 'at least one namespace', []);
    }
    this.argoNamespace = props.argoNamespace ?? ArgoAppProject.DEFAULT_NAMESPACE;
    for (const destination of props.destinations) this.assertTenants(destination);
    if (props.deployer !== undefined && !DEPLOYER.test(props.deployer)) {
      throw new InvalidValue('deployer', 'a ServiceAccount such as "deployer" or "argocd:deployer"', props.deployer);
    }
    this.roles = projectRoles(this.projectName, props.memberGroups ?? []);
    this.sourceRepos = [...new Set(props.sourceRepos)];
    this.destinations = [...props.destinations];
    this.server = props.server ?? 'https://kubernetes.default.svc';
    this.fleetServers = props.fleetServers && [...props.fleetServers];
    for (const server of this.servers) ArgoAppProject.checkServer(server);
    this.apiObject = new ApiObject(this, 'Resource', {
      ...AppProject.GVK,
      metadata: { name: this.projectName, namespace: this.argoNamespace.namespaceName },
      spec: Lazy.any({ produce: () => AppProject.manifest({ metadata: {}, spec: this.renderSpec() }).spec }),
    });
  }

  private get servers(): string[] {
    return [...new Set([this.server, ...(this.fleetServers ?? [])])];
  }

  public get destinationNames(): string[] {
    const named = this.destinations.map(namespace => namespace.namespaceName);
    return this.charts ? this.derivedNamespaces(this.charts, named) : [...new Set(named)];
  }

  /** Whoever delivers there can give himself every right: seed row G07. */
  private assertTenants(destination: INamespace): void {
    const name = destination.namespaceName;
    const isPlatforms = name === this.argoNamespace.namespaceName || name.startsWith('kube-');
    if (isPlatforms && !(destination instanceof PlatformNamespace)) {
      throw new Error(
        `project ${this.projectName} delivers into namespace ${JSON.stringify(name)}, which is the platform's; ` +
          'deliver that with ArgoAppProject.platform()',
      );
    }
  }

  private renderSpec(): AppProjectSpec {
    const names = this.destinationNames;
    return {
      description: this.props.description ?? `Workloads of ${names.join(', ')}`,
      sourceRepos: this.sourceRepos,
      destinations: this.servers.flatMap(server => names.map(namespace => ({ namespace, server }))),
      ...(this.charts ? this.derivedKinds(this.charts) : this.fixedKinds()),
      roles: this.roles,
      destinationServiceAccounts: this.deployers(names),
    };
  }

  private deployers(namespaces: readonly string[]): AppProjectSpecDestinationServiceAccounts[] | undefined {
    const { deployer } = this.props;
    if (deployer === undefined) return undefined;
    return this.servers.flatMap(server =>
      namespaces.map(namespace => ({ server, namespace, defaultServiceAccount: deployer })),
    );
  }

  private fixedKinds(): Partial<AppProjectSpec> {
    return {
      namespaceResourceWhitelist: ArgoAppProject.sorted([...TENANT_KINDS, ...(this.props.moreKinds ?? [])]),
      // An absent whitelist already allows no cluster-scoped kind; the ban says so to the reader (seed row G06).
      clusterResourceBlacklist: [ANY],
    };
  }

  private derivedKinds(charts: IConstruct): Partial<AppProjectSpec> {
    const kinds = this.delivered(charts).map(object => ({ group: ArgoAppProject.groupOf(object), kind: object.kind }));
    const all = ArgoAppProject.sorted(kinds);
    return {
      namespaceResourceWhitelist: all.filter(({ group, kind }) => !ClusterScopedKinds.includes(group, kind)),
      clusterResourceWhitelist: all.filter(({ group, kind }) => ClusterScopedKinds.includes(group, kind)),
    };
  }

  private derivedNamespaces(charts: IConstruct, more: string[]): string[] {
    const names = this.delivered(charts)
      .filter(object => !ClusterScopedKinds.includes(ArgoAppProject.groupOf(object), object.kind))
      .flatMap(object => object.metadata.namespace || []);
    return [...new Set([...more, ...names])].sort();
  }

  /** What stands below the charts, but for what another Application delivers. */
  private delivered(charts: IConstruct): ApiObject[] {
    const applicationOf = (construct: IConstruct) => construct.node.tryGetContext(DeliveryContext.APPLICATION);
    const own = applicationOf(charts);
    return charts.node.findAll().filter((construct): construct is ApiObject => {
      return ApiObject.isApiObject(construct) && applicationOf(Chart.of(construct)) === own;
    });
  }

  private static groupOf({ apiGroup }: ApiObject): string {
    return apiGroup === 'core' ? '' : apiGroup;
  }

  private static sorted(kinds: readonly GroupKind[]): GroupKind[] {
    const byKey = new Map(kinds.map(({ group, kind }) => [`${group}/${kind}`, { group, kind }]));
    return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, groupKind]) => groupKind);
  }

  private static checkServer(server: string): void {
    if (!SERVER.test(server) || WILDCARD.test(server)) {
      const expectation = 'the URL of one API server such as "https://kubernetes.default.svc"';
      throw new InvalidValue('server', expectation, server);
    }
  }
}
