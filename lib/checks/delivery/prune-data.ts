import type { ArgoApplication } from '../../manifests/delivery/argo-application';
import { Deliveries } from '../../manifests/delivery/deliveries';
import { Json } from '../../manifests/json/json';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { PerSet } from '../../manifests/per-set';
import type { Check } from '../check';

const ANNOTATION = 'argocd.argoproj.io/sync-options';
const CLAIM = 'PersistentVolumeClaim';
/** Values of the option Prune with which nothing is deleted that nobody has looked at. */
const KEPT = ['false', 'confirm'];

const WITH_DATA = new PerSet(namespacesWithData);

/**
 * No Application deletes data by itself. With automated prune an object that is no longer rendered (renamed, or left out by
 * mistake) is deleted, and with a claim its volume, with a Namespace all that is in it, with a kind all its objects.
 *
 * Fields:  PersistentVolumeClaim, StatefulSet, Namespace, CustomResourceDefinition: metadata.annotations; Application: spec.syncPolicy
 * Allowed: Prune=false or Prune=confirm in argocd.argoproj.io/sync-options of a claim, of a StatefulSet whose claims go with it
 *          (persistentVolumeClaimRetentionPolicy.whenDeleted: Delete), of a Namespace with claims in it, of a
 *          CustomResourceDefinition; or as sync option of the Application; or no automated prune
 * Source:  https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#no-prune-resources; seed row G09
 */
export const pruneData: Check = {
  id: 'prune-data',
  family: 'delivery',
  title: 'No Application prunes what holds data',
  fix: 'annotate it with argocd.argoproj.io/sync-options: Prune=false',
  kinds: [CLAIM, 'StatefulSet', 'Namespace', 'CustomResourceDefinition'],
  examine: (manifest, all) => {
    const data = dataOf(manifest, all);
    const pruning =
      data === undefined
        ? []
        : Deliveries.in(all)
            .of(manifest)
            .filter(each => deletes(each, manifest));
    return pruning.map(application => ({
      path: `metadata.annotations[${ANNOTATION}]`,
      message: `Application ${JSON.stringify(application.manifest.name)} prunes it by itself, and with it ${data}`,
    }));
  },
};

function deletes(application: ArgoApplication, { annotations }: Manifest): boolean {
  const own = (annotations[ANNOTATION] ?? '')
    .split(',')
    .map(option => option.trim())
    .find(option => option.startsWith('Prune='));
  const option = own?.slice('Prune='.length) ?? application.syncOption('Prune') ?? '';
  return application.prunes && !KEPT.includes(option);
}

/** The data that would be gone with it. */
function dataOf(manifest: Manifest, all: ManifestSet): string | undefined {
  const { group, kind, name } = manifest;
  if (kind === CLAIM && group === '') return 'its volume';
  if (kind === 'CustomResourceDefinition') return 'every object of its kind';
  if (kind === 'StatefulSet' && group === 'apps') return losesClaims(manifest) ? 'the claims of its pods' : undefined;
  return kind === 'Namespace' && group === '' && WITH_DATA.of(all).has(name) ? 'the claims in it' : undefined;
}

function losesClaims({ spec }: Manifest): boolean {
  const policy = Json.at(spec, 'persistentVolumeClaimRetentionPolicy', 'whenDeleted');
  return hasClaims(spec) && policy === 'Delete';
}

function hasClaims(spec: Manifest['spec']): boolean {
  return Json.list(spec.volumeClaimTemplates).length > 0;
}

function namespacesWithData(all: ManifestSet): ReadonlySet<string> {
  const claims = all.ofKind('', CLAIM);
  const sets = all.ofKind('apps', 'StatefulSet').filter(({ spec }) => hasClaims(spec));
  return new Set([...claims, ...sets].map(({ effectiveNamespace }) => effectiveNamespace));
}
