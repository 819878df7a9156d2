import { Json } from '../../manifests/json/json';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { Glob } from '../../notation/glob';
import { LabelSelector } from '../../notation/label-selector';
import type { Check, Violation } from '../check';

const GROUP = 'velero.io';
const CLAIMS: readonly string[] = ['*', 'persistentvolumeclaims', 'persistentvolumeclaim', 'pvc'];

/** A claim that is rendered, or that a StatefulSet makes for each pod. */
interface Claim {
  readonly path: string;
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * Each claim is in a regular backup of Velero, with what it holds.
 *
 * Fields:  spec.{paused,template} of Schedules; labels of PersistentVolumeClaims and of claim templates of StatefulSets
 * Allowed: a Schedule that is not paused, takes in the namespace and the claim by namespaces, resources and labels, and copies
 *          volumes: snapshots, which are the default, or files
 * Needs:   a site that says a version of velero, or any object of Velero; who has no Velero backs up in another way
 * Source:  https://velero.io/docs/main/api-types/schedule/, https://velero.io/docs/main/resource-filtering/
 *          seed row K10
 */
export const backupExists: Check = {
  id: 'backup-exists',
  family: 'delivery',
  title: 'each claim is in a regular backup, where there is Velero',
  fix: 'add a BackupSchedule for the namespace, or a waiver that says how the data come back',
  kinds: ['PersistentVolumeClaim', 'StatefulSet'],
  examine: (manifest, all) => {
    if (!hasVelero(all)) return [];
    const schedules = all.ofKind(GROUP, 'Schedule');
    return claimsOf(manifest).flatMap(claim => missing(claim, manifest, schedules));
  },
};

function hasVelero(all: ManifestSet): boolean {
  if (all.facts.versions.velero !== undefined) return true;
  return ['Schedule', 'BackupStorageLocation'].some(kind => all.ofKind(GROUP, kind).length > 0);
}

function claimsOf({ group, kind, labels, spec }: Manifest): readonly Claim[] {
  if (kind === 'PersistentVolumeClaim') return group === '' ? [{ path: '', labels }] : [];
  return Json.list(spec.volumeClaimTemplates).map((template, index) => ({
    path: `spec.volumeClaimTemplates[${index}]`,
    labels: Json.texts(Json.at(template, 'metadata', 'labels')),
  }));
}

function missing(
  { path, labels }: Claim,
  { effectiveNamespace }: Manifest,
  schedules: readonly Manifest[],
): readonly Violation[] {
  const meant = schedules.filter(
    ({ spec }) => spec.paused !== true && takesIn(effectiveNamespace, labels, spec.template),
  );
  if (meant.length === 0) return [{ path, message: `no Schedule of Velero backs up the claim` }];
  if (meant.some(({ spec }) => copiesVolumes(spec.template))) return [];
  return [{ path, message: `${meant[0]} backs up the claim, and nothing of what it holds` }];
}

function takesIn(namespace: string, labels: Readonly<Record<string, string>>, template: unknown): boolean {
  const list = (field: string) => Json.list(Json.at(template, field)).filter(item => typeof item === 'string');
  const isIn = (patterns: readonly string[]) => patterns.some(pattern => Glob.matches(pattern, namespace));
  const [included, excluded] = [list('includedNamespaces'), list('excludedNamespaces')];
  if ((included.length > 0 && !isIn(included)) || isIn(excluded)) return false;
  const kinds = [...list('includedResources'), ...list('includedNamespaceScopedResources')];
  const without = [...list('excludedResources'), ...list('excludedNamespaceScopedResources')];
  if ((kinds.length > 0 && !kinds.some(isClaims)) || without.some(isClaims)) return false;
  const selectors = [Json.at(template, 'labelSelector'), ...Json.list(Json.at(template, 'orLabelSelectors'))].filter(
    Json.isObject,
  );
  return selectors.length === 0 || selectors.some(selector => LabelSelector.matches(selector, labels));
}

function isClaims(resource: string): boolean {
  return CLAIMS.includes(resource.toLowerCase());
}

/** Snapshots are taken unless somebody says not to. */
function copiesVolumes(template: unknown): boolean {
  return Json.at(template, 'snapshotVolumes') !== false || Json.at(template, 'defaultVolumesToFsBackup') === true;
}
