import { PodSecurityStandard } from '../../lib/checks/pod-security/pod-security-standard';
import { Json, type JsonObject } from '../../lib/manifests/json/json';
import { Manifest } from '../../lib/manifests/manifest';
import { PodTemplate } from '../../lib/manifests/pod-template';
import { type Case, cases } from '../checks/pod-security/pod-generator';
import type { ClusterClient } from './cluster-client';
import { describeCluster } from './cluster-test';

/** The minor version of the server: newer standards mean something else to it, and so does `latest`. */
const SERVER_MINOR = 36;
const SEED = 7;
const PODS = 16_000;
const LIST = 'ephemeralContainers';

/** How many questions were answered by Pod Security, and how many never reached it. */
interface Agreement {
  compared: number;
  /** Refused as a body that is no pod, or as an invalid pod, before Pod Security is asked. */
  invalid: number;
  readonly different: string[];
}

describeCluster('generated pods, before the server and before the judge', client => {
  const questions = [...cases(SEED, PODS)].filter(
    ({ level, version }) => level !== 'privileged' && typeof version === 'number' && version <= SERVER_MINOR,
  );

  beforeAll(async () => {
    for (const namespace of new Set(questions.map(namespaceOf))) await client().apply(enforcing(namespace));
  });

  test('the same verdict, in the same words', async () => {
    const agreement: Agreement = { compared: 0, invalid: 0, different: [] };
    const direct = questions.filter(({ pod }) => Json.at(pod, 'spec', LIST) === undefined);
    await inTurns(direct, async question => {
      const { status, body } = await client().create(podOf(question), { dryRun: true });
      compare(question, podOf(question), status, body, agreement);
    });
    process.stderr.write(`${agreement.compared} pods compared, ${agreement.invalid} refused before Pod Security\n`);
    expect(agreement.different).toEqual([]);
    expect(agreement.compared).toBeGreaterThan(2000);
  });

  test('ephemeral containers, through their subresource', async () => {
    const agreement: Agreement = { compared: 0, invalid: 0, different: [] };
    const debugged = questions.filter(({ pod }) => Json.list(Json.at(pod, 'spec', LIST)).length > 0).slice(0, 1000);
    const pods = debugged.map((question, index) => ({ question, pod: podOf(question, `pod-${index}`, 'debugged') }));
    await client().apply(namespace('debugged', {}));
    const created = new Map<(typeof pods)[number], JsonObject>();
    await inTurns(pods, async each => {
      const { status, body } = await client().create(without(each.pod));
      if (status === 201) created.set(each, body);
    });
    // One level and version after the other is enforced on pods that are already there.
    for (const standard of new Set([...created.keys()].map(({ question }) => namespaceOf(question)))) {
      await client().apply(enforcing(standard, 'debugged'));
      await inForce(client(), standard, 'debugged');
      const group = [...created.keys()].filter(({ question }) => namespaceOf(question) === standard);
      await inTurns(group, async each => {
        const stored = created.get(each) as JsonObject;
        const pod = { ...stored, spec: { ...Json.object(stored.spec), [LIST]: Json.at(each.pod, 'spec', LIST) } };
        const { status, body } = await putEphemeral(client(), pod);
        compare(each.question, pod, status, body, agreement);
      });
    }
    process.stderr.write(`${agreement.compared} debugged pods compared, ${agreement.invalid} refused before\n`);
    expect(agreement.different).toEqual([]);
    expect(agreement.compared).toBeGreaterThan(150);
  });
});

function compare({ level, version }: Case, pod: JsonObject, status: number, body: JsonObject, agreement: Agreement) {
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
  if (ours !== '' && refusal !== undefined && isRewritten(pod)) return;
  agreement.different.push(`${level} v1.${version}\nserver: ${refusal}\njudge:  ${ours}\n${JSON.stringify(pod)}`);
}

/** The server copies AppArmor's annotations into fields before it asks, so its words speak of both; the verdict stays. */
function isRewritten({ metadata }: JsonObject): boolean {
  const { annotations } = Json.object(metadata);
  return Object.keys(Json.object(annotations)).some(key => key.startsWith('container.apparmor.'));
}

function namespaceOf({ level, version }: Case): string {
  return `${level}-v1-${version}`;
}

/** A namespace that enforces what the name says; or another one, to the same effect. */
function enforcing(standard: string, name = standard): JsonObject {
  const [level, version] = standard.split('-v1-');
  return namespace(name, {
    'pod-security.kubernetes.io/enforce': level,
    'pod-security.kubernetes.io/enforce-version': `v1.${version}`,
  });
}

/** Admission learns of a label a moment after it was stored: waits until a privileged pod is refused by the standard. */
async function inForce(client: ClusterClient, standard: string, namespace: string): Promise<void> {
  const privileged = { name: 'app', image: 'registry.example.com/app', securityContext: { privileged: true } };
  const metadata = { name: 'probe', namespace };
  const probe = { apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers: [privileged] } };
  for (;;) {
    const { body } = await client.create(probe, { dryRun: true });
    if (String(body.message).includes(`"${standard.replace('-v1-', ':v1.')}"`)) return;
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}

function namespace(name: string, labels: Readonly<Record<string, string>>): JsonObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

/** The generated pod with what every pod needs: a name, a namespace, and names and images of containers. */
function podOf(question: Case, name = 'pod', where = namespaceOf(question)): JsonObject {
  const spec = Json.object(question.pod.spec);
  const lists = ['initContainers', 'containers', LIST].flatMap(list => {
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

/** Before it asks Pod Security, the server makes an emptyDir of a volume that says nothing; the standard knows no such default. */
function mountable(volume: unknown, name: string): unknown {
  const complete = named(volume, name);
  return Json.isObject(complete) && Object.keys(complete).length === 1 ? { ...complete, emptyDir: {} } : complete;
}

function runnable(container: unknown, name: string): unknown {
  const complete = named(container, name);
  return Json.isObject(complete) ? { image: 'registry.example.com/app', ...complete } : complete;
}

function without(pod: JsonObject): JsonObject {
  const { [LIST]: _, ...spec } = Json.object(pod.spec);
  return { ...pod, spec };
}

function putEphemeral(client: ClusterClient, pod: JsonObject) {
  const { name, namespace } = new Manifest(pod);
  const path = `/api/v1/namespaces/${namespace}/pods/${name}/ephemeralcontainers?dryRun=All&fieldValidation=Strict`;
  return client.send('PUT', path, JSON.stringify(pod), { 'content-type': 'application/json' });
}

/** Sixteen at a time: the server answers many at once, and a thousand open requests would be refused. */
async function inTurns<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.pop(); item !== undefined; item = queue.pop()) await work(item);
  };
  await Promise.all(Array.from({ length: 16 }, worker));
}
