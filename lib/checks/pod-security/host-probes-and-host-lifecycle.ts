import { Flat } from '../../notation/flat';
import type { JudgedContainer, JudgedPod } from './_judged-pod';
import type { ContainerFields, Handler } from './_pod-fields';
import type { VersionedCheck } from './_versioned-check';
import { ALLOWED, forbidden, named, plural, quoted, sortedSet } from './_wording';

const HANDLERS: Readonly<Record<string, (fields: ContainerFields) => Handler | undefined>> = {
  livenessProbe: fields => fields.livenessProbe,
  readinessProbe: fields => fields.readinessProbe,
  startupProbe: fields => fields.startupProbe,
  'lifecycle.postStart': fields => fields.lifecycle?.postStart,
  'lifecycle.preStop': fields => fields.lifecycle?.preStop,
};
const HANDLER_PATHS = Object.keys(HANDLERS);
const ACTIONS = ['httpGet', 'tcpSocket'] as const;

/** A host that a container makes the kubelet call. */
interface NamedHost {
  readonly container: JudgedContainer;
  readonly field: string;
  readonly host: string;
}

/**
 * The kubelet calls only the pod itself for its probes and lifecycle hooks, not a host that the pod names.
 *
 * Fields:  <pod>.{initContainers,containers,ephemeralContainers}[*]
 *            .{livenessProbe,readinessProbe,startupProbe,lifecycle.postStart,lifecycle.preStop}.{httpGet,tcpSocket}.host
 * Allowed: empty; unset
 * Source:  https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
 * History: since v1.34
 */
export const hostProbesAndHostLifecycle: VersionedCheck = {
  id: 'host-probes-and-host-lifecycle',
  level: 'baseline',
  title: 'probes and lifecycle hooks call no other host than the pod',
  fix: 'remove host from the httpGet or tcpSocket of the probe or hook',
  versions: [{ since: 34, examine: mustNotNameHost }],
};

function mustNotNameHost(pod: JudgedPod) {
  const hosts = Flat.map(pod.containers, hostsOf);
  if (hosts.length === 0) return ALLOWED;
  const names = sortedSet(hosts.map(({ container }) => container.name));
  const values = sortedSet(hosts.map(({ host }) => host));
  const uses = plural(names.length, 'uses', 'use');
  return forbidden(
    hosts[0].container.at(hosts[0].field),
    'probe or lifecycle host',
    `${named('container', names)} ${uses} ${plural(values.length, 'probe or lifecycle host')} ${quoted(values)}`,
  );
}

function hostsOf(container: JudgedContainer): NamedHost[] {
  const hosts: NamedHost[] = [];
  for (const path of HANDLER_PATHS) {
    const handler = HANDLERS[path](container.fields);
    if (!handler) continue;
    for (const action of ACTIONS) {
      const host = handler[action]?.host ?? '';
      if (host !== '') hosts.push({ container, field: `${path}.${action}.host`, host });
    }
  }
  return hosts;
}
