import { Json, type JsonObject } from '../../lib/manifests/json/json';
import { Manifest } from '../../lib/manifests/manifest';
import { type Case, cases } from '../checks/pod-security/pod-generator';
import type { ClusterClient } from './cluster-client';
import { describeCluster } from './cluster-test';
import { type Agreement, compare, EPHEMERAL, inTurns, isRewritten, podOf } from './pod-security-agreement';

/** A field that nobody knows is no reason to ask for nothing: the server drops it, and judges the rest. */
const ASKED = { dryRun: true, lenient: true };
const SEED = 7;
const PODS = 13_000;
/** A namespace without a level. */
const UNJUDGED = 'unjudged';

describeCluster('generated pods, before the server and before the judge', client => {
  let questions: readonly Case[];

  beforeAll(async () => {
    // Newer standards than the server's own mean something else to it, and so does `latest`.
    const newest = await client().minorVersion();
    questions = [...cases(SEED, PODS)].filter(
      ({ level, version }) => level !== 'privileged' && typeof version === 'number' && version <= newest,
    );
    await client().apply(namespace(UNJUDGED, {}));
    for (const standard of new Set(questions.map(namespaceOf))) await client().apply(enforcing(standard));
  });

  test('the same verdict, in the same words', async () => {
    const agreement: Agreement = { compared: 0, invalid: 0, different: [] };
    const direct = questions.filter(({ pod }) => Json.at(pod, 'spec', EPHEMERAL) === undefined);
    await inTurns(direct, async question => {
      const pod = podOf(question, 'pod', namespaceOf(question));
      const { status, body } = await client().create(pod, ASKED);
      // Dry-run where nothing is enforced tells what the server makes of a pod before Pod Security sees it.
      const judged = isRewritten(pod) ? (await client().create(podOf(question, 'pod', UNJUDGED), ASKED)).body : pod;
      compare(question, judged, status, body, agreement);
    });
    process.stderr.write(`${agreement.compared} pods compared, ${agreement.invalid} refused before Pod Security\n`);
    expect(agreement.different).toEqual([]);
    expect(agreement.compared).toBeGreaterThan(2000);
  });

  test('ephemeral containers, through their subresource', async () => {
    const agreement: Agreement = { compared: 0, invalid: 0, different: [] };
    const debugged = questions
      .filter(({ pod }) => Json.list(Json.at(pod, 'spec', EPHEMERAL)).length > 0)
      .slice(0, 1000);
    const pods = debugged.map((question, index) => ({ question, pod: podOf(question, `pod-${index}`, 'debugged') }));
    await client().apply(namespace('debugged', {}));
    const created = new Map<(typeof pods)[number], JsonObject>();
    await inTurns(pods, async each => {
      const { status, body } = await client().create(without(each.pod), { lenient: true });
      if (status === 201) created.set(each, body);
    });
    // One level and version after the other is enforced on pods that are already there.
    for (const standard of new Set([...created.keys()].map(({ question }) => namespaceOf(question)))) {
      await client().apply(enforcing(standard, 'debugged'));
      await inForce(client(), standard, 'debugged');
      const group = [...created.keys()].filter(({ question }) => namespaceOf(question) === standard);
      await inTurns(group, async each => {
        const stored = created.get(each) as JsonObject;
        const pod = {
          ...stored,
          spec: { ...Json.object(stored.spec), [EPHEMERAL]: Json.at(each.pod, 'spec', EPHEMERAL) },
        };
        const { status, body } = await putEphemeral(client(), pod);
        compare(each.question, pod, status, body, agreement);
      });
    }
    process.stderr.write(`${agreement.compared} debugged pods compared, ${agreement.invalid} refused before\n`);
    expect(agreement.different).toEqual([]);
    expect(agreement.compared).toBeGreaterThan(150);
  });
});

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

function without(pod: JsonObject): JsonObject {
  const { [EPHEMERAL]: _, ...spec } = Json.object(pod.spec);
  return { ...pod, spec };
}

function putEphemeral(client: ClusterClient, pod: JsonObject) {
  const { name, namespace } = new Manifest(pod);
  const path = `/api/v1/namespaces/${namespace}/pods/${name}/ephemeralcontainers?dryRun=All&fieldValidation=Ignore`;
  return client.send('PUT', path, JSON.stringify(pod), { 'content-type': 'application/json' });
}
