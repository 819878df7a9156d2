import { Json, type JsonObject } from '../../manifests/json/json';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import type { Check } from '../check';

const RESOURCES = ['cpu', 'memory'];

/**
 * Two autoscalers do not pull at one workload: where its replicas follow CPU or memory, nothing else changes its requests.
 *
 * An HPA compares use with requests. A VPA that raises requests lowers that ratio, so that the HPA removes replicas, so that use
 * rises, and so on.
 *
 * Fields:  VerticalPodAutoscaler: spec.targetRef, spec.updatePolicy.updateMode,
 *          spec.resourcePolicy.containerPolicies[*].{mode,controlledResources}; HorizontalPodAutoscaler: spec.scaleTargetRef,
 *          spec.metrics[*].{type,resource.name,containerResource.name}
 * Allowed: updateMode Off, which only recommends; a VPA of other resources than those that the HPA looks at
 * Source:  https://github.com/kubernetes/autoscaler/blob/master/vertical-pod-autoscaler/docs/known-limitations.md; seed row J24
 */
export const autoscalerConflict: Check = {
  id: 'autoscaler-conflict',
  family: 'admission',
  title: 'no VerticalPodAutoscaler changes requests by which replicas are counted',
  fix: 'set updatePolicy.updateMode to "Off", and take over what it recommends by hand',
  kinds: ['VerticalPodAutoscaler'],
  examine: (manifest, all) => {
    if (Json.at(manifest.spec, 'updatePolicy', 'updateMode') === 'Off') return [];
    const changed = changedBy(manifest);
    return scalersOf(manifest, all).flatMap(scaler => {
      const both = lookedAtBy(scaler).filter(resource => changed.includes(resource));
      if (both.length === 0) return [];
      const message = `changes requests of ${both.join(' and ')}, by which ${scaler} counts replicas`;
      return [{ path: 'spec.updatePolicy.updateMode', message }];
    });
  },
};

function scalersOf({ spec, effectiveNamespace }: Manifest, all: ManifestSet): readonly Manifest[] {
  const target = Json.object(spec.targetRef);
  return all.ofKind('autoscaling', 'HorizontalPodAutoscaler').filter(scaler => {
    const scaled = Json.object(scaler.spec.scaleTargetRef);
    return (
      scaler.effectiveNamespace === effectiveNamespace && scaled.kind === target.kind && scaled.name === target.name
    );
  });
}

/** Of all containers together; without a policy, both. */
function changedBy({ spec }: Manifest): readonly string[] {
  const policies = Json.objects(Json.at(spec, 'resourcePolicy', 'containerPolicies'));
  if (!policies.some(({ containerName }) => containerName === '*')) return RESOURCES;
  const controlled = (policy: JsonObject) => Json.list(policy.controlledResources ?? RESOURCES);
  return policies.filter(({ mode }) => mode !== 'Off').flatMap(policy => controlled(policy) as string[]);
}

/** CPU, where nothing is said. */
function lookedAtBy({ spec }: Manifest): readonly string[] {
  const metrics = Json.objects(spec.metrics);
  if (metrics.length === 0) return ['cpu'];
  const names = metrics.map(({ resource, containerResource }) => Json.at(resource ?? containerResource, 'name'));
  return RESOURCES.filter(resource => names.includes(resource));
}
