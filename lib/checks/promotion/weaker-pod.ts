import { EarlierTwin } from '../../manifests/earlier-twin';
import { PodTemplate } from '../../manifests/pod-template';
import type { Check, Violation } from '../check';
import { CONTAINER_MEASURES, POD_MEASURES, without } from './_pod-measures';

/**
 * A pod is held to everything that its twin in the environment before is held to: what is tried with less than what runs
 * later proves nothing, and what runs later with less was never tried.
 *
 * Fields:  of each container: securityContext.{runAsNonRoot,allowPrivilegeEscalation,privileged,readOnlyRootFilesystem},
 *          securityContext.{capabilities,seccompProfile}, ports[*].hostPort, resources.limits.memory, image
 *          of the pod: hostNetwork, hostPID, hostIPC, automountServiceAccountToken, volumes[*].hostPath
 * Allowed: whatever the workload of the same kind and name in the same namespace of the environment before has, or more
 * Source:  seed rows D20, G17, I01
 */
export const weakerPod: Check = {
  id: 'weaker-pod',
  family: 'promotion',
  title: 'Pods are held to all that they are held to in the environment before',
  fix: 'set the field as the environment before has it; what only one environment needs gets a waiver that says why',
  kinds: PodTemplate.KINDS,
  needsEarlier: true,
  examine: (manifest, all) => {
    const pod = all.podOf(manifest);
    const twin = EarlierTwin.of(manifest, all)?.pod;
    return pod && twin ? [...ofContainers(pod, twin), ...ofPod(pod, twin)] : [];
  },
};

function ofContainers(pod: PodTemplate, twin: PodTemplate): Violation[] {
  return CONTAINER_MEASURES.filter(measure => without(measure, twin).length === 0).flatMap(measure =>
    without(measure, pod).map(({ path, name }) => ({
      path: `${path}.${measure.field}`,
      message: `container ${JSON.stringify(name)} ${measure.lack}; in the environment before none does`,
    })),
  );
}

function ofPod(pod: PodTemplate, twin: PodTemplate): Violation[] {
  return POD_MEASURES.filter(({ holds }) => holds({}, twin.spec) && !holds({}, pod.spec)).map(({ field, lack }) => ({
    path: `${pod.specPath}.${field}`,
    message: `the pod ${lack}; in the environment before it does not`,
  }));
}
