import { Glob } from '../../notation/glob';
import { Grouped } from '../../notation/grouped';
import { Json } from '../json/json';
import type { Manifest, Origin } from '../manifest';
import type { ManifestSet } from '../manifest-set';
import { PerSet } from '../per-set';
import { type ApplicationSource, ArgoApplication } from './argo-application';

/** A folder that an Application is read from. */
interface DeliveredFolder {
  readonly application: ArgoApplication;
  readonly source: ApplicationSource;
  readonly folder: string;
}

const NOTHING: readonly ArgoApplication[] = [];
const NOWHERE: readonly DeliveredFolder[] = [];

/**
 * Which Applications deliver which objects.
 *
 * An object that synthesis rendered says the folder of its Application; of one that was read from a file, the folder of the
 * file ends with the path of the Application, or with `recurse` a folder around it does.
 */
export class Deliveries {
  private static readonly known = new PerSet(all => new Deliveries(all));

  public static in(all: ManifestSet): Deliveries {
    return Deliveries.known.of(all);
  }

  /** Every Application, judged and external. */
  public readonly applications: readonly ArgoApplication[];
  private readonly byFolder = new Map<string, DeliveredFolder[]>();
  private readonly byLastFolder = new Map<string, DeliveredFolder[]>();
  private readonly ofFolder = new Map<string, readonly { readonly from: DeliveredFolder; readonly below: string }[]>();
  private readonly byManifest = new Map<Manifest, readonly ArgoApplication[]>();
  private readonly delivered = new Map<ArgoApplication, Manifest[]>();

  private constructor(all: ManifestSet) {
    this.applications = all.ofKind('argoproj.io', ArgoApplication.KIND).map(manifest => ArgoApplication.of(manifest));
    for (const application of this.applications) {
      for (const source of application.sources) {
        const { folder } = source;
        if (folder === undefined) continue;
        const entry = { application, source, folder };
        Grouped.add(this.byFolder, folder, entry);
        Grouped.add(this.byLastFolder, folder.slice(folder.lastIndexOf('/') + 1), entry);
      }
    }
    if (this.applications.length === 0) return;
    let last: Origin = {};
    let applications = NOTHING;
    all.manifests.forEach(manifest => {
      const { origin } = manifest;
      // Neighbours mostly come from one file.
      if (origin.application !== last.application || origin.file !== last.file) applications = this.read(origin);
      last = origin;
      if (applications.length === 0) return;
      this.byManifest.set(manifest, applications);
      for (let index = 0; index < applications.length; index++) {
        Grouped.add(this.delivered, applications[index], manifest);
      }
    });
  }

  /** The Applications that deliver a judged object. */
  public of(manifest: Manifest): readonly ArgoApplication[] {
    return this.byManifest.get(manifest) ?? NOTHING;
  }

  private read({ application, file }: Origin): readonly ArgoApplication[] {
    if (application !== undefined) return this.ofRendered(application, file);
    if (file === undefined) return NOTHING;
    const steps = file.split('/').filter(step => step !== '' && step !== '.');
    const name = steps.pop() ?? '';
    const found = this.around(steps).filter(({ from, below }) => Deliveries.reads(from, `${below}${name}`));
    return Deliveries.applicationsOf(found.map(({ from }) => from));
  }

  /** Synthesis writes into a folder of the Application's name; the path of the Application ends with where the file is. */
  private ofRendered(application: string, file: string | undefined): readonly ArgoApplication[] {
    const named = this.byLastFolder.get(application.slice(application.lastIndexOf('/') + 1)) ?? NOWHERE;
    const folder = file?.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '';
    return Deliveries.applicationsOf(named.filter(from => folder === '' || `/${from.folder}`.endsWith(`/${folder}`)));
  }

  /** The judged objects that an Application delivers. */
  public by(application: ArgoApplication): readonly Manifest[] {
    return this.delivered.get(application) ?? [];
  }

  /** The Applications that are read from exactly this folder. */
  public from(folder: string): readonly ArgoApplication[] {
    return Deliveries.applicationsOf(this.byFolder.get(folder) ?? []);
  }

  /** The folders of Applications that end at this folder, or around it where they are read with all that is in them. */
  private around(steps: readonly string[]): readonly { readonly from: DeliveredFolder; readonly below: string }[] {
    const key = steps.join('/');
    const known = this.ofFolder.get(key);
    if (known) return known;
    const found = steps.flatMap((_, start) =>
      steps.slice(start).flatMap((__, length) => {
        const end = start + length + 1;
        const below = steps
          .slice(end)
          .map(step => `${step}/`)
          .join('');
        return (this.byFolder.get(steps.slice(start, end).join('/')) ?? [])
          .filter(({ source }) => end === steps.length || source.isRecursive)
          .map(from => ({ from, below }));
      }),
    );
    this.ofFolder.set(key, found);
    return found;
  }

  /** Whether a file of its folder is read: one of YAML or JSON, that is included and not excluded. */
  private static reads({ source }: DeliveredFolder, file: string): boolean {
    if (!/\.(?:ya?ml|json)$/.test(file)) return false;
    const { include = '', exclude = '' } = Json.texts(source.source.directory);
    if (exclude !== '' && Glob.matches(exclude, file)) return false;
    return include === '' || Glob.matches(include, file);
  }

  private static applicationsOf(folders: readonly DeliveredFolder[]): readonly ArgoApplication[] {
    if (folders.length === 0) return NOTHING;
    if (folders.length === 1) return [folders[0].application];
    return [...new Set(folders.map(({ application }) => application))];
  }
}
