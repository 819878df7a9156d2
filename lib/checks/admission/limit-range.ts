import { Json } from '../../manifests/json/json';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { PodTemplate } from '../../manifests/pod-template';
import { type LimitRangeItem, LimitRanges } from '../../manifests/quota/limit-ranges';
import type { PodAmounts } from '../../manifests/quota/pod-amounts';
import { type ContainerResources, PodResources } from '../../manifests/quota/pod-resources';
import { ResourceList } from '../../manifests/quota/resource-list';
import { Faultless } from '../../notation/faultless';
import { Flat } from '../../notation/flat';
import type { Check, Violation } from '../check';
import { type Asked, RangeVerdict } from './_range-verdict';

const CLAIM = 'PersistentVolumeClaim';
const FINE = new Faultless<PodAmounts>();

/**
 * What pods and claims ask for is within the LimitRanges of their namespace; the API server refuses it otherwise.
 *
 * Fields:  <pod>.{initContainers,containers}[*].resources, after defaults: request and limit of each container
 *          <pod>.resources and the sum of the containers, for a LimitRange of type Pod
 *          spec.resources.requests of a PersistentVolumeClaim, of a StatefulSet's claims and of ephemeral volumes
 * Allowed: at least min, at most max, and limit over request at most maxLimitRequestRatio. What is bounded has to be there
 * Source:  https://kubernetes.io/docs/concepts/policy/limit-range/
 *          seed rows C02, C18: the bounds hold for each sidecar and init container too
 */
export const limitRange: Check = {
  id: 'limit-range',
  family: 'admission',
  title: 'containers, pods and claims are within the LimitRanges of their namespace',
  fix: 'ask for an amount within the bounds, or change the LimitRange',
  kinds: [...PodTemplate.KINDS, CLAIM],
  examine: (manifest, all) => {
    const bounds = LimitRanges.boundsIn(manifest.effectiveNamespace, all);
    if (bounds.length === 0) return [];
    const ofClaims = bounds.some(({ type }) => type === CLAIM) ? claimViolations(manifest, all) : [];
    return once(Flat.join(manifest.pod ? podViolations(manifest.pod, all) : [], ofClaims));
  },
};

/** What is not there is missed by the min, the max and the ratio alike. */
function once(violations: readonly Violation[]): readonly Violation[] {
  if (violations.length < 2) return violations;
  const seen = new Map(violations.map(violation => [`${violation.path} ${violation.message}`, violation]));
  return [...seen.values()];
}

function podViolations(pod: PodTemplate, all: ManifestSet): readonly Violation[] {
  const resources = PodResources.of(pod, all);
  return FINE.findings(resources.amounts, () => {
    const items = LimitRanges.in(pod.manifest.effectiveNamespace, all);
    return Flat.map(items, item => ofItem(item, pod, resources));
  });
}

function ofItem(item: LimitRangeItem, pod: PodTemplate, resources: PodResources): readonly Violation[] {
  const verdict = new RangeVerdict(item);
  if (item.type === 'Container') return Flat.map(resources.containers, container => verdict.on(ofContainer(container)));
  if (item.type !== 'Pod') return [];
  return verdict.on({
    path: `${pod.specPath}.resources`,
    who: 'the pod',
    requests: resources.amounts.ofLimitRange('requests'),
    limits: resources.amounts.ofLimitRange('limits'),
  });
}

function ofContainer({ container, requests, limits }: ContainerResources): Asked {
  const { list, name, path } = container;
  return {
    path: `${path}.resources`,
    who: `${list === 'initContainers' ? 'init container' : 'container'} ${JSON.stringify(name)}`,
    requests,
    limits,
    declared: Json.object(container.container.resources),
  };
}

function claimViolations(manifest: Manifest, all: ManifestSet): readonly Violation[] {
  const ranges = LimitRanges.in(manifest.effectiveNamespace, all).filter(({ type }) => type === CLAIM);
  return claimsOf(manifest, all.podOf(manifest)).flatMap(({ path, claim }) => {
    const requests = ResourceList.of(Json.at(claim, 'spec', 'resources', 'requests'));
    const asked = { path: `${path}spec.resources`, who: 'the claim', requests, limits: ResourceList.EMPTY };
    return ranges.flatMap(range => new RangeVerdict(range).onRequests(asked));
  });
}

function claimsOf(manifest: Manifest, pod: PodTemplate | undefined): { path: string; claim: unknown }[] {
  if (manifest.kind === CLAIM) return manifest.group === '' ? [{ path: '', claim: manifest.object }] : [];
  const templates = manifest.kind === 'StatefulSet' ? Json.list(manifest.spec.volumeClaimTemplates) : [];
  return [
    ...templates.map((claim, index) => ({ path: `spec.volumeClaimTemplates[${index}].`, claim })),
    ...Json.list(pod?.spec.volumes).flatMap((volume, index) => {
      const claim = Json.at(volume, 'ephemeral', 'volumeClaimTemplate');
      return claim ? [{ path: `${pod?.specPath}.volumes[${index}].ephemeral.volumeClaimTemplate.`, claim }] : [];
    }),
  ];
}
