import { Flat } from '../../notation/flat';
import type { JudgedContainer, JudgedPod } from './_judged-pod';
import type { ContainerFields, Handler } from './_pod-fields';
import type { VersionedCheck } from './_versioned-check';
import { ALLOWED, forbidden, named, plural, quoted, sortedSet } from './_wording';

const HANDLERS: readonly { readonly path: string; of(fields: ContainerFields): Handler | undefined }[] = [
  { path: 'livenessProbe', of: fields => fields.livenessProbe },
  { path: 'readinessProbe', of: fields => fields.readinessProbe },
  { path: 'startupProbe', of: fields => fields.startupProbe },
  { path: 'lifecycle.postStart', of: fields => fields.lifecycle?.postStart },
  { path: 'lifecycle.preStop', of: fields => fields.lifecycle?.preStop },
];
const ACTIONS = ['httpGet', 'tcpSocket'] as const;
const NONE: readonly NamedHost[] = [];

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
  if (!pod.containers.some(namesHost)) return ALLOWED;
  const hosts = Flat.map(pod.containers, hostsOf);
  const names = sortedSet(hosts.map(({ container }) => container.name));
  const values = sortedSet(hosts.map(({ host }) => host));
  const uses = plural(names.length, 'uses', 'use');
  return forbidden(
    hosts[0].container.at(hosts[0].field),
    'probe or lifecycle host',
    `${named('container', names)} ${uses} ${plural(values.length, 'probe or lifecycle host')} ${quoted(values)}`,
  );
}

function namesHost({ fields }: JudgedContainer): boolean {
  for (let index = 0; index < HANDLERS.length; index++) {
    const handler = HANDLERS[index].of(fields);
    if (handler?.httpGet?.host || handler?.tcpSocket?.host) return true;
  }
  return false;
}

function hostsOf(container: JudgedContainer): readonly NamedHost[] {
  return Flat.map(HANDLERS, ({ path, of }) => {
    const handler = of(container.fields);
    if (!handler) return NONE;
    return Flat.map(ACTIONS, action => {
      const host = handler[action]?.host ?? '';
      return host === '' ? NONE : [{ container, field: `${path}.${action}.host`, host }];
    });
  });
}
