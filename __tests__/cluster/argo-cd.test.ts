import { TENANTS } from '../../charts/tenants';
import { Hostname } from '../../lib';
import { Json, type JsonObject } from '../../lib/manifests/json/json';
import { Manifest } from '../../lib/manifests/manifest';
import { YamlDocuments } from '../../lib/manifests/yaml/yaml-documents';
import { publishPlatform } from '../charts/rendered-platform';
import { startServer } from './api-server';
import { ArgoCd, whyNoArgoCd } from './argo-cd';
import { GitRepository } from './git-repository';
import { installCustomKinds } from './platform-on-server';
import type { Server } from './server';
import { StandInControllers } from './stand-in-controllers';

const GROUP = 'argoproj.io/v1alpha1';
const APPLICATIONS = `/apis/${GROUP}/namespaces/argocd/applications`;
const WAVE = 'argocd.argoproj.io/sync-wave';
const REFRESH = 'argocd.argoproj.io/refresh';
const TIME = '2026-01-01T00:00:00Z';
/** What is applied by hand: the first two objects of the platform, before Argo CD is installed, and the two that it starts from. */
const SETTINGS_FILE = 'dist/prod/platform/argocd.k8s.yaml';
const ROOT_FILE = 'dist/prod/root/root.k8s.yaml';
/** Long for a sync that takes seconds, and short for somebody whose machine is busy. */
const PATIENCE = 300_000;

const TENANT_C = {
  name: 'tenant-c',
  team: 'speech',
  owner: 'speech@build.server',
  group: 'team-speech',
  hostname: Hostname.of('tenant-c.local'),
};

type Files = ReadonlyMap<string, string>;

/** What synthesis publishes. */
function rendered(): Map<string, string> {
  return new Map([...publishPlatform()].filter(([file]) => file.startsWith('dist/prod/')));
}

/**
 * The same as Argo CD reads it here: every Application and project pointed at another repository. Without the Applications on
 * charts of others, which are nowhere to be had; and without the validation of kubectl, which reads the schema of the whole
 * server for each object, and asks what the test `apply` has asked more strictly.
 */
function readable(files: Files, url: string): Map<string, string> {
  const [application] = objectsIn(files, ROOT_FILE).filter(({ kind }) => kind === 'Application');
  const { repoURL } = Json.texts(Json.at(application, 'spec', 'source'));
  return new Map(
    [...files].map(([file, text]) => {
      return [
        file,
        withoutCharts(text)
          .replaceAll(repoURL, url)
          .replace(/^( *)syncOptions:$/gm, '$&\n$1  - Validate=false'),
      ];
    }),
  );
}

function withoutCharts(text: string): string {
  const objects = YamlDocuments.read(text);
  const own = objects.filter(object => !isOfChart(object));
  return own.length === objects.length ? text : YamlDocuments.write(own);
}

function isOfChart({ kind, spec }: JsonObject): boolean {
  return kind === 'Application' && Json.at(spec, 'source', 'chart') !== undefined;
}

function objectsOf(files: Files): Manifest[] {
  return [...files].flatMap(([file, text]) => YamlDocuments.read(text).map(object => new Manifest(object, { file })));
}

function objectsIn(files: Files, file: string): JsonObject[] {
  return YamlDocuments.read(files.get(file) ?? '');
}

