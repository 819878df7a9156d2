import { Json } from '../../manifests/json/json';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { PodTemplate } from '../../manifests/pod-template';
import { type LimitRangeBounds, LimitRanges } from '../../manifests/quota/limit-ranges';
import type { PodAmounts } from '../../manifests/quota/pod-amounts';
import { PodResources } from '../../manifests/quota/pod-resources';
import { Faultless } from '../../notation/faultless';
import { Flat } from '../../notation/flat';
import type { Check, Violation } from '../check';
import { AmountRelation } from './_amount-relation';
import { AmountVerdict } from './_amount-verdict';

const FINE = new Faultless<PodAmounts>();
const FINE_BOUNDS = new Faultless<readonly LimitRangeBounds[]>();

/**
 * Every amount of a resource is one that Kubernetes takes, and no request is above its limit.
 *
 * Fields:  <pod>.{initContainers,containers}[*].resources, <pod>.resources, <pod>.overhead, <pod>.volumes[*].emptyDir.sizeLimit
 *          spec.hard of a ResourceQuota, spec.limits[*] of a LimitRange, spec.resources of a PersistentVolumeClaim
 * Allowed: a quantity that is not negative: digits, and one of n u m k M G T P E, Ki Mi Gi Ti Pi Ei, or e<exponent>;
 *          whole numbers for what is counted in pieces; for containers cpu, memory, ephemeral-storage, hugepages-<size> and
 *          <domain>/<name>, for pods cpu, memory, hugepages-<size>; request at most limit, after the defaults of the
 *          namespace's LimitRanges; for extended resources and huge pages the two the same; huge pages whole, and not
 *          without CPU or memory; containers within what the pod declares
 * Source:  https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 *          https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
 *          https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/apis/core/validation/validation.go
 *          seed row C02
 */
export const resourceValues: Check = {
  id: 'resource-values',
  family: 'admission',
  title: 'amounts of resources are quantities that Kubernetes takes, and requests are at most limits',
  fix: 'write a quantity such as "500m" or "1Gi"; keep the request at or below the limit',
  kinds: [...PodTemplate.KINDS, 'ResourceQuota', 'LimitRange', 'PersistentVolumeClaim'],
  examine: (manifest, all) => {
    const { group, kind, spec } = manifest;
    if (group === '' && kind === 'ResourceQuota') return AmountVerdict.any.on(spec.hard, 'spec.hard');
    if (group === '' && kind === 'LimitRange') {
      return FINE_BOUNDS.findings(LimitRanges.boundsOf(manifest), () => ofLimitRange(manifest));
    }
    if (group === '' && kind === 'PersistentVolumeClaim') {
      return AmountVerdict.any.on(Json.at(spec.resources, 'requests'), 'spec.resources.requests');
    }
    return manifest.pod ? ofPod(manifest.pod, all) : [];
  },
};

function ofLimitRange(range: Manifest): readonly Violation[] {
  return Flat.map(Json.list(range.spec.limits), (item, index) => {
    const type = Json.at(item, 'type');
    const verdict = type === 'Container' || type === 'Pod' ? AmountVerdict.bound : AmountVerdict.any;
    return Flat.map(['min', 'max', 'default', 'defaultRequest', 'maxLimitRequestRatio'], field =>
      verdict.on(Json.at(item, field), `spec.limits[${index}].${field}`),
    );
  });
}

function ofPod(pod: PodTemplate, all: ManifestSet): readonly Violation[] {
  const resources = PodResources.of(pod, all);
  const ofVolumes = volumeViolations(pod);
  const found = FINE.findings(resources.amounts, () => Flat.join(written(pod), asked(pod, resources)));
  return ofVolumes.length === 0 ? found : Flat.join(written(pod), ofVolumes, asked(pod, resources));
}

/** What is written. */
function written({ spec, specPath, containers }: PodTemplate): readonly Violation[] {
  const lists = ['requests', 'limits'];
  return Flat.join(
    Flat.map(containers, ({ container, path }) =>
      Flat.map(lists, list =>
        AmountVerdict.container.on(Json.at(container.resources, list), `${path}.resources.${list}`),
      ),
    ),
    Flat.map(lists, list => AmountVerdict.pod.on(Json.at(spec.resources, list), `${specPath}.resources.${list}`)),
    AmountVerdict.container.on(spec.overhead, `${specPath}.overhead`),
  );
}

function volumeViolations({ spec, specPath }: PodTemplate): readonly Violation[] {
  return Flat.map(Json.list(spec.volumes), (volume, index) => {
    const sizeLimit = Json.at(volume, 'emptyDir', 'sizeLimit');
    return AmountVerdict.any.onField('sizeLimit', sizeLimit, `${specPath}.volumes[${index}].emptyDir`);
  });
}

/** What is asked for in the end, defaults and all. */
function asked(pod: PodTemplate, resources: PodResources): readonly Violation[] {
  const { containers, podLevel } = resources;
  return Flat.join(
    Flat.map(containers, amounts =>
      AmountRelation.of(amounts, amounts.declaredLimits, `${amounts.container.path}.resources`),
    ),
    AmountRelation.of(podLevel, podLevel.limits, `${pod.specPath}.resources`),
    AmountRelation.ofPod(resources, `${pod.specPath}.resources`),
  );
}
