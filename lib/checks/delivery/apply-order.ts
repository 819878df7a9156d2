import { ApplyNeeds } from '../../manifests/delivery/apply-needs';
import { ApplyOrder } from '../../manifests/delivery/apply-order';
import { Deliveries } from '../../manifests/delivery/deliveries';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import type { Check, Violation } from '../check';

const PATH = `metadata.annotations[${ApplyOrder.WAVE}]`;

/**
 * Argo CD applies nothing before what it needs or what bounds it, and waits for nothing that needs what comes later.
 *
 * Within a wave it applies built-in kinds in an order of its own, and all custom kinds last: a CiliumNetworkPolicy comes after
 * the pods of its wave. A kind that a chart brings is not there before its Application is. Between waves it waits for health, and a claim is healthy only when a pod binds it.
 *
 * Fields:  metadata.annotations[argocd.argoproj.io/sync-wave] of workloads, claims, autoscalers, Applications and of what
 *          they name, where one Application delivers both; of custom kinds that the project of a chart defines
 * Allowed: of what brings the kind of an object, of what a pod names, of the quota, limits and policies of its namespace, and of the project of an Application: an
 *          earlier wave, or the same one and an earlier kind; of a claim or an autoscaler: not an earlier wave than its
 *          workload's
 * Source:  gitops-engine/pkg/sync/sync_tasks.go of Argo CD 3.5; seed row G14
 */
export const applyOrder: Check = {
  id: 'apply-order',
  family: 'delivery',
  title: 'Argo CD applies everything after what it needs, and waits for nothing in vain',
  fix: 'take the annotation away and let synthesis derive the waves, or give it a later wave',
  examine: (manifest, all) => {
    if (manifest.maker) return [];
    const needs = ApplyNeeds.in(all);
    const bounds = needs.protectorsOf(manifest);
    return [
      ...late(manifest, needs.providersOf(manifest), 'which brings its kind', all),
      ...late(manifest, needs.referredBy(manifest), 'which it needs', all),
      ...late(
        manifest,
        bounds,
        ApplyNeeds.isApplication(manifest) ? 'which bounds what it delivers' : 'which bounds its pods',
        all,
      ),
      ...waiting(manifest, needs.companionsOf(manifest), all),
    ];
  },
};

/** What is applied at the same time as an object, or after it, and should be before. */
function late(manifest: Manifest, needs: readonly Manifest[], why: string, all: ManifestSet): Violation[] {
  if (needs.length === 0) return [];
  const own = ApplyOrder.of(manifest);
  return needs
    .filter(need => ApplyOrder.of(need).compare(own) >= 0 && areTogether(manifest, need, all))
    .map(need => ({
      path: PATH,
      message: `is in ${placeOf(own)}, and is not applied after ${need} (${placeOf(ApplyOrder.of(need))}), ${why}`,
    }));
}

/** What an object is healthy together with, and Argo CD applies only when the object is healthy. */
function waiting(manifest: Manifest, companions: readonly Manifest[], all: ManifestSet): Violation[] {
  if (companions.length === 0) return [];
  const own = ApplyOrder.of(manifest);
  return companions
    .filter(companion => own.isAwaitedBy(ApplyOrder.of(companion)) && areTogether(manifest, companion, all))
    .map(companion => ({
      path: PATH,
      message: `is in ${placeOf(own)}, and never healthy before ${companion} (${placeOf(ApplyOrder.of(companion))}), for which Argo CD waits with it`,
      fix: `give it the wave of ${companion}`,
    }));
}

function placeOf({ phase, wave }: ApplyOrder): string {
  return phase === 0 ? `wave ${wave}` : `wave ${wave} of the ${phase < 0 ? 'PreSync' : 'PostSync'} phase`;
}

/** Waves count within one Application. */
function areTogether(one: Manifest, other: Manifest, all: ManifestSet): boolean {
  if (one.origin.application !== undefined) return one.origin.application === other.origin.application;
  const deliveries = Deliveries.in(all);
  return deliveries.of(one).some(application => deliveries.of(other).includes(application));
}