const reason = whyNoArgoCd();
if (reason !== undefined) process.stderr.write(`${reason}\n`);
const title = `Argo CD delivers what is rendered${reason === undefined ? '' : `: ${reason}`}`;
(reason === undefined ? describe : describe.skip)(title, () => {
  let server: Server;
  let argoCd: ArgoCd;
  let repository: GitRepository;
  let controllers: StandInControllers;
  let files: Files;

  beforeAll(async () => {
    server = await startServer();
    await installCustomKinds(server.client);
    repository = new GitRepository();
    const all = rendered();
    const charts = objectsOf(all).filter(({ object }) => isOfChart(object));
    process.stderr.write(
      `charts of others, delivered but not run here: ${charts.map(({ name }) => name).join(', ')}\n`,
    );
    files = readable(all, repository.url);
    repository.commit(files);
    argoCd = await ArgoCd.start(
      server,
      objectsIn(files, SETTINGS_FILE).filter(({ kind }) => kind === 'ConfigMap'),
    );
    controllers = new StandInControllers(server.client);
  });

  afterAll(async () => {
    await controllers?.stop();
    await argoCd?.stop();
    await server?.stop();
    repository?.remove();
  });

  const applications = async (): Promise<Manifest[]> =>
    Json.list((await server.client.send('GET', APPLICATIONS)).body.items).map(
      item => new Manifest({ apiVersion: GROUP, kind: 'Application', ...Json.object(item) }),
    );
  const refresh = async () => {
    for (const { name } of await applications()) {
      const body = JSON.stringify({ metadata: { annotations: { [REFRESH]: 'hard' } } });
      await server.client.send('PATCH', `${APPLICATIONS}/${name}`, body, {
        'content-type': 'application/merge-patch+json',
      });
    }
  };
  /** What is not there yet, or not synced to the newest commit, among the Applications of a rendering. */
  const unsynced = async (wanted: Files): Promise<string[]> => {
    const there = new Map((await applications()).map(application => [application.name, application]));
    const names = objectsOf(wanted)
      .filter(({ kind }) => kind === 'Application')
      .map(({ name }) => name);
    const late = names.filter(name => {
      const application = there.get(name);
      if (!application || application.annotations[REFRESH] !== undefined) return true;
      const { sync, operationState } = Json.object(application.object.status);
      const isBusy = Json.at(operationState, 'phase') === 'Running';
      return Json.at(sync, 'status') !== 'Synced' || Json.at(sync, 'revision') !== repository.head || isBusy;
    });
    // What an Application says of itself tells more than its name.
    return late.map(name => `${name}: ${JSON.stringify(there.get(name)?.object.status)?.slice(0, 2000)}`);
  };
  const stateOf = async (objects: readonly Manifest[]) => {
    const answers = await Promise.all(objects.map(({ object }) => server.client.get(object)));
    return new Map(objects.map(({ key }, index) => [key, answers[index]]));
  };
  const missing = async (objects: readonly Manifest[]) => {
    const states = await stateOf(objects);
    return objects.filter(({ key }) => states.get(key)?.status === 404).map(String);
  };

  test('from an empty cluster, every Application is synced by itself once the root is applied', async () => {
    for (const object of objectsIn(files, ROOT_FILE)) {
      expect((await server.client.apply(object, { manager: 'kubectl' })).status).toBe(201);
    }
    expect(await eventually(() => unsynced(files))).toEqual([]);
    expect(await missing(objectsOf(files))).toEqual([]);
  });

  test('what has a later wave was made later', async () => {
    const states = await stateOf(objectsOf(files));
    const made = objectsOf(files)
      .filter(({ origin }) => origin.file?.startsWith('dist/prod/platform/'))
      .map(({ annotations, key }) => ({
        wave: Number(annotations[WAVE] ?? 0),
        time: String(Json.at(states.get(key)?.body, 'metadata', 'creationTimestamp')),
      }));
    const times = (isLater: boolean) => made.filter(({ wave }) => wave > 0 === isLater).map(({ time }) => time);
    expect(times(true).length).toBeGreaterThan(0);
    expect(times(true).sort()[0] >= (times(false).sort().at(-1) ?? '')).toBe(true);
  });

  test('a second reconciliation changes nothing', async () => {
    const objects = objectsOf(files).filter(({ kind }) => kind !== 'Application' && kind !== 'ResourceQuota');
    const contents = async () => [...(await stateOf(objects))].map(([key, { body }]) => [key, withoutStatus(body)]);
    const before = await contents();
    await refresh();
    expect(await eventually(() => unsynced(files))).toEqual([]);
    expect(await contents()).toEqual(before);
  });

  test('a policy that was edited by hand is healed', async () => {
    const [policy] = objectsOf(files).filter(({ kind }) => kind === 'NetworkPolicy');
    const edited = { ...policy.object, spec: { podSelector: {}, policyTypes: [] } };
    const path = `/apis/networking.k8s.io/v1/namespaces/${policy.namespace}/networkpolicies/${policy.name}`;
    const { body } = await server.client.get(policy.object);
    const put = JSON.stringify({ ...edited, metadata: body.metadata });
    expect((await server.client.send('PUT', path, put, { 'content-type': 'application/json' })).status).toBe(200);
    const differences = async () => {
      const { spec } = (await server.client.get(policy.object)).body;
      return JSON.stringify(Json.at(spec, 'policyTypes')) === JSON.stringify(policy.spec.policyTypes) ? [] : [spec];
    };
    expect(await eventually(differences)).toEqual([]);
  });

  test('a tenant is added by a commit alone, and removed by another: exactly its objects go', async () => {
    TENANTS.push(TENANT_C);
    const more = readable(rendered(), repository.url);
    TENANTS.pop();
    const known = new Set(objectsOf(files).map(({ key }) => key));
    const fresh = objectsOf(more).filter(({ key }) => !known.has(key));
    expect(fresh.length).toBeGreaterThan(20);

    expect(more.get(ROOT_FILE)).toBe(files.get(ROOT_FILE));
    repository.commit(more);
    await refresh();
    expect(await eventually(() => unsynced(more))).toEqual([]);
    expect(await missing(fresh)).toEqual([]);

    const left = async () => {
      const gone = new Set(await missing(fresh));
      return fresh.map(String).filter(object => !gone.has(object));
    };
    await controllers.collectingDuring(async () => {
      repository.commit(files);
      await refresh();
      expect(await eventually(left)).toEqual([]);
      expect(await eventually(() => unsynced(files))).toEqual([]);
    });
    expect(await missing(objectsOf(files))).toEqual([]);
  });

  test('a wave with an Application is over when the Application is healthy', async () => {
    const metadata = { namespace: 'tenant-a' };
    // Nothing here runs a Job, so it stays as it is until somebody says that it is complete.
    const job = {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { ...metadata, name: 'first' },
      spec: { template: { spec: { containers: [{ name: 'main', image: 'main' }], restartPolicy: 'Never' } } },
    };
    const [tenant] = objectsOf(files).filter(({ kind, name }) => kind === 'Application' && name === 'tenant-a');
    const waiting = {
      ...tenant.object,
      metadata: { name: 'first', namespace: 'argocd', annotations: { [WAVE]: '-1' } },
      spec: { ...tenant.spec, source: { ...Json.object(tenant.spec.source), path: 'dist/prod/first' } },
    };
    const after = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { ...metadata, name: 'second' } };
    const more = new Map([
      ...files,
      ['dist/prod/first/job.yaml', YamlDocuments.write([job])],
      ['dist/prod/platform/first.yaml', YamlDocuments.write([waiting, after])],
    ]);
    repository.commit(more);
    await refresh();
    const unhealthy = async () => {
      const said = JSON.stringify((await server.client.send('GET', `${APPLICATIONS}/platform`)).body.status);
      return said.includes('waiting for healthy state of argoproj.io/Application/first') ? [] : [said];
    };
    expect(await eventually(unhealthy)).toEqual([]);
    expect((await server.client.get(job)).status).toBe(200);
    expect((await server.client.get(after)).status).toBe(404);
    const done = { type: 'Complete', status: 'True', lastTransitionTime: TIME };
    const complete = {
      conditions: [{ ...done, type: 'SuccessCriteriaMet' }, done],
      startTime: TIME,
      completionTime: TIME,
      succeeded: 1,
    };
    expect((await server.client.patchStatus(job, complete)).status).toBe(200);
    expect(await eventually(() => unsynced(more))).toEqual([]);
    expect((await server.client.get(after)).status).toBe(200);
  });

  test('an object outside its project is refused', async () => {
    const intruder = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'intruder', namespace: 'tenant-b' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'admin' },
      subjects: [{ kind: 'ServiceAccount', name: 'default', namespace: 'tenant-a' }],
    };
    repository.commit(new Map([...files, ['dist/prod/tenant-a/intruder.yaml', YamlDocuments.write([intruder])]]));
    await refresh();
    const accepted = async () => {
      const { body } = await server.client.send('GET', `${APPLICATIONS}/tenant-a`);
      const said = JSON.stringify(body.status);
      return said.includes('is not permitted in project') ? [] : [said];
    };
    expect(await eventually(accepted)).toEqual([]);
    expect((await server.client.get(intruder)).status).toBe(404);
  });
});

/** What Argo CD writes; statuses, and the numbers of writes, are the stand-in's business too. */
function withoutStatus({ status: _, ...object }: JsonObject): JsonObject {
  const { resourceVersion: __, managedFields: ___, ...metadata } = Json.object(object.metadata);
  return { ...object, metadata };
}

/** Asks until nothing is left, or patience is; what is left then. */
async function eventually(left: () => Promise<unknown[]>): Promise<unknown[]> {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const rest = await left();
    if (rest.length === 0 || Date.now() > deadline) return rest;
    await new Promise(resolve => setTimeout(resolve, 500));
  }
}
