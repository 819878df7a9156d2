import { ApplyNeeds } from '../../manifests/delivery/apply-needs';
import { ApplyOrder } from '../../manifests/delivery/apply-order';
import { Deliveries } from '../../manifests/delivery/deliveries';
import { KindProviders } from '../../manifests/delivery/kind-providers';
import { Json } from '../../manifests/json/json';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { Flat } from '../../notation/flat';
import type { Check, Violation } from '../check';

const PATH = `metadata.annotations[${ApplyOrder.WAVE}]`;
const HEALTH = 'resource.customizations.health.argoproj.io_Application';
const NOTHING: readonly Violation[] = [];

/**
 * Argo CD applies nothing before what it needs or what bounds it, and waits for nothing that needs what comes later.
 *
 * Within a wave it applies built-in kinds in an order of its own, and all custom kinds last: a CiliumNetworkPolicy comes after
 * the pods of its wave. A kind that a chart brings is not there before its Application is. Between waves it waits for health: a
 * claim is healthy only when a pod binds it, an Application only with the Secrets of its pods, and by default it has no health at all.
 *
 * Fields:  metadata.annotations[argocd.argoproj.io/sync-wave] of workloads, claims, autoscalers, Applications and of what
 *          they name, where one Application delivers both; of custom kinds that the project of a chart defines
 *          ConfigMap argocd-cm: data[resource.customizations.health.argoproj.io_Application], data[resource.customizations]
 * Allowed: of what brings the kind of an object, of what a pod names, of the quota, limits and policies of its namespace, and of the project of an Application: an
 *          earlier wave, or the same one and an earlier kind; of a claim or an autoscaler: not an earlier wave than its
 *          workload's; of an Application: not an earlier wave than what makes Secrets in its namespace; where charts bring kinds,
 *          a health of Applications
 * Source:  gitops-engine/pkg/sync/sync_tasks.go of Argo CD 3.5; seed row G14
 *          https://argo-cd.readthedocs.io/en/stable/operator-manual/health/#argocd-app
 */
export const applyOrder: Check = {
  id: 'apply-order',
  family: 'delivery',
  title: 'Argo CD applies everything after what it needs, and waits for nothing in vain',
  fix: 'take the annotation away and let synthesis derive the waves, or give it a later wave',
  examine: (manifest, all) => {
    if (manifest.maker) return NOTHING;
    const needs = ApplyNeeds.in(all);
    const brought = late(manifest, needs.providersOf(manifest), 'which brings its kind', all);
    const isApplication = ApplyNeeds.isApplication(manifest);
    if (!isApplication && !all.runsPods(manifest)) {
      return Flat.join(brought, waiting(manifest, needs.companionsOf(manifest), all), ofSettings(manifest, all));
    }
    const bounds = isApplication ? 'which bounds what it delivers' : 'which bounds its pods';
    return Flat.join(
      brought,
      late(manifest, needs.referredBy(manifest), 'which it needs', all),
      late(manifest, needs.protectorsOf(manifest), bounds, all),
      waiting(manifest, needs.secretsOf(manifest), all),
    );
  },
};

/** What is applied at the same time as an object, or after it, and should be before. */
function late(manifest: Manifest, needs: readonly Manifest[], why: string, all: ManifestSet): readonly Violation[] {
  if (needs.length === 0) return NOTHING;
  const own = ApplyOrder.of(manifest);
  const found: Violation[] = [];
  for (const need of needs) {
    const order = ApplyOrder.of(need);
    if (order.compare(own) < 0 || !areTogether(manifest, need, all)) continue;
    const message = `is in ${placeOf(own)}, and is not applied after ${need} (${placeOf(order)}), ${why}`;
    found.push({ path: PATH, message });
  }
  return found;
}

/** What an object is healthy together with, and Argo CD applies only when the object is healthy. */
function waiting(manifest: Manifest, companions: readonly Manifest[], all: ManifestSet): readonly Violation[] {
  if (companions.length === 0) return NOTHING;
  const own = ApplyOrder.of(manifest);
  return companions
    .filter(companion => own.isAwaitedBy(ApplyOrder.of(companion)) && areTogether(manifest, companion, all))
    .map(companion => ({
      path: PATH,
      message: `is in ${placeOf(own)}, and never healthy before ${companion} (${placeOf(ApplyOrder.of(companion))}), for which Argo CD waits with it`,
      fix: `give it the wave of ${companion}`,
    }));
}

/** By default an Application has no health, so a wave with Applications is over as soon as they are stored. */
function ofSettings(manifest: Manifest, all: ManifestSet): readonly Violation[] {
  const { groupKind, name, effectiveNamespace, object } = manifest;
  if (name !== 'argocd-cm' || groupKind !== '/ConfigMap') return NOTHING;
  const data = Json.texts(object.data);
  if (data[HEALTH] !== undefined || data['resource.customizations']?.includes('argoproj.io/Application'))
    return NOTHING;
  const provider = KindProviders.in(all).all.find(application => application.effectiveNamespace === effectiveNamespace);
  if (!provider) return NOTHING;
  return [
    {
      path: `data[${HEALTH}]`,
      message: `Argo CD does not wait for ${provider}, and applies what is of its kinds before they are there`,
      fix: 'render the settings with ArgoCdSettings, or give Applications a health as the source says',
    },
  ];
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
