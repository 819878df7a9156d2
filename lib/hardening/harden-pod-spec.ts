import { EscapeKind } from '../values/escape';
import type { NodePool } from '../values/node-pool';
import { hardenContainer } from './harden-container';
import { allows, type Hardening, type PodJson, TOKEN_VOLUME, type ZoneSpread } from './hardening';
import { SAFE_SYSCTLS } from './restricted-standard';
import { volumeName } from './writable-directories';

const USER = 1000;
const FS_GROUP = 2000;

/** What the API server fills in by itself; to render it is noise. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  dnsPolicy: 'ClusterFirst',
  restartPolicy: 'Always',
  setHostnameAsFQDN: false,
  shareProcessNamespace: false,
  terminationGracePeriodSeconds: 30,
};

/**
 * Hardens a rendered pod spec: seed rows D01 to D03, A08 and the restricted Pod Security Standard.
 *
 * Pure, so that all kinds of workloads share it; what it has hardened already, it leaves as it is. It works on the rendered
 * form, so whatever was added to the pod, by whichever way, is hardened too. Fields that it does not know pass through, and
 * so do volumes: without its volume a pod would not start. A volume that is named like a writable directory takes its place.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
export function hardenPodSpec(spec: PodJson, hardening: Hardening): PodJson {
  const pod: PodJson = { ...spec };
  for (const [field, value] of Object.entries(DEFAULTS)) if (pod[field] === value) delete pod[field];
  pod.enableServiceLinks ??= false;
  pod.securityContext = podSecurityContext(spec.securityContext ?? {}, hardening);
  const harden = (container: PodJson) => hardenContainer(container, pod.securityContext, hardening);
  pod.containers = (spec.containers ?? []).map(harden);
  if (spec.initContainers) pod.initContainers = spec.initContainers.map(harden);
  pod.volumes = addMissing(spec.volumes, [...scratchVolumes(hardening), ...tokenVolumes(hardening)], 'name', 'first');
  if (pod.volumes.length === 0) delete pod.volumes;
  shareWithHost(pod, hardening);
  if (hardening.imagePullSecretName !== undefined) {
    pod.imagePullSecrets = addMissing(spec.imagePullSecrets, [{ name: hardening.imagePullSecretName }], 'name');
  }
  if (hardening.priorityClassName !== undefined) pod.priorityClassName = hardening.priorityClassName;
  return hardening.pool ? spread(pinToPool(pod, hardening.pool), hardening.pool, hardening.spread) : pod;
}

function shareWithHost(pod: PodJson, hardening: Hardening): void {
  const fields = {
    hostNetwork: EscapeKind.HOST_NETWORK,
    hostPID: EscapeKind.HOST_PID,
    hostIPC: EscapeKind.HOST_IPC,
  };
  for (const [field, kind] of Object.entries(fields)) {
    if (allows(hardening, kind)) pod[field] = true;
    else delete pod[field];
  }
}

/** Selector and tolerations, from the one pool. */
export function pinToPool(pod: PodJson, pool: NodePool): PodJson {
  const tolerations: PodJson[] = pod.tolerations ?? [];
  const missing = pool.taints.filter(
    ({ key, value, effect }) =>
      !tolerations.some(other => other.key === key && other.value === value && other.effect === effect),
  );
  return {
    ...pod,
    nodeSelector: { ...pod.nodeSelector, ...pool.nodeSelector },
    tolerations: [
      ...tolerations,
      ...missing.map(({ key, value, effect }) => ({ key, operator: 'Equal', value, effect })),
    ],
  };
}

/** Seed row A02: in a single zone the constraint would be noise at best. */
function spread(pod: PodJson, pool: NodePool, spread?: ZoneSpread): PodJson {
  if (!spread || pool.zones.length < 2) return pod;
  const constraint = {
    maxSkew: 1,
    topologyKey: 'topology.kubernetes.io/zone',
    whenUnsatisfiable: 'DoNotSchedule',
    labelSelector: { matchLabels: { ...spread.labels } },
    ...(spread.matchLabelKeys ? { matchLabelKeys: [...spread.matchLabelKeys] } : {}),
  };
  const constraints = addMissing(pod.topologySpreadConstraints, [constraint], 'topologyKey');
  return { ...pod, topologySpreadConstraints: constraints };
}

function podSecurityContext(context: PodJson, hardening: Hardening): PodJson {
  const { fsGroupChangePolicy, sysctls, seccompProfile, runAsUser, ...rest } = context;
  const root = allows(hardening, EscapeKind.ROOT_USER);
  const user = runAsUser === 0 && !root ? undefined : runAsUser;
  const unconfined = seccompProfile?.type === 'Unconfined' && !allows(hardening, EscapeKind.UNCONFINED);
  const set = allows(hardening, EscapeKind.SYSCTLS)
    ? sysctls
    : sysctls?.filter(({ name }: PodJson) => SAFE_SYSCTLS.has(name));
  return {
    ...rest,
    // 'Always' is what the API server fills in.
    ...(fsGroupChangePolicy === 'OnRootMismatch' ? { fsGroupChangePolicy } : {}),
    ...(set?.length > 0 ? { sysctls: set } : {}),
    // The kubelet does not start user 0 in a pod that must run as non-root.
    runAsNonRoot: !(root && (user === 0 || context.runAsNonRoot === false)),
    runAsUser: user ?? hardening.user ?? USER,
    fsGroup: context.fsGroup ?? FS_GROUP,
    seccompProfile: unconfined || !seccompProfile ? { type: 'RuntimeDefault' } : seccompProfile,
  };
}

function scratchVolumes({ writable }: Hardening): PodJson[] {
  return Object.entries(writable).map(([path, size]) => ({ name: volumeName(path), emptyDir: { sizeLimit: size } }));
}

/** The kubelet renews it long before it ends. */
function tokenVolumes({ identityToken }: Hardening): PodJson[] {
  if (!identityToken) return [];
  const { audience } = identityToken;
  const sources = [{ serviceAccountToken: { audience, expirationSeconds: 3600, path: 'token' } }];
  return [{ name: TOKEN_VOLUME.name, projected: { sources } }];
}

/** The list with those entries added whose key it does not have yet. */
function addMissing(
  list: PodJson[] = [],
  entries: PodJson[],
  key: string,
  where: 'first' | 'last' = 'last',
): PodJson[] {
  const known = new Set(list.map(entry => entry[key]));
  const missing = entries.filter(entry => !known.has(entry[key]));
  return where === 'first' ? [...missing, ...list] : [...list, ...missing];
}
