import { Json, type JsonObject } from '../json/json';
import type { Manifest } from '../manifest';
import type { ManifestSet } from '../manifest-set';
import type { PodTemplate } from '../pod-template';
import { ClaimUsage } from './claim-usage';
import { ObjectUsage } from './object-usage';
import { PodCount } from './pod-count';
import { PodResources } from './pod-resources';
import { PodUsage } from './pod-usage';
import type { ResourceList } from './resource-list';

/** What one object takes of the quotas of its namespace: so many times the same. */
export interface QuotaCharge {
  /** What takes it, such as `Deployment ml-api`. */
  readonly what: string;
  readonly count: number;
  /** How the count comes about; empty where it needs no word. */
  readonly how: string;
  /** What each of them takes, by quota key. */
  readonly each: ResourceList;
  /** What scopes are asked about: a pod, or a claim. */
  readonly pod?: PodTemplate;
  readonly claim?: JsonObject;
}

const CONFIG_MAP = ObjectUsage.ofKeys('configmaps', 'count/configmaps');
const SECRET = ObjectUsage.ofKeys('secrets', 'count/secrets');
const SERVICE_ACCOUNT = ObjectUsage.ofKeys('count/serviceaccounts');
const REPLICA_SET = ObjectUsage.ofKeys('count/replicasets.apps');
const JOB = ObjectUsage.ofKeys('count/jobs.batch');
/** Old ReplicaSets that a Deployment keeps. */
const REVISIONS = 10;
/** Jobs that a CronJob keeps: three that succeeded, one that failed. */
const [SUCCEEDED, FAILED] = [3, 1];

/**
 * What an object takes of the ResourceQuotas of its namespace at the worst moment: itself, its pods, their claims, and the
 * objects that its controller keeps.
 *
 * Not counted: pods that have ended, devices of ResourceClaims, and what yet other controllers make (EndpointSlices,
 * ControllerRevisions, Leases, Events).
 */
export class QuotaCharges {
  /** Adds what one object takes to what others do; where `isOfPods`, only what its pods take. */
  public static add(manifest: Manifest, isOfPods: boolean, all: ManifestSet, charges: QuotaCharge[]): void {
    if (PodCount.isStamped(manifest, all)) return;
    if (!isOfPods) {
      charges.push(QuotaCharges.ofObject(manifest, all));
      const kept = QuotaCharges.ofController(manifest, all);
      if (kept) charges.push(kept);
    }
    if (manifest.pod) QuotaCharges.addPods(manifest.pod, all, charges);
  }

  /** What is in every namespace: the cluster's certificate, and a ServiceAccount. */
  public static ofNamespace(namespace: string, all: ManifestSet): readonly QuotaCharge[] {
    const charges: QuotaCharge[] = [];
    if (!all.find('', 'ConfigMap', namespace, 'kube-root-ca.crt')) {
      charges.push(QuotaCharges.one('ConfigMap kube-root-ca.crt', CONFIG_MAP));
    }
    if (!all.find('', 'ServiceAccount', namespace, 'default')) {
      charges.push(QuotaCharges.one('ServiceAccount default', SERVICE_ACCOUNT));
    }
    return charges;
  }

  /** One of a kind. */
  private static ofObject(manifest: Manifest, all: ManifestSet): QuotaCharge {
    const { group, kind, name, object } = manifest;
    const what = `${kind} ${name}`;
    if (group === '' && kind === 'PersistentVolumeClaim') {
      return { what, count: 1, how: '', each: ClaimUsage.of(object, all), claim: object };
    }
    return QuotaCharges.one(what, ObjectUsage.of(manifest, all));
  }

  /** What a controller keeps beside pods: ReplicaSets of a Deployment, Jobs of a CronJob, a Secret of what stands for one. */
  private static ofController(manifest: Manifest, all: ManifestSet): QuotaCharge | undefined {
    const { groupKind, kind, spec, name } = manifest;
    if (groupKind === 'apps/Deployment') {
      const old = QuotaCharges.kept(spec.revisionHistoryLimit, REVISIONS);
      return { what: `${kind} ${name}`, count: 1 + old, how: `1 + ${old} kept`, each: REPLICA_SET };
    }
    if (groupKind === 'batch/CronJob') {
      const { successfulJobsHistoryLimit, failedJobsHistoryLimit } = spec;
      const ended =
        QuotaCharges.kept(successfulJobsHistoryLimit, SUCCEEDED) + QuotaCharges.kept(failedJobsHistoryLimit, FAILED);
      const runs = PodCount.runs(manifest);
      return { what: `${kind} ${name}`, count: runs + ended, how: `${runs} + ${ended} kept`, each: JOB };
    }
    const secret = QuotaCharges.secretOf(manifest);
    if (secret === undefined || all.find('', 'Secret', manifest.effectiveNamespace, secret)) return undefined;
    return QuotaCharges.one(`Secret ${secret}`, SECRET);
  }

  private static kept(limit: unknown, otherwise: number): number {
    return Number.isInteger(limit) ? (limit as number) : otherwise;
  }

  /** The Secret that a controller makes of a custom object. */
  private static secretOf({ group, kind, name, spec }: Manifest): string | undefined {
    if (group === 'external-secrets.io' && kind === 'ExternalSecret') {
      const { name: target, creationPolicy } = Json.object(spec.target);
      return creationPolicy === 'None' || creationPolicy === 'Merge' ? undefined : (Json.text(target) ?? name);
    }
    if (group === 'bitnami.com' && kind === 'SealedSecret') return name;
    return group === 'cert-manager.io' && kind === 'Certificate' ? Json.text(spec.secretName) : undefined;
  }

  private static one(what: string, each: ResourceList): QuotaCharge {
    return { what, count: 1, how: '', each };
  }

  /** The pods, and the claims that come with each: of ephemeral volumes, and of a StatefulSet. */
  private static addPods(pod: PodTemplate, all: ManifestSet, charges: QuotaCharge[]): void {
    const { manifest } = pod;
    const what = `${manifest.kind} ${manifest.name}`;
    const { pods, how } = PodCount.of(manifest, all);
    if (manifest.kind === 'Pod' && pods === 0) {
      charges.push({ what, count: 1, how, each: PodUsage.ENDED, pod });
      return;
    }
    charges.push({ what, count: pods, how, each: PodUsage.of(PodResources.of(pod, all)), pod });
    for (const volume of Json.objects(pod.spec.volumes)) {
      const claim = Json.at(volume.ephemeral, 'volumeClaimTemplate');
      if (Json.isObject(claim)) charges.push({ what, count: pods, how, each: ClaimUsage.of(claim, all), claim });
    }
    if (manifest.kind !== 'StatefulSet') return;
    for (const claim of Json.objects(manifest.spec.volumeClaimTemplates)) {
      const count = pods - QuotaCharges.made(manifest, claim, pods, all);
      charges.push({ what, count, how, each: ClaimUsage.of(claim, all), claim });
    }
  }

  /** How many claims of a StatefulSet's template are among the objects, and so counted by themselves. */
  private static made(set: Manifest, claim: JsonObject, pods: number, all: ManifestSet): number {
    const template = Json.text(Json.at(claim.metadata, 'name')) ?? '';
    const claims = Math.min(pods, all.ofKind('', 'PersistentVolumeClaim').length);
    let made = 0;
    for (let ordinal = 0; ordinal < claims; ordinal++) {
      const name = `${template}-${set.name}-${ordinal}`;
      if (all.find('', 'PersistentVolumeClaim', set.effectiveNamespace, name)) made++;
    }
    return made;
  }
}
