import { ClusterScopedKinds } from '../../notation/cluster-scoped-kinds';
import { ResourcePlurals } from '../../notation/resource-plurals';
import { Json } from '../json/json';
import type { Manifest } from '../manifest';
import type { ManifestSet } from '../manifest-set';
import { PerSet } from '../per-set';

/** How a cluster names one kind, and whether its objects have namespaces. */
interface ResourceKind {
  readonly resource: string;
  readonly isClusterScoped: boolean;
}

interface Index {
  readonly byKind: Map<string, ResourceKind>;
  readonly clusterScoped: Set<string>;
}

/** Kinds and their plural names, as the CustomResourceDefinitions say, else as Kubernetes would guess. */
export class ResourceKinds {
  private static readonly known = new PerSet(all => ResourceKinds.index(all));

  /** The plural name of an object's kind, such as `networkpolicies`. */
  public static resourceOf(manifest: Manifest, all: ManifestSet): string {
    const { group, kind } = manifest;
    return ResourceKinds.known.of(all).byKind.get(`${group}/${kind}`)?.resource ?? ResourcePlurals.of(kind);
  }

  /** Whether a resource, by plural name and group, is known to have no namespace. What is not known may have one. */
  public static isClusterScoped(group: string, resource: string, all: ManifestSet): boolean {
    return ResourceKinds.known.of(all).clusterScoped.has(`${group}/${resource}`);
  }

  private static index(all: ManifestSet): Index {
    const index: Index = { byKind: new Map(), clusterScoped: new Set() };
    for (const [group, kinds] of Object.entries(ClusterScopedKinds.byGroup)) {
      for (const kind of kinds) index.clusterScoped.add(`${group}/${ResourcePlurals.of(kind)}`);
    }
    for (const definition of all.ofKind('apiextensions.k8s.io', 'CustomResourceDefinition')) {
      ResourceKinds.define(index, definition);
    }
    return index;
  }

  private static define(index: Index, definition: Manifest): void {
    const { group, scope } = definition.spec;
    const names = Json.object(definition.spec.names);
    if (typeof group !== 'string' || typeof names.kind !== 'string' || typeof names.plural !== 'string') return;
    const isClusterScoped = scope === 'Cluster';
    index.byKind.set(`${group}/${names.kind}`, { resource: names.plural, isClusterScoped });
    if (isClusterScoped) index.clusterScoped.add(`${group}/${names.plural}`);
    else index.clusterScoped.delete(`${group}/${names.plural}`);
  }
}
