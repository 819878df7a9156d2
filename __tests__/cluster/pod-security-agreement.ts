import { ALLOWED_VOLUMES, RESTRICTED_VOLUMES } from '../../lib/checks/pod-security/_volume-sources';
import { PodSecurityStandard } from '../../lib/checks/pod-security/pod-security-standard';
import { Json, type JsonObject } from '../../lib/manifests/json/json';
import { Manifest } from '../../lib/manifests/manifest';
import { PodTemplate } from '../../lib/manifests/pod-template';
import type { Case } from '../checks/pod-security/pod-generator';

const SOURCES = [...ALLOWED_VOLUMES, ...RESTRICTED_VOLUMES];

export const EPHEMERAL = 'ephemeralContainers';

/** How many questions were answered by Pod Security, and how many never reached it. */
export interface Agreement {
  compared: number;
  /** Refused as a body that is no pod, or as an invalid pod, before Pod Security is asked. */
  invalid: number;
  readonly different: string[];
}

/** Sets the server's answer beside the judge's. */
export function compare(
  { level, version }: Case,
  pod: JsonObject,
  status: number,
  body: JsonObject,
  agreement: Agreement,
) {
  const refusal = String(body.message).match(/is forbidden: violates PodSecurity "[^"]*": ([\s\S]*)$/)?.[1];
  if (refusal === undefined && status >= 300) {
    agreement.invalid++;
    return;
  }
  agreement.compared++;
  const manifest = new Manifest(pod);
  const ours = PodSecurityStandard.evaluate(PodTemplate.in(manifest) as PodTemplate, level, version)
    .map(({ message }) => message)
    .join(', ');
  if (ours === (refusal ?? '')) return;
  agreement.different.push(`${level} v1.${version}\nserver: ${refusal}\njudge:  ${ours}\n${JSON.stringify(pod)}`);
}

/** The server copies AppArmor's annotations into fields, and fields into annotations, before it asks Pod Security. */
export function isRewritten({ metadata, spec }: JsonObject): boolean {
  const { annotations } = Json.object(metadata);
  const isAnnotated = Object.keys(Json.object(annotations)).some(key => key.startsWith('container.apparmor.'));
  return isAnnotated || JSON.stringify(spec ?? {}).includes('"appArmorProfile"');
}

/** The generated pod with what every pod needs: a name, a namespace, and names and images of containers. */
export function podOf(question: Case, name: string, where: string): JsonObject {
  const spec = Json.object(question.pod.spec);
  const lists = ['initContainers', 'containers', EPHEMERAL].flatMap(list => {
    if (!Array.isArray(spec[list])) return [];
    return [[list, spec[list].map((container, index) => runnable(container, `${list.toLowerCase()}-${index}`))]];
  });
  const volumes = Array.isArray(spec.volumes)
    ? spec.volumes.map((volume, index) => mountable(volume, `volume-${index}`))
    : undefined;
  const metadata = { ...Json.object(question.pod.metadata), name, namespace: where };
  const complete = {
    containers: [runnable({}, 'containers-0')],
    ...spec,
    ...Object.fromEntries(lists),
    ...(volumes && { volumes }),
  };
  return { ...question.pod, apiVersion: 'v1', kind: 'Pod', metadata, spec: complete };
}

function named(item: unknown, name: string): unknown {
  return Json.isObject(item) ? { ...item, name: Json.text(item.name) || name } : item;
}

/** Before it asks Pod Security, the server makes an emptyDir of a volume that says nothing it knows; the standard has no such default. */
function mountable(volume: unknown, name: string): unknown {
  const complete = named(volume, name);
  if (!Json.isObject(complete) || SOURCES.some(source => source in complete)) return complete;
  return { ...complete, emptyDir: {} };
}

/** What is no container is refused as no pod, which says nothing: an empty one takes its place. */
function runnable(container: unknown, name: string): unknown {
  return { image: 'registry.example.com/app', ...Json.object(named(container, name)) };
}

/** Sixteen at a time: the server answers many at once, and a thousand open requests would be refused. */
export async function inTurns<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.pop(); item !== undefined; item = queue.pop()) await work(item);
  };
  await Promise.all(Array.from({ length: 16 }, worker));
}
