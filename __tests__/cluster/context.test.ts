import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Json, type JsonObject } from '../../lib/manifests/json/json';
import { Manifest } from '../../lib/manifests/manifest';
import { cases } from '../checks/pod-security/pod-generator';
import { whyNoServer } from './api-server';
import { podOf } from './controller-pods';
import { applyOrder, committed, ENVIRONMENTS } from './platform-on-server';
import { type Agreement, compare, podOf as generatedPod, inTurns, isRewritten } from './pod-security-agreement';
import { suiteKubeconfig } from './suite-server';
import { USER_CONTEXT, UserCluster } from './user-cluster';

/** One is enough where the cluster is not somebody's. */
const ASKED = USER_CONTEXT === undefined ? ENVIRONMENTS.slice(-1) : ENVIRONMENTS;
const LEVELS = ['baseline', 'restricted'] as const;

/** Why no cluster is asked through kubectl, or undefined where one can be. */
function whyNoCluster(): string | undefined {
  if (spawnSync('kubectl', ['version', '--client']).status !== 0)
    return 'a cluster is reached by kubectl; it is skipped';
  return USER_CONTEXT === undefined ? whyNoServer() : undefined;
}

/** The cluster of --context; where none was named, the server of the suite in the part of it, so that this file is tested too. */
async function connect(): Promise<UserCluster> {
  if (USER_CONTEXT !== undefined) return UserCluster.connect(USER_CONTEXT);
  const directory = mkdtempSync(join(tmpdir(), 'fortress-context-'));
  const kubeconfig = join(directory, 'kubeconfig');
  writeFileSync(kubeconfig, JSON.stringify(suiteKubeconfig()), { mode: 0o600 });
  try {
    return await UserCluster.connect('suite', kubeconfig);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

const reason = whyNoCluster();
if (reason !== undefined) process.stderr.write(`${reason}\n`);
const title = `a cluster that is asked by dry-run${reason === undefined ? '' : `: ${reason}`}`;
(reason === undefined ? describe.each(ASKED) : describe.skip.each(ASKED))(`${title} (%s)`, environment => {
  const all = committed(environment);
  let cluster: UserCluster;
  const namespacesThere = async () =>
    Json.list((await cluster.client.send('GET', '/api/v1/namespaces')).body.items)
      .map(item => new Manifest(Json.object(item)))
      .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
      .map(({ name }) => name);

  beforeAll(async () => {
    cluster = await connect();
    for (const { object } of all.ofKind('', 'Namespace')) await cluster.makeNamespace(object);
    for (const level of LEVELS) {
      await cluster.makeNamespace({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: level, labels: { 'pod-security.kubernetes.io/enforce': level } },
      });
    }
  });
  afterAll(() => cluster?.close());

  test('no object is refused or warned of', async () => {
    const unknown = new Set<string>();
    const refused: string[] = [];
    for (const { object, kind } of applyOrder(all.manifests)) {
      if (kind === 'Namespace') continue;
      if (!cluster.client.knows(object)) {
        unknown.add(`${object.apiVersion} ${kind}`);
        continue;
      }
      const moved = cluster.moved(object);
      const { status, body, warnings } = await cluster.client.apply(moved, { dryRun: true, force: true });
      // A namespace that the platform does not make, such as kube-system, has no copy.
      if (status === 404 && Json.at(body, 'details', 'kind') === 'namespaces') continue;
      if (status >= 300 || warnings.length > 0) {
        refused.push(`${new Manifest(object)}: ${status} ${body.message ?? ''} ${warnings}`);
      }
    }
    if (unknown.size > 0)
      process.stderr.write(`the cluster does not know, and was not asked: ${[...unknown].join(', ')}\n`);
    expect(refused).toEqual([]);
  });

  test('the pod of every workload is admitted', async () => {
    const refused: string[] = [];
    for (const template of all.manifests.flatMap(manifest => all.podOf(manifest) ?? [])) {
      const pod = await withoutStoredReferences(cluster, cluster.moved(podOf(template, 0)));
      const { status, body } = await cluster.client.create(pod, { dryRun: true });
      if (status !== 201) refused.push(`${template.manifest}: ${status} ${body.message}`);
    }
    expect(refused).toEqual([]);
  });

  test('generated pods: the verdicts of Pod Security are those of our checks', async () => {
    const newest = await cluster.client.minorVersion();
    const agreement: Agreement = { compared: 0, invalid: 0, different: [] };
    const questions = [...cases(11, 700)]
      .filter(({ level }) => level !== 'privileged')
      .filter(({ pod }) => Json.at(pod, 'spec', 'ephemeralContainers') === undefined && !isRewritten(pod))
      .map(question => ({ ...question, version: newest }));
    await inTurns(questions, async question => {
      const pod = generatedPod(question, 'pod', cluster.nameOf(question.level));
      const { status, body } = await cluster.client.create(pod, { dryRun: true, lenient: true });
      compare(question, pod, status, body, agreement);
    });
    expect(agreement.different).toEqual([]);
    expect(agreement.compared).toBeGreaterThan(100);
  });

  test('nothing was stored but empty namespaces, and those go', async () => {
    const ours = (names: string[]) => names.filter(name => name.endsWith(cluster.nameOf('')));
    const made = ours(await namespacesThere());
    expect(made).toHaveLength(all.ofKind('', 'Namespace').length + LEVELS.length);
    for (const namespace of made) {
      const { body } = await cluster.client.send('GET', `/api/v1/namespaces/${namespace}/pods`);
      expect(Json.list(body.items)).toEqual([]);
    }
    await cluster.removeNamespaces();
    expect(ours(await namespacesThere())).toEqual([]);
  });
});

/** A pod names a ServiceAccount and a PriorityClass that dry-run has not stored: with what every namespace has, it is judged by all the rest. */
async function withoutStoredReferences(cluster: UserCluster, pod: JsonObject): Promise<JsonObject> {
  const spec = { ...Json.object(pod.spec), serviceAccountName: 'default' };
  const { priorityClassName, ...rest }: JsonObject = spec;
  if (priorityClassName === undefined) return { ...pod, spec };
  const path = `/apis/scheduling.k8s.io/v1/priorityclasses/${priorityClassName}`;
  return { ...pod, spec: (await cluster.client.send('GET', path)).status === 200 ? spec : rest };
}
