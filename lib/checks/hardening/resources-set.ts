import { Json } from '../../manifests/json/json';
import { type PodContainer, PodTemplate } from '../../manifests/pod-template';
import type { PodAmounts } from '../../manifests/quota/pod-amounts';
import { PodResources } from '../../manifests/quota/pod-resources';
import { Faultless } from '../../notation/faultless';
import { Flat } from '../../notation/flat';
import { Quantity } from '../../notation/quantity';
import type { Check, Violation } from '../check';

const WANTED = [
  ['requests', 'cpu'],
  ['requests', 'memory'],
  ['limits', 'cpu'],
  ['limits', 'memory'],
] as const;

const FINE = new Faultless<PodAmounts>();

/**
 * A container says what it needs, and what it may take at most.
 *
 * What a LimitRange would fill in does not count: its limit is above its request, so that a pod that says nothing is
 * one of the first to go when a node runs short, and whoever changes the LimitRange changes every such pod.
 *
 * Fields:  <pod>.{initContainers,containers}[*].resources.{requests,limits}.{cpu,memory}; <pod>.resources likewise
 * Allowed: a quantity above 0, of the container or of the pod as a whole; without a request, the limit is the request.
 *          Ephemeral containers have no resources
 * Source:  https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
 *          seed rows C09, C18, D04
 */
export const resourcesSet: Check = {
  id: 'resources-set',
  family: 'hardening',
  title: 'containers declare requests and limits of CPU and memory',
  fix: 'set resources.requests and resources.limits of cpu and memory',
  kinds: PodTemplate.KINDS,
  examine: (manifest, all) => {
    const { pod } = manifest;
    if (!pod) return [];
    return FINE.findings(PodResources.of(pod, all).amounts, () => ofPod(pod));
  },
};

function ofPod(pod: PodTemplate): readonly Violation[] {
  const declaring = pod.containers.filter(({ list }) => list !== 'ephemeralContainers');
  return Flat.map(declaring, container => {
    const missing = WANTED.filter(([field, name]) => !isSet(container, pod, field, name));
    if (missing.length === 0) return [];
    const names = missing.map(([field, name]) => `${field}.${name}`).join(', ');
    const message = `container ${JSON.stringify(container.name)} does not set ${names}`;
    return [{ path: `${container.path}.resources`, message }];
  });
}

function isSet({ container }: PodContainer, { spec }: PodTemplate, field: string, name: string): boolean {
  return isSetIn(container.resources, field, name) || isSetIn(spec.resources, field, name);
}

/** A request that is missing is the limit. */
function isSetIn(resources: unknown, field: string, name: string): boolean {
  const limit = Json.at(resources, 'limits', name);
  const said = field === 'requests' ? (Json.at(resources, field, name) ?? limit) : limit;
  return Quantity.tryParse(said)?.exceeds(Quantity.ZERO) === true;
}
