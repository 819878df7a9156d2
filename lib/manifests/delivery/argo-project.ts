import { GitUrl } from '../../notation/git-url';
import { Glob } from '../../notation/glob';
import { Grouped } from '../../notation/grouped';
import { PathPattern } from '../../notation/path-pattern';
import type { GroupKind } from '../../notation/tenant-kinds';
import { Json } from '../json/json';
import type { Manifest } from '../manifest';
import type { ManifestSet } from '../manifest-set';
import { PerSet } from '../per-set';

/** A place that Argo CD delivers to. */
export interface Destination {
  /** Address of the cluster's API server; empty where it is not known. */
  readonly server: string;
  /** Argo CD's name of the cluster; empty where it is not known. */
  readonly name: string;
  readonly namespace: string;
}

/** One entry of a project's `destinations`; empty where it says nothing. */
export interface DestinationEntry {
  readonly server: string;
  readonly name: string;
  readonly namespace: string;
}

/** One entry of a list of kinds, with a name where it is for objects of that name only. */
export interface KindEntry extends GroupKind {
  readonly name: string;
}

/** An entry of `sourceRepos`, in the form in which it is compared. */
interface SourcePattern {
  readonly pattern: string;
  readonly isDenial: boolean;
}

const LISTS = [
  'namespaceResourceWhitelist',
  'namespaceResourceBlacklist',
  'clusterResourceWhitelist',
  'clusterResourceBlacklist',
] as const;

/** The lists of kinds that a project has. */
export type KindList = (typeof LISTS)[number];

/**
 * What an AppProject of Argo CD permits, decided as Argo CD decides it.
 *
 * https://github.com/argoproj/argo-cd/blob/v3.5.1/pkg/apis/application/v1alpha1/app_project_types.go
 */
export class ArgoProject {
  public static readonly KIND = 'AppProject';
  /** The project of an Application that names none. */
  public static readonly DEFAULT = 'default';

  private static readonly known = new WeakMap<Manifest, ArgoProject>();
  private static readonly byName = new PerSet(all =>
    Grouped.by(all.ofKind('argoproj.io', ArgoProject.KIND), ({ name }) => name),
  );

  public static is(manifest: Manifest): boolean {
    return manifest.group === 'argoproj.io' && manifest.kind === ArgoProject.KIND;
  }

  public static of(manifest: Manifest): ArgoProject {
    const known = ArgoProject.known.get(manifest) ?? new ArgoProject(manifest);
    ArgoProject.known.set(manifest, known);
    return known;
  }

  /** The project of this name, judged or external: that beside the Application, else any. */
  public static named(name: string, beside: string, all: ManifestSet): ArgoProject | undefined {
    const found = ArgoProject.byName.of(all).get(name) ?? [];
    const nearest = found.find(({ effectiveNamespace }) => effectiveNamespace === beside) ?? found[0];
    return nearest && ArgoProject.of(nearest);
  }

  public readonly sourceRepos: readonly string[];
  public readonly destinations: readonly DestinationEntry[];
  private readonly kinds: Readonly<Record<KindList, readonly KindEntry[] | undefined>>;
  private sources: readonly SourcePattern[] | undefined;
  private readonly namespacedKinds = new Map<string, boolean>();
  /** The entries for one namespace, by its name: a project may have thousands. */
  private readonly ofNamespace = new Map<string, DestinationEntry[]>();
  /** The other entries: those for many namespaces, and those that may be against one. */
  private readonly ofNamespaces: DestinationEntry[] = [];

  private constructor(public readonly manifest: Manifest) {
    const { spec } = manifest;
    this.sourceRepos = Json.list(spec.sourceRepos).map(repo => Json.text(repo) ?? '');
    this.destinations = Json.list(spec.destinations).map(element => {
      const { server = '', name = '', namespace = '' } = Json.texts(element);
      return { server, name, namespace };
    });
    for (const entry of this.destinations) this.index(entry);
    const [allowed, denied, clusterAllowed, clusterDenied] = LISTS.map(list => ArgoProject.kindsOf(spec[list]));
    this.kinds = {
      namespaceResourceWhitelist: allowed,
      namespaceResourceBlacklist: denied,
      clusterResourceWhitelist: clusterAllowed,
      clusterResourceBlacklist: clusterDenied,
    };
  }

  private static source(entry: string): SourcePattern {
    if (entry.startsWith('!')) return { pattern: `!${GitUrl.normalize(entry.slice(1))}`, isDenial: true };
    return { pattern: GitUrl.normalize(entry), isDenial: false };
  }

