import type { JudgedContainer, JudgedPod } from './_judged-pod';
import type { VersionedCheck } from './_versioned-check';
import { ALLOWED, forbidden, named, plural, sortedSet } from './_wording';

/**
 * Containers open no port on the node.
 *
 * Fields:  <pod>.{initContainers,containers,ephemeralContainers}[*].ports[*].hostPort
 * Allowed: 0; unset
 * Source:  https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
 * History: since v1.0
 */
export const hostPorts: VersionedCheck = {
  id: 'host-ports',
  level: 'baseline',
  title: 'containers open no port on the node',
  fix: 'remove hostPort and reach the pod through a Service',
  versions: [{ since: 0, examine: mustNotOpenPort }],
};

function mustNotOpenPort(pod: JudgedPod) {
  const bad = pod.containers.filter(container => portsOf(container).some(port => port !== 0));
  if (bad.length === 0) return ALLOWED;
  const ports = sortedSet(
    bad
      .flatMap(portsOf)
      .filter(port => port !== 0)
      .map(String),
  );
  const names = bad.map(container => container.name);
  const uses = plural(bad.length, 'uses', 'use');
  const index = portsOf(bad[0]).findIndex(port => port !== 0);
  return forbidden(
    bad[0].at(`ports[${index}].hostPort`),
    'hostPort',
    `${named('container', names)} ${uses} ${plural(ports.length, 'hostPort')} ${ports.join(', ')}`,
  );
}

function portsOf(container: JudgedContainer): number[] {
  return container.fields.ports?.map(port => port.hostPort ?? 0) ?? [];
}
