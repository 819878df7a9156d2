import { Json, type JsonObject } from '../../lib/manifests/json/json';
import type { ClusterClient } from './cluster-client';

const ready = (type: string) => ({
  type,
  status: 'True',
  reason: 'Suite',
  message: '',
  lastTransitionTime: '2026-01-01T00:00:00Z',
  observedGeneration: 1,
});

/** What the controller of a kind would write into the status of an object that has come up. */
const STATUS: Readonly<Record<string, (object: JsonObject) => JsonObject>> = {
  '/apis/apps/v1/deployments': object => {
    const replicas = Number(Json.at(object, 'spec', 'replicas') ?? 1);
    const counts = { replicas, updatedReplicas: replicas, readyReplicas: replicas, availableReplicas: replicas };
    const { type, status, reason, message } = ready('Available');
    return { ...counts, observedGeneration: generation(object), conditions: [{ type, status, reason, message }] };
  },
  '/api/v1/persistentvolumeclaims': () => ({ phase: 'Bound' }),
  '/apis/external-secrets.io/v1/externalsecrets': () => {
    const { observedGeneration: _, ...condition } = ready('Ready');
    return { conditions: [condition] };
  },
  '/apis/gateway.networking.k8s.io/v1/gateways': object => ({
    conditions: ['Accepted', 'Programmed'].map(type => ({ ...ready(type), observedGeneration: generation(object) })),
  }),
  '/apis/gateway.networking.k8s.io/v1/httproutes': object => ({
    parents: Json.list(Json.at(object, 'spec', 'parentRefs')).map(parentRef => ({
      parentRef,
      controllerName: 'io.cilium/gateway-controller',
      conditions: ['Accepted', 'ResolvedRefs'].map(type => ({
        ...ready(type),
        observedGeneration: generation(object),
      })),
    })),
  }),
  '/apis/autoscaling/v2/horizontalpodautoscalers': object => ({
    currentReplicas: 1,
    desiredReplicas: 1,
    observedGeneration: generation(object),
    conditions: ['AbleToScale', 'ScalingActive'].map(type => {
      const { observedGeneration: _, ...condition } = ready(type);
      return condition;
    }),
  }),
  '/apis/serving.kserve.io/v1beta1/inferenceservices': () => ({
    conditions: ['IngressReady', 'PredictorReady', 'Ready'].map(type => {
      const { observedGeneration: _, ...condition } = ready(type);
      return condition;
    }),
  }),
  '/apis/policy/v1/poddisruptionbudgets': object => ({
    currentHealthy: 1,
    desiredHealthy: 1,
    disruptionsAllowed: 0,
    expectedPods: 1,
    observedGeneration: generation(object),
    conditions: [ready('DisruptionAllowed')],
  }),
};

function generation(object: JsonObject): number {
  return Number(Json.at(object, 'metadata', 'generation') ?? 1);
}

/** Stands in for the controllers that a server without them lacks: statuses, and namespaces that may go. */
export class StandInControllers {
  private isStopped = false;
  private isCollecting = false;
  private readonly loop: Promise<void>;

  constructor(private readonly client: ClusterClient) {
    this.loop = this.run();
  }

  /** Also collects garbage while something is done that deletes: to look at every kind all the time is much to ask. */
  public async collectingDuring(work: () => Promise<void>): Promise<void> {
    this.isCollecting = true;
    await work().finally(() => {
      this.isCollecting = false;
    });
  }

  public async stop(): Promise<void> {
    this.isStopped = true;
    await this.loop;
  }

  private async run(): Promise<void> {
    while (!this.isStopped) {
      for (const [path, statusOf] of Object.entries(STATUS)) {
        for (const object of await this.list(path)) await this.write(path, object, statusOf(object));
      }
      if (this.isCollecting) await this.collectAll();
      await new Promise(resolve => setTimeout(resolve, 500));
    }
  }

  private async collectAll(): Promise<void> {
    for (const namespace of await this.list('/api/v1/namespaces')) await this.finalize(namespace);
    for (const path of this.client.folders()) await this.collect(path);
  }

  private async list(path: string): Promise<JsonObject[]> {
    return Json.list((await this.client.send('GET', path)).body.items).map(Json.object);
  }

  /** Only where it is not so yet: what is written again and again would be a change again and again. */
  private async write(path: string, object: JsonObject, status: JsonObject): Promise<void> {
    if (holds(object.status, status)) return;
    const { name, namespace } = Json.texts(object.metadata);
    const at = path.replace(/\/([a-z]+)$/, `/namespaces/${namespace}/$1/${name}/status`);
    await this.client.send('PATCH', at, JSON.stringify({ status }), { 'content-type': 'application/merge-patch+json' });
  }

  /** Lets go what waits for its dependents to go first: nothing here has any. */
  private async collect(path: string): Promise<void> {
    const waiting = (await this.list(path)).filter(({ metadata }) => {
      return Json.list(Json.at(metadata, 'finalizers')).includes('foregroundDeletion');
    });
    for (const { metadata } of waiting) {
      const { name, namespace } = Json.texts(metadata);
      const at = namespace === undefined ? path : path.replace(/\/([a-z]+)$/, `/namespaces/${namespace}/$1`);
      const body = JSON.stringify({ metadata: { finalizers: null } });
      await this.client.send('PATCH', `${at}/${name}`, body, { 'content-type': 'application/merge-patch+json' });
    }
  }

  /** Empties a namespace that is to go, and lets it go. */
  private async finalize(namespace: JsonObject): Promise<void> {
    if (Json.at(namespace, 'metadata', 'deletionTimestamp') === undefined) return;
    const { name } = Json.texts(namespace.metadata);
    for (const path of this.client.foldersIn(name)) await this.client.send('DELETE', path);
    await this.client.finalize(namespace);
  }
}

/** Whether a value has all that is wanted of it. */
function holds(value: unknown, wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return value === wanted;
  return Object.entries(wanted).every(([key, inner]) => holds(Object(value)[key], inner));
}
