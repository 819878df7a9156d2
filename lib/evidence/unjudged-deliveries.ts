import { type ApplicationSource, ArgoApplication } from '../manifests/delivery/argo-application';
import { Deliveries } from '../manifests/delivery/deliveries';
import { Json, type JsonObject } from '../manifests/json/json';
import type { Manifest, ObjectIdentity } from '../manifests/manifest';
import type { ManifestSet } from '../manifests/manifest-set';
import { PodSecurityLevels } from '../manifests/pod-security-levels';
import { GitUrl } from '../notation/git-url';

/** A source of an Application or ApplicationSet whose objects are not here, so that no check has seen them. */
export interface UnjudgedDelivery extends ObjectIdentity {
  readonly repository: string;
  /** Name of the Helm chart; empty if it is none. */
  readonly chart: string;
  /** Folder of the repository; empty if it is a chart. */
  readonly path: string;
  /** Version of the chart, or revision of the repository. */
  readonly revision: string;
  /** The namespace that it goes to. */
  readonly destination: string;
  /** The Pod Security level that the API server holds its pods to; empty where the namespace is not known. */
  readonly level: string;
}

/**
 * Lists what is delivered without being judged: Helm charts, what a tool makes from the files of a folder, and folders of
 * which nothing is here. What is rendered elsewhere can only be bounded, by its namespace and its project.
 */
export class UnjudgedDeliveries {
  public static in(all: ManifestSet): readonly UnjudgedDelivery[] {
    const ofApplications = all.judgedOfKind(ArgoApplication.KIND).flatMap(manifest => {
      if (!ArgoApplication.is(manifest)) return [];
      const application = ArgoApplication.of(manifest);
      const isHere = Deliveries.in(all).by(application).length > 0;
      const unseen = application.sources.filter(({ folder }) => folder === undefined || !isHere);
      return unseen.map(each => UnjudgedDeliveries.of(manifest, each, application.destination.namespace, all));
    });
    const ofSets = all.judgedOfKind('ApplicationSet').flatMap(manifest => {
      const spec = Json.object(Json.at(manifest.spec, 'template', 'spec'));
      const destination = Json.text(Json.at(spec, 'destination', 'namespace')) ?? '';
      const unseen = ArgoApplication.sourcesIn(spec).filter(({ folder }) => folder === undefined);
      return unseen.map(each => UnjudgedDeliveries.of(manifest, each, destination, all));
    });
    return [...ofApplications, ...ofSets];
  }

  private static of(
    { apiVersion, kind, namespace, name }: Manifest,
    { source, repoUrl }: ApplicationSource,
    destination: string,
    all: ManifestSet,
  ): UnjudgedDelivery {
    const text = (key: keyof JsonObject) => Json.text(source[key]) ?? '';
    const into = all.namespace(destination);
    return {
      ...{ apiVersion, kind, namespace, name },
      repository: GitUrl.masked(repoUrl),
      chart: text('chart'),
      path: text('path'),
      revision: text('targetRevision'),
      destination,
      level: into ? PodSecurityLevels.of(into).enforce.level : '',
    };
  }
}
