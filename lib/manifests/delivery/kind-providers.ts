import { PathPattern } from '../../notation/path-pattern';
import { ResourcePlurals } from '../../notation/resource-plurals';
import type { Manifest } from '../manifest';
import type { ManifestSet } from '../manifest-set';
import { PerSet } from '../per-set';
import { ArgoApplication } from './argo-application';

/** An Application, and a pattern of names of CustomResourceDefinitions that its project lets it bring. */
interface Definitions {
  readonly application: Manifest;
  readonly pattern: string;
}

const DEFINITION = { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' };
/** What Argo CD reads itself: where an Application is read, these kinds are there, whoever keeps them up to date. */
const OWN = ['applications.argoproj.io', 'applicationsets.argoproj.io', 'appprojects.argoproj.io'];
const NONE: readonly Manifest[] = [];

/**
 * The Applications that bring kinds: those of charts, which render nothing here, but whose project names the definitions
 * that they may bring. A project that allows any definition says nothing of kinds.
 */
export class KindProviders {
  private static readonly known = new PerSet(all => new KindProviders(all));

  public static in(all: ManifestSet): KindProviders {
    return KindProviders.known.of(all);
  }

  private readonly definitions: readonly Definitions[];
  private readonly byKind = new Map<string, readonly Manifest[]>();

  private constructor(all: ManifestSet) {
    this.definitions = all.judgedOfKind(ArgoApplication.KIND).flatMap(manifest => {
      if (!ArgoApplication.is(manifest)) return [];
      const application = ArgoApplication.of(manifest);
      if (!application.sources.some(({ source }) => source.chart !== undefined)) return [];
      const allowed = application.projectIn(all)?.entries('clusterResourceWhitelist') ?? [];
      return allowed
        .filter(({ group, kind, name }) => {
          return group === DEFINITION.group && kind === DEFINITION.kind && name.includes('.') && !OWN.includes(name);
        })
        .map(({ name }) => ({ application: manifest, pattern: name }));
    });
  }

  /** Those that bring the kind of an object. */
  public of({ group, kind }: Manifest): readonly Manifest[] {
    if (this.definitions.length === 0 || !group.includes('.')) return NONE;
    const key = `${group}/${kind}`;
    const known = this.byKind.get(key);
    if (known) return known;
    const name = `${ResourcePlurals.of(kind)}.${group}`;
    const found = this.definitions.filter(({ pattern }) => !OWN.includes(name) && PathPattern.matches(pattern, name));
    const providers = [...new Set(found.map(({ application }) => application))];
    this.byKind.set(key, providers);
    return providers;
  }

  /** All of them. */
  public get all(): readonly Manifest[] {
    return this.definitions.map(({ application }) => application);
  }

  /** Whether an object is one of these Applications. */
  public includes(manifest: Manifest): boolean {
    return this.definitions.some(({ application }) => application === manifest);
  }
}
