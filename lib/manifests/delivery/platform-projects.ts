import { Glob } from '../../notation/glob';
import { PLATFORM_PROJECT } from '../../notation/platform-project';
import type { Manifest } from '../manifest';
import type { ManifestSet } from '../manifest-set';
import { ArgoProject, type DestinationEntry } from './argo-project';
import { Deliveries } from './deliveries';

const GROUP = 'argoproj.io';
const KINDS = ['AppProject', 'Application', 'ApplicationSet'];

/**
 * Which projects are the platform's. Their entries bound nobody: what their Applications deliver says what every other project
 * allows, so what holds them is who may merge.
 */
export class PlatformProjects {
  /** Whether a project is one: it delivers cluster-scoped kinds, says so by its annotation, or is what Argo CD starts from. */
  public static includes(project: ArgoProject, all: ManifestSet): boolean {
    return (
      PlatformProjects.deliversToCluster(project, all) ||
      PlatformProjects.isSaid(project, all) ||
      PlatformProjects.isRoot(project, all)
    );
  }

  /** What delivers to one tenant and nowhere else is that tenant's, and is not to deliver to the cluster. */
  private static deliversToCluster(project: ArgoProject, all: ManifestSet): boolean {
    const isAllowed = (project.entries('clusterResourceWhitelist') ?? []).length > 0;
    return isAllowed && !PlatformProjects.isOfOneTenant(project, all);
  }

  private static isOfOneTenant({ destinations }: ArgoProject, all: ManifestSet): boolean {
    let owner: string | undefined;
    for (const entry of destinations) {
      const reached = PlatformProjects.namespacesOf(entry, all);
      owner ??= reached[0]?.labels.tenant;
      if (owner === undefined || reached.length === 0) return false;
      if (reached.some(({ labels }) => labels.tenant !== owner)) return false;
    }
    return owner !== undefined;
  }

  /** The word is not taken of a project that delivers into the namespace of a tenant. */
  private static isSaid({ manifest, destinations }: ArgoProject, all: ManifestSet): boolean {
    if (manifest.annotations[PLATFORM_PROJECT.key] !== PLATFORM_PROJECT.value) return false;
    return !destinations.some(entry =>
      PlatformProjects.namespacesOf(entry, all).some(({ labels }) => labels.tenant !== undefined),
    );
  }

  /** The Namespaces that one entry by itself permits: for most entries the one that it names. */
  private static namespacesOf(entry: DestinationEntry, all: ManifestSet): readonly Manifest[] {
    const { namespace } = entry;
    if (!Glob.isPlain(namespace) || namespace.startsWith('!')) {
      const namespaces = all.ofKind('', 'Namespace');
      return namespaces.filter(({ name }) => ArgoProject.permits(entry, { ...entry, namespace: name }));
    }
    const named = all.namespace(namespace);
    return named && ArgoProject.permits(entry, entry) ? [named] : [];
  }

  /**
   * The root delivers itself by an Application in it, and allows projects and Applications beside it, and nothing else. A project
   * that another one delivers is bounded by it, and one that also allows a tenant's namespace is a tenant's.
   */
  private static isRoot(project: ArgoProject, all: ManifestSet): boolean {
    const { manifest, destinations } = project;
    const kinds = project.entries('namespaceResourceWhitelist') ?? [];
    return (
      kinds.length > 0 &&
      kinds.every(({ group, kind }) => group === GROUP && KINDS.includes(kind)) &&
      destinations.every(({ namespace }) => namespace === manifest.effectiveNamespace) &&
      Deliveries.in(all)
        .of(manifest)
        .some(application => application.projectIn(all) === project)
    );
  }
}