  private index(entry: DestinationEntry): void {
    const { server, name, namespace } = entry;
    const isForOne = Glob.isPlain(namespace) && ![server, name, namespace].some(text => text.startsWith('!'));
    const known = this.ofNamespace.get(namespace);
    if (!isForOne) this.ofNamespaces.push(entry);
    else if (known) known.push(entry);
    else this.ofNamespace.set(namespace, [entry]);
  }

  private static kindsOf(list: unknown): readonly KindEntry[] | undefined {
    if (list === undefined || list === null) return undefined;
    return Json.list(list).map(element => {
      const { group = '', kind = '', name = '' } = Json.texts(element);
      return { group, kind, name };
    });
  }

  public get name(): string {
    return this.manifest.name;
  }

  /** The entries of a list of kinds; undefined where the project has no such list. */
  public entries(list: KindList): readonly KindEntry[] | undefined {
    return this.kinds[list];
  }

  /**
   * Whether objects of this kind may be delivered. Of kinds in namespaces, everything, if there is no whitelist, and
   * nothing, if it is empty; of cluster-scoped kinds, nothing in either case.
   */
  public permitsKind(kind: GroupKind, name: string, isNamespaced: boolean): boolean {
    if (!isNamespaced) return this.listsKind(kind, name, false);
    const key = `${kind.group}/${kind.kind}`;
    const known = this.namespacedKinds.get(key);
    if (known !== undefined) return known;
    const isPermitted = this.listsKind(kind, name, true);
    this.namespacedKinds.set(key, isPermitted);
    return isPermitted;
  }

  private listsKind({ group, kind }: GroupKind, name: string, isNamespaced: boolean): boolean {
    const list = isNamespaced ? 'namespaceResource' : 'clusterResource';
    const allowed = this.kinds[`${list}Whitelist`];
    const denied = this.kinds[`${list}Blacklist`] ?? [];
    const matches = (entry: KindEntry) =>
      PathPattern.matches(entry.kind, kind) &&
      PathPattern.matches(entry.group, group) &&
      (isNamespaced || entry.name === '' || PathPattern.matches(entry.name, name));
    return (allowed?.some(matches) ?? isNamespaced) && !denied.some(matches);
  }

  /** Whether Applications may be read from a repository. One `!` that it is against decides. */
  public permitsSource(repo: string): boolean {
    const normal = GitUrl.normalize(repo);
    this.sources ??= this.sourceRepos.map(ArgoProject.source);
    let isPermitted = false;
    for (const { pattern, isDenial } of this.sources) {
      const isMatched = matches(pattern, normal, '/');
      if (isDenial && !isMatched) return false;
      isPermitted ||= isMatched;
    }
    return isPermitted;
  }

  /** Whether Applications may deliver to a place. */
  public permitsDestination(to: Destination): boolean {
    let isPermitted = this.ofNamespace.get(to.namespace)?.some(entry => ArgoProject.permits(entry, to)) ?? false;
    for (const entry of this.ofNamespaces) {
      const verdict = ArgoProject.verdict(entry, to);
      if (verdict === 'denied') return false;
      isPermitted ||= verdict === 'permitted';
    }
    return isPermitted;
  }

  /** Whether one entry by itself permits a place. */
  public static permits(entry: DestinationEntry, to: Destination): boolean {
    return ArgoProject.verdict(entry, to) === 'permitted';
  }

  /** A negation that does not match permits everything else, and denies only on a server that its entry is for. */
  private static verdict(entry: DestinationEntry, to: Destination): 'permitted' | 'denied' | 'not meant' {
    const isName = to.name !== '' && matches(entry.name, to.name);
    const isServer = to.server !== '' && matches(entry.server, to.server);
    const isNamespace = matches(entry.namespace, to.namespace);
    if ((isServer || isName) && isNamespace) return 'permitted';
    if (!isName && entry.name.startsWith('!')) return 'denied';
    if (!isServer && entry.server.startsWith('!') && isNamespace) return 'denied';
    if (!isNamespace && entry.namespace.startsWith('!') && isServer) return 'denied';
    return 'not meant';
  }
}

function matches(pattern: string, text: string, separator = ''): boolean {
  if (pattern.startsWith('!')) return !Glob.matches(pattern.slice(1), text, separator);
  return pattern === '*' || Glob.matches(pattern, text, separator);
}
