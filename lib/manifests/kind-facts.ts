import { ClusterScopedKinds } from '../notation/cluster-scoped-kinds';

/** What the API version and the name of a kind tell, worked out once for all objects of the kind. */
export class KindFacts {
  private static readonly byVersion = new Map<string, Map<string, KindFacts>>();

  public static of(apiVersion: string, kind: string): KindFacts {
    let byKind = KindFacts.byVersion.get(apiVersion);
    if (!byKind) {
      byKind = new Map();
      KindFacts.byVersion.set(apiVersion, byKind);
    }
    let facts = byKind.get(kind);
    if (!facts) {
      facts = new KindFacts(apiVersion, kind);
      byKind.set(kind, facts);
    }
    return facts;
  }

  public static groupOf(apiVersion: string): string {
    const slash = apiVersion.indexOf('/');
    return slash < 0 ? '' : apiVersion.slice(0, slash);
  }

  /** The API group; empty for the core group. */
  public readonly group: string;
  /** Group and kind as one text: `apps/Deployment`, `/Service`. */
  public readonly groupKind: string;
  public readonly isClusterScoped: boolean;

  /** One text for all objects of the kind, as is the kind itself: each has one of its own in what was rendered. */
  private constructor(
    public readonly apiVersion: string,
    public readonly kind: string,
  ) {
    this.group = KindFacts.groupOf(apiVersion);
    this.groupKind = `${this.group}/${kind}`;
    this.isClusterScoped = ClusterScopedKinds.includes(this.group, kind);
  }
}
