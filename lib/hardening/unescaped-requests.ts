import { type Escape, EscapeKind } from '../values/escape';
import type { PodJson } from './hardening';
import { BASELINE_CAPABILITIES, handlersOf, isAllowedVolume, SAFE_SYSCTLS } from './restricted-standard';

/** A wish that the restricted standard refuses: who can grant it, and where it is found. */
interface RestrictedRequest {
  /** Any of them grants it; the first is the one to name. */
  readonly escapes: readonly EscapeKind[];
  /** Name of the factory of {@link Escape}. */
  readonly factory: string;
  /** What the pod as a whole asks for. */
  readonly inPod?: (pod: PodJson) => string | undefined;
  /** What a container asks for. */
  readonly inContainer?: (container: PodJson) => string | undefined;
}

const is = (condition: boolean, text: string) => (condition ? text : undefined);

const asksForRoot = (context: PodJson | undefined) =>
  is(context?.runAsUser === 0, 'user 0') ?? is(context?.runAsNonRoot === false, 'runAsNonRoot: false');

const addedCapabilities = (container: PodJson, isRefused: (name: string) => boolean) => {
  const refused = (container.securityContext?.capabilities?.add ?? []).filter(isRefused);
  return is(refused.length > 0, `capabilities ${JSON.stringify(refused)}`);
};

/** Source: https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
const REQUESTS: readonly RestrictedRequest[] = [
  {
    escapes: [EscapeKind.HOST_NETWORK],
    factory: 'hostNetwork',
    inPod: pod => is(pod.hostNetwork === true, 'hostNetwork: true'),
  },
  {
    escapes: [EscapeKind.HOST_PATH],
    factory: 'hostPath',
    inPod: pod => {
      const volume = (pod.volumes ?? []).find((candidate: PodJson) => candidate.hostPath !== undefined);
      return volume && `the hostPath ${JSON.stringify(volume.hostPath.path)}`;
    },
  },
  {
    escapes: [EscapeKind.VOLUME_TYPES],
    factory: 'volumeTypes',
    inPod: pod => {
      const volume = (pod.volumes ?? []).find(
        (candidate: PodJson) => !candidate.hostPath && !isAllowedVolume(candidate),
      );
      return volume && `the ${Object.keys(volume).find(key => key !== 'name')} volume ${JSON.stringify(volume.name)}`;
    },
  },
  {
    escapes: [EscapeKind.SYSCTLS],
    factory: 'sysctls',
    inPod: pod => {
      const names: string[] = (pod.securityContext?.sysctls ?? []).map(({ name }: PodJson) => name);
      const refused = names.filter(name => !SAFE_SYSCTLS.has(name));
      return is(refused.length > 0, `the sysctls ${JSON.stringify(refused)}`);
    },
  },
  {
    escapes: [EscapeKind.HOST_PORT],
    factory: 'hostPort',
    inContainer: container => {
      const port = (container.ports ?? []).find((candidate: PodJson) => candidate.hostPort > 0);
      return port && `hostPort ${port.hostPort}`;
    },
  },
  {
    escapes: [EscapeKind.HOST_PROBE],
    factory: 'hostProbe',
    inContainer: container => {
      const host = handlersOf(container)
        .map(handler => (handler.httpGet ?? handler.tcpSocket)?.host)
        .find(Boolean);
      return host && `a probe or hook that calls the host ${JSON.stringify(host)}`;
    },
  },
  {
    escapes: [EscapeKind.PRIVILEGED],
    factory: 'privileged',
    inContainer: container => is(container.securityContext?.privileged === true, 'privileged: true'),
  },
  {
    escapes: [EscapeKind.PRIVILEGE_ESCALATION],
    factory: 'privilegeEscalation',
    inContainer: container =>
      is(container.securityContext?.allowPrivilegeEscalation === true, 'allowPrivilegeEscalation: true'),
  },
  {
    escapes: [EscapeKind.BASELINE_CAPABILITIES, EscapeKind.CAPABILITIES],
    factory: 'baselineCapabilities',
    inContainer: container => addedCapabilities(container, name => BASELINE_CAPABILITIES.has(name)),
  },
  {
    escapes: [EscapeKind.CAPABILITIES],
    factory: 'capabilities',
    inContainer: container =>
      addedCapabilities(container, name => name !== 'NET_BIND_SERVICE' && !BASELINE_CAPABILITIES.has(name)),
  },
  {
    escapes: [EscapeKind.ROOT_USER],
    factory: 'rootUser',
    inPod: pod => asksForRoot(pod.securityContext),
    inContainer: container => asksForRoot(container.securityContext),
  },
  {
    escapes: [EscapeKind.UNCONFINED],
    factory: 'unconfined',
    inContainer: container =>
      is(container.securityContext?.seccompProfile?.type === 'Unconfined', 'seccompProfile Unconfined'),
  },
];

/**
 * What a pod asks for, as cdk8s-plus built it, that the restricted standard refuses and no escape grants.
 *
 * Hardening takes such a wish away; to do so without a word would surprise whoever made it.
 */
export function unescapedRequests(pod: PodJson, escapes: readonly Escape[]): string[] {
  const granted = new Set(escapes.map(({ kind }) => kind));
  const containers: PodJson[] = [...(pod.initContainers ?? []), ...(pod.containers ?? [])];
  return REQUESTS.filter(request => !request.escapes.some(kind => granted.has(kind))).flatMap(request => {
    const remedy = `drop it, or pass escapes: [Escape.${request.factory}('why there is no other way')]`;
    const podAsks = request.inPod?.(pod);
    const found = podAsks === undefined ? [] : [`the pod asks for ${podAsks}; ${remedy}`];
    for (const container of containers) {
      const asks = request.inContainer?.(container);
      if (asks !== undefined) found.push(`container ${JSON.stringify(container.name)} asks for ${asks}; ${remedy}`);
    }
    return found;
  });
}
