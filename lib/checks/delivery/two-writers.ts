import { ArgoApplication } from '../../manifests/delivery/argo-application';
import { Deliveries } from '../../manifests/delivery/deliveries';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { PerSet } from '../../manifests/per-set';
import { Flat } from '../../notation/flat';
import { GitUrl } from '../../notation/git-url';
import type { Check, Violation } from '../check';

const NOTHING: readonly Violation[] = [];

/** Who delivers what has several writers, by cluster and identity. */
const CONTESTED = new PerSet(contestedIn);

/**
 * Every object has one writer: no two Applications deliver it, and no Application reads the folder of another.
 *
 * Two that deliver one object undo each other's changes for ever, and the one that goes first deletes it.
 *
 * Fields:  of objects: apiVersion, kind, metadata.{namespace,name}; Application: spec.{source,sources[*]}.{repoURL,path,directory},
 *          spec.destination
 * Allowed: objects that one Application delivers to one cluster; folders beside each other; with recurse, a folder that
 *          no other Application of the same repository and cluster is read from
 * Source:  https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/; seed row G11
 */
export const twoWriters: Check = {
  id: 'two-writers',
  family: 'delivery',
  title: 'No object is delivered by two Applications',
  fix: 'leave it to one of them',
  examine: (manifest, all) => Flat.join(ofObject(manifest, all), ofApplication(manifest, all)),
};

function ofObject(manifest: Manifest, all: ManifestSet): readonly Violation[] {
  const contested = CONTESTED.of(all);
  if (contested.size === 0) return NOTHING;
  const keys = Deliveries.in(all)
    .of(manifest)
    .map(application => keyOf(manifest, application));
  return [...new Set(keys)].flatMap(key => {
    const names = [...(contested.get(key) ?? [])].map(({ manifest: { name } }) => JSON.stringify(name)).sort();
    return names.length === 0 ? [] : [{ path: '', message: `is delivered by Applications ${names.join(' and ')}` }];
  });
}

function contestedIn(all: ManifestSet): ReadonlyMap<string, ReadonlySet<ArgoApplication>> {
  const first = new Map<string, ArgoApplication>();
  const contested = new Map<string, Set<ArgoApplication>>();
  for (const application of Deliveries.in(all).applications) {
    for (const manifest of Deliveries.in(all).by(application)) {
      const key = keyOf(manifest, application);
      const writer = first.get(key);
      if (!writer) first.set(key, application);
      else if (writer !== application) contested.set(key, (contested.get(key) ?? new Set([writer])).add(application));
    }
  }
  return contested;
}

/** An object that names no namespace goes to that of the Application. */
function keyOf({ group, kind, namespace, name, isClusterScoped }: Manifest, { destination }: ArgoApplication): string {
  const place = isClusterScoped ? '' : namespace || destination.namespace;
  return `${destination.server || destination.name}/${group}/${kind}/${place}/${name}`;
}

/** A folder that is read with all that is in it, around the folder of another Application. */
function ofApplication(manifest: Manifest, all: ManifestSet): readonly Violation[] {
  if (!ArgoApplication.is(manifest)) return NOTHING;
  const application = ArgoApplication.of(manifest);
  return Flat.map(application.sources, ({ folder, path, repoUrl }) => {
    const steps = folder?.split('/') ?? [];
    const around = steps.slice(0, -1).map((_, index) => steps.slice(0, index + 1).join('/'));
    return Flat.map(around, outer =>
      Deliveries.in(all)
        .from(outer)
        .filter(
          other => other !== application && readsBelow(other, outer, repoUrl) && isSameCluster(other, application),
        )
        .map(other => ({
          path: `${path}.path`,
          message: `folder ${JSON.stringify(folder)} is also read by Application ${JSON.stringify(other.manifest.name)}, which reads ${JSON.stringify(outer)} with all that is in it`,
        })),
    );
  });
}

function readsBelow({ sources }: ArgoApplication, outer: string, repoUrl: string): boolean {
  return sources.some(
    ({ folder, isRecursive, repoUrl: other }) =>
      folder === outer && isRecursive && GitUrl.normalize(other) === GitUrl.normalize(repoUrl),
  );
}

function isSameCluster(one: ArgoApplication, other: ArgoApplication): boolean {
  return one.destination.server === other.destination.server && one.destination.name === other.destination.name;
}
