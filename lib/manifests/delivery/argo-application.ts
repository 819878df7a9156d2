import { Json, type JsonObject } from '../json/json';
import type { Manifest } from '../manifest';
import type { ManifestSet } from '../manifest-set';
import { ArgoProject, type Destination } from './argo-project';

/** Where an Application is read from. */
export interface ApplicationSource {
  /** Such as `spec.source`. */
  readonly path: string;
  readonly source: JsonObject;
  readonly repoUrl: string;
  /** The folder, without slashes at its ends and `.` in it; undefined where its files are no plain objects. */
  readonly folder: string | undefined;
  /** Whether the folders in it are read, too. */
  readonly isRecursive: boolean;
}

/** What makes objects from the files of a folder: these are then not the objects. */
const TOOLS = ['helm', 'kustomize', 'plugin'];
const IN_CLUSTER = { server: 'https://kubernetes.default.svc', name: 'in-cluster' };

/** An Application of Argo CD. */
export class ArgoApplication {
  public static readonly KIND = 'Application';

  private static readonly known = new WeakMap<Manifest, ArgoApplication>();

  public static is(manifest: Manifest): boolean {
    return manifest.group === 'argoproj.io' && manifest.kind === ArgoApplication.KIND;
  }

  public static of(manifest: Manifest): ArgoApplication {
    const known = ArgoApplication.known.get(manifest) ?? new ArgoApplication(manifest);
    ArgoApplication.known.set(manifest, known);
    return known;
  }

  public readonly sources: readonly ApplicationSource[];
  /** Where it delivers to; the namespace is that of objects that name none. */
  public readonly destination: Destination;
  public readonly projectName: string;
  public readonly syncOptions: readonly string[];

  private constructor(public readonly manifest: Manifest) {
    const { spec } = manifest;
    this.projectName = Json.text(spec.project) || ArgoProject.DEFAULT;
    this.sources = ArgoApplication.sourcesIn(spec);
    this.destination = ArgoApplication.destinationOf(Json.texts(spec.destination));
    this.syncOptions = Json.list(Json.at(spec, 'syncPolicy', 'syncOptions')).filter(
      option => typeof option === 'string',
    );
  }

  /** Its project, judged or external. */
  public projectIn(all: ManifestSet): ArgoProject | undefined {
    return ArgoProject.named(this.projectName, this.manifest.effectiveNamespace, all);
  }

  /** Whether it deletes by itself what is no longer in its repository. */
  public get prunes(): boolean {
    const automated = Json.at(this.manifest.spec, 'syncPolicy', 'automated');
    return Json.at(automated, 'prune') === true && Json.at(automated, 'enabled') !== false;
  }

  /** The value of a sync option, such as `true` of `CreateNamespace=true`; the first counts. */
  public syncOption(name: string): string | undefined {
    return this.syncOptions.find(option => option.startsWith(`${name}=`))?.slice(name.length + 1);
  }

  /**
   * The sources in the spec of an Application, or of the template of an ApplicationSet. Hydrated Applications are read from
   * their dry source; of several sources the one in `source` does not count.
   */
  public static sourcesIn(spec: JsonObject): readonly ApplicationSource[] {
    const dry = Json.at(spec, 'sourceHydrator', 'drySource');
    if (Json.isObject(dry)) return [ArgoApplication.source(dry, 'spec.sourceHydrator.drySource')];
    const several = Json.list(spec.sources);
    if (several.length > 0) {
      return several.map((source, index) => ArgoApplication.source(Json.object(source), `spec.sources[${index}]`));
    }
    return Json.isObject(spec.source) ? [ArgoApplication.source(spec.source, 'spec.source')] : [];
  }

  private static source(source: JsonObject, path: string): ApplicationSource {
    const isDirectory = !TOOLS.some(tool => Json.isObject(source[tool])) && source.chart === undefined;
    const folder = isDirectory ? Json.text(source.path) : undefined;
    return {
      path,
      source,
      repoUrl: Json.text(source.repoURL) ?? '',
      folder: folder === undefined ? undefined : ArgoApplication.folder(folder),
      isRecursive: Json.at(source, 'directory', 'recurse') === true,
    };
  }

  private static folder(path: string): string {
    return path
      .split('/')
      .filter(step => step !== '' && step !== '.')
      .join('/');
  }

  /** Of the cluster that Argo CD runs on, the other of name and server is known. */
  private static destinationOf({
    server = '',
    name = '',
    namespace = '',
  }: Readonly<Record<string, string>>): Destination {
    if (server === IN_CLUSTER.server || (server === '' && name === IN_CLUSTER.name))
      return { ...IN_CLUSTER, namespace };
    return { server, name, namespace };
  }
}
