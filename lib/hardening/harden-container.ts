import { EscapeKind } from '../values/escape';
import { allows, type Hardening, type PodJson, TOKEN_VOLUME } from './hardening';
import { BASELINE_CAPABILITIES } from './restricted-standard';
import { volumeName } from './writable-directories';

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'];
const HOOKS = ['postStart', 'preStop'];

/**
 * Hardens one rendered container, of whatever list.
 *
 * @param podContext the pod's security context, hardened
 */
export function hardenContainer(container: PodJson, podContext: PodJson, hardening: Hardening): PodJson {
  const hardened: PodJson = { ...container };
  hardened.securityContext = securityContext(container.securityContext ?? {}, podContext, hardening);
  const resources = hardening.resources.get(container.name);
  if (resources) hardened.resources = { limits: { ...resources.limits }, requests: { ...resources.requests } };
  if (container.ports)
    hardened.ports = container.ports.map((port: PodJson) => hardenPort(container.name, port, hardening));
  if (!allows(hardening, EscapeKind.HOST_PROBE)) forgetHosts(hardened);
  if (hardening.startupProbes?.has(container.name) === false && isAutomaticProbe(hardened.startupProbe)) {
    delete hardened.startupProbe;
  }
  const host = hardening.probeHosts?.get(container.name);
  if (host !== undefined) askForHost(hardened, host);
  const mounts = volumeMounts(container, hardening);
  if (mounts.length > 0) hardened.volumeMounts = mounts;
  return hardened;
}

function securityContext(context: PodJson, podContext: PodJson, hardening: Hardening): PodJson {
  const { privileged, capabilities, runAsUser, seccompProfile, ...rest } = context;
  const root = allows(hardening, EscapeKind.ROOT_USER);
  const user = runAsUser === 0 && !root ? undefined : runAsUser;
  const asksForRoot = (user ?? podContext.runAsUser) === 0 || context.runAsNonRoot === false;
  const isPrivileged = privileged === true && allows(hardening, EscapeKind.PRIVILEGED);
  const escalates = context.allowPrivilegeEscalation === true && allows(hardening, EscapeKind.PRIVILEGE_ESCALATION);
  const added: string[] = (capabilities?.add ?? []).filter((name: string) => mayAdd(name, hardening));
  const confined = seccompProfile?.type !== 'Unconfined' || allows(hardening, EscapeKind.UNCONFINED);
  return {
    ...rest,
    ...(user === undefined ? {} : { runAsUser: user }),
    ...(seccompProfile && confined ? { seccompProfile } : {}),
    runAsNonRoot: !(root && asksForRoot),
    readOnlyRootFilesystem: context.readOnlyRootFilesystem ?? true,
    // The API server refuses a privileged container that forbids escalation.
    allowPrivilegeEscalation: isPrivileged || escalates,
    capabilities: { drop: ['ALL'], ...(added.length > 0 ? { add: added } : {}) },
    ...(isPrivileged ? { privileged } : {}),
  };
}

function mayAdd(capability: string, hardening: Hardening): boolean {
  if (capability === 'NET_BIND_SERVICE' || allows(hardening, EscapeKind.CAPABILITIES)) return true;
  return BASELINE_CAPABILITIES.has(capability) && allows(hardening, EscapeKind.BASELINE_CAPABILITIES);
}

function hardenPort(container: string, port: PodJson, hardening: Hardening): PodJson {
  const { hostPort, hostIP, ...rest } = port;
  const name = hardening.portNames.get(`${container} ${port.containerPort}/${port.protocol ?? 'TCP'}`);
  const kept = allows(hardening, EscapeKind.HOST_PORT) ? port : rest;
  return name === undefined ? kept : { ...kept, name };
}

/** The kubelet calls the pod itself, and no other host. */
function forgetHosts(container: PodJson): void {
  for (const probe of PROBES) if (container[probe]) container[probe] = withoutHost(container[probe]);
  if (!container.lifecycle) return;
  container.lifecycle = { ...container.lifecycle };
  for (const hook of HOOKS) {
    if (container.lifecycle[hook]) container.lifecycle[hook] = withoutHost(container.lifecycle[hook]);
  }
}

/** Says which name the probes ask for; a header of that name that is there already stays. */
function askForHost(container: PodJson, host: string): void {
  for (const probe of PROBES) {
    const asked = container[probe]?.httpGet;
    if (!asked || asked.httpHeaders?.some(({ name }: PodJson) => name.toLowerCase() === 'host')) continue;
    const httpHeaders = [...(asked.httpHeaders ?? []), { name: 'Host', value: host }];
    container[probe] = { ...container[probe], httpGet: { ...asked, httpHeaders } };
  }
}

function withoutHost(handler: PodJson): PodJson {
  const hostless: PodJson = { ...handler };
  for (const action of ['httpGet', 'tcpSocket']) {
    if (!handler[action]) continue;
    hostless[action] = { ...handler[action] };
    delete hostless[action].host;
  }
  return hostless;
}

/** The container's own mounts, and every writable directory that it does not mount itself. */
function volumeMounts(container: PodJson, { writable, claimMounts, identityToken }: Hardening): PodJson[] {
  const token = identityToken?.container === container.name ? [{ ...TOKEN_VOLUME, readOnly: true }] : [];
  const claims = [...(claimMounts.get(container.name) ?? []), ...token];
  const own: PodJson[] = container.volumeMounts ?? [];
  const names = new Set(own.map(mount => mount.name));
  const mounts = [...own, ...claims.filter(claim => !names.has(claim.name))];
  const taken = new Set(mounts.map(mount => withoutSlash(mount.mountPath)));
  const free = Object.keys(writable).filter(path => !taken.has(path));
  return [...free.map(path => ({ name: volumeName(path), mountPath: path })), ...mounts];
}

function withoutSlash(path: string): string {
  return path.replace(/(?<=.)\/+$/, '');
}

/** The probe that cdk8s-plus adds by itself: TCP, on the first port, three failures. */
function isAutomaticProbe(probe: PodJson | undefined): boolean {
  if (probe?.failureThreshold !== 3 || !probe.tcpSocket) return false;
  return Object.keys(probe).length === 2 && Object.keys(probe.tcpSocket).join() === 'port';
}
