import { Json, type JsonObject } from '../../manifests/json/json';
import type { PodContainer, PodTemplate } from '../../manifests/pod-template';
import { ImageReference } from '../../notation/image-reference';

/** One thing that a pod can be held to; it is, if each of its containers is. */
export interface PodMeasure {
  /** Path below the container, or below the pod spec, of what says it. */
  readonly field: string;
  /** What is missing where it does not hold, in words. */
  readonly lack: string;
  readonly holds: (container: JsonObject, pod: JsonObject) => boolean;
}

const security = (container: JsonObject) => Json.object(container.securityContext);
/** What a container says, else what its pod says for all. */
const effective = (field: string, container: JsonObject, pod: JsonObject) =>
  security(container)[field] ?? security(pod)[field];
const capabilities = (container: JsonObject) => Json.object(security(container).capabilities);

/** What is said of each container. */
export const CONTAINER_MEASURES: readonly PodMeasure[] = [
  {
    field: 'securityContext.runAsNonRoot',
    lack: 'may run as root',
    holds: (container, pod) => effective('runAsNonRoot', container, pod) === true,
  },
  {
    field: 'securityContext.allowPrivilegeEscalation',
    lack: 'may gain privileges',
    holds: container => security(container).allowPrivilegeEscalation === false,
  },
  {
    field: 'securityContext.privileged',
    lack: 'runs privileged',
    holds: container => security(container).privileged !== true,
  },
  {
    field: 'securityContext.readOnlyRootFilesystem',
    lack: 'can write to its root file system',
    holds: container => security(container).readOnlyRootFilesystem === true,
  },
  {
    field: 'securityContext.capabilities.drop',
    lack: 'keeps capabilities',
    holds: container => Json.list(capabilities(container).drop).includes('ALL'),
  },
  {
    field: 'securityContext.capabilities.add',
    lack: 'adds capabilities',
    holds: container => Json.list(capabilities(container).add).length === 0,
  },
  {
    field: 'securityContext.seccompProfile.type',
    lack: 'has no seccomp profile',
    holds: (container, pod) => {
      const { type } = Json.object(effective('seccompProfile', container, pod));
      return type === 'RuntimeDefault' || type === 'Localhost';
    },
  },
  {
    field: 'ports',
    lack: 'has a port of its node',
    holds: container => Json.objects(container.ports).every(({ hostPort = 0 }) => hostPort === 0),
  },
  {
    field: 'resources.limits.memory',
    lack: 'has no bound on its memory',
    holds: container => Json.at(container, 'resources', 'limits', 'memory') !== undefined,
  },
  {
    field: 'image',
    lack: 'runs an image without a digest',
    holds: container => ImageReference.tryParse(Json.text(container.image) ?? '')?.digest !== undefined,
  },
];

/** What is said of the pod. */
export const POD_MEASURES: readonly PodMeasure[] = [
  ...(
    [
      ['hostNetwork', 'joins the network of its node'],
      ['hostPID', 'sees the processes of its node'],
      ['hostIPC', 'shares memory with its node'],
    ] as const
  ).map(([field, lack]) => ({ field, lack, holds: (_: JsonObject, pod: JsonObject) => pod[field] !== true })),
  {
    field: 'automountServiceAccountToken',
    lack: 'gets a token of its ServiceAccount',
    holds: (_, pod) => pod.automountServiceAccountToken === false,
  },
  {
    field: 'volumes',
    lack: 'mounts directories of its node',
    holds: (_, pod) => Json.objects(pod.volumes).every(({ hostPath }) => (hostPath ?? null) === null),
  },
];

/** The containers of a pod that a measure does not hold of. */
export function without({ holds }: PodMeasure, { containers, spec }: PodTemplate): readonly PodContainer[] {
  return containers.filter(({ container }) => !holds(container, spec));
}
