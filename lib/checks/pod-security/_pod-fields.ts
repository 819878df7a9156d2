import type { ContainerList } from '../../manifests/pod-template';
import { bool, integer, list, type Read, type Shape, struct, text, texts } from './_json-shape';
import { ALLOWED_VOLUMES, RESTRICTED_VOLUMES, type VolumeSource } from './_volume-sources';

const PROFILE = struct({ type: text });
const SELINUX = struct({ type: text, user: text, role: text });

/** The fields that a pod and a container have alike; a container's stands above its pod's. */
const SHARED_SECURITY = {
  runAsNonRoot: bool,
  runAsUser: integer(64),
  seccompProfile: PROFILE,
  appArmorProfile: PROFILE,
  seLinuxOptions: SELINUX,
  windowsOptions: struct({ hostProcess: bool }),
};
const POD_SECURITY = struct({ ...SHARED_SECURITY, sysctls: list(struct({ name: text }), {}) });
const CONTAINER_SECURITY = struct({
  ...SHARED_SECURITY,
  privileged: bool,
  allowPrivilegeEscalation: bool,
  procMount: text,
  capabilities: struct({ add: list(text, ''), drop: list(text, '') }),
});

const ADDRESS = struct({ host: text });
const HANDLER = struct({ httpGet: ADDRESS, tcpSocket: ADDRESS });

const CONTAINER = struct({
  name: text,
  ports: list(struct({ hostPort: integer(32) }), {}),
  securityContext: CONTAINER_SECURITY,
  livenessProbe: HANDLER,
  readinessProbe: HANDLER,
  startupProbe: HANDLER,
  lifecycle: struct({ postStart: HANDLER, preStop: HANDLER }),
});

/** The lists in which containers stand, in the order in which they are judged. */
const CONTAINER_LISTS = {
  initContainers: list(CONTAINER, {}),
  containers: list(CONTAINER, {}),
  ephemeralContainers: list(CONTAINER, {}),
} satisfies Record<ContainerList, unknown>;
export const CONTAINER_LIST_NAMES = Object.keys(CONTAINER_LISTS) as readonly ContainerList[];

/** Of a volume source only its presence is judged. */
const SOURCES = Object.fromEntries(
  [...ALLOWED_VOLUMES, ...RESTRICTED_VOLUMES].map(source => [source, struct({})]),
) as Record<VolumeSource, Shape<object>>;
const VOLUME = struct({ name: text, ...SOURCES });

/** All that the Pod Security Standards look at in a pod. */
export const POD = struct({
  metadata: struct({ annotations: texts }),
  spec: struct({
    ...CONTAINER_LISTS,
    securityContext: POD_SECURITY,
    volumes: list(VOLUME, {}),
    hostNetwork: bool,
    hostPID: bool,
    hostIPC: bool,
    hostUsers: bool,
    os: struct({ name: text }),
  }),
});

type SharedShapes = typeof SHARED_SECURITY;
export type SharedSecurity = { readonly [K in keyof SharedShapes]?: Read<SharedShapes[K]> };
export type PodSecurity = Read<typeof POD_SECURITY>;
export type ContainerSecurity = Read<typeof CONTAINER_SECURITY>;
export type PodFields = Read<typeof POD>;
export type PodSpecFields = NonNullable<PodFields['spec']>;
export type ContainerFields = Read<typeof CONTAINER>;
export type VolumeFields = Read<typeof VOLUME>;
export type Handler = Read<typeof HANDLER>;
