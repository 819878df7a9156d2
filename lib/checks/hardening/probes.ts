import { ContainerPorts } from '../../manifests/container-ports';
import { Json, type JsonObject } from '../../manifests/json/json';
import type { Manifest } from '../../manifests/manifest';
import { type PodContainer, PodTemplate } from '../../manifests/pod-template';
import { Flat } from '../../notation/flat';
import type { Check, Violation } from '../check';

const HANDLERS = ['exec', 'grpc', 'httpGet', 'tcpSocket'];
const LIVENESS = 'livenessProbe';
const READINESS = 'readinessProbe';

/**
 * A container that is meant to stay up tells whether it is alive and whether it is ready, and not by the same answer.
 *
 * If both ask the same, a container that is only busy is restarted when it should be spared.
 *
 * Fields:  <container>.livenessProbe, <container>.readinessProbe of containers and native sidecars
 * Allowed: both there, each with a handler, and with different ones; how often they ask makes no difference. Pods that
 *          come to an end (Jobs, CronJobs, and Pods that are not restarted always) need no probes. Those of pods that a
 *          controller makes of a custom object are the controller's
 * Source:  https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
 *          seed rows D04, D05, D07, D14, D22
 */
export const probes: Check = {
  id: 'probes',
  family: 'hardening',
  title: 'containers that stay up have a liveness and a readiness probe, which are not the same',
  fix: 'give the container both probes, and let readiness ask more than liveness',
  kinds: PodTemplate.KINDS,
  examine: (manifest, all) => {
    const pod = all.podOf(manifest);
    if (!pod || manifest.maker || comesToAnEnd(manifest, pod)) return [];
    return Flat.map(pod.containers.filter(ContainerPorts.staysUp), ofContainer);
  },
};

function comesToAnEnd({ group, kind }: Manifest, { spec }: PodTemplate): boolean {
  if (group === 'batch') return true;
  return kind === 'Pod' && spec.restartPolicy !== undefined && spec.restartPolicy !== 'Always';
}

function ofContainer(container: PodContainer): readonly Violation[] {
  const liveness = typeOf(container, LIVENESS);
  const readiness = typeOf(container, READINESS);
  const who = () => `container ${JSON.stringify(container.name)}`;
  if (liveness === undefined || readiness === undefined) {
    return [LIVENESS, READINESS]
      .filter(probe => typeOf(container, probe) === undefined)
      .map(probe => ({ path: `${container.path}.${probe}`, message: `${who()} has no ${probe}` }));
  }
  if (liveness !== readiness) return [];
  const one = filledIn(container, LIVENESS, liveness);
  const other = filledIn(container, READINESS, readiness);
  if (!isSame(one, other)) return [];
  const message = `liveness and readiness of ${who()} are the same probe: ${liveness} ${JSON.stringify(one)}`;
  return [{ path: `${container.path}.${LIVENESS}`, message }];
}

/** By which handler a probe asks; undefined where there is no probe, or it has none. */
function typeOf({ container }: PodContainer, probe: string): string | undefined {
  const asked = Json.object(container[probe]);
  return HANDLERS.find(handler => Json.isObject(asked[handler]));
}

/** Mostly one text or number tells them apart. */
function isSame(one: JsonObject, other: JsonObject): boolean {
  for (const key in one) {
    if (typeof one[key] !== 'object' && one[key] !== other[key]) return false;
  }
  return JSON.stringify(one) === JSON.stringify(other);
}

/** What a probe asks, with defaults and port numbers filled in. */
function filledIn(container: PodContainer, probe: string, type: string): JsonObject {
  const handler = Json.object(Json.at(container.container, probe, type));
  const named = ContainerPorts.in(container).find(({ name }) => name !== '' && name === handler.port);
  const port = named?.number ?? handler.port;
  const { host, path, scheme, httpHeaders, service, command } = handler;
  switch (type) {
    case 'exec':
      return { command };
    case 'grpc':
      return { port, service: service || undefined };
    case 'tcpSocket':
      return { host, port };
    default:
      return { host, path: path || '/', port, scheme: scheme || 'HTTP', httpHeaders };
  }
}
