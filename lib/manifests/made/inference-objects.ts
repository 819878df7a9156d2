import { Json, type JsonObject } from '../json/json';
import { Manifest } from '../manifest';
import { FieldMap } from './field-map';

/** Fields of a component that are KServe's own; all others are those of a pod spec. */
const COMPONENT_FIELDS = [
  'annotations',
  'autoScaling',
  'batcher',
  'canaryTrafficPercent',
  'containerConcurrency',
  'deploymentStrategy',
  'labels',
  'logger',
  'maxReplicas',
  'minReplicas',
  'name',
  'scaleMetric',
  'scaleMetricType',
  'scaleTarget',
  'storageContainerName',
  'storageUris',
  'timeout',
  'workerSpec',
];
/** Fields in which a component says the server of a model, in place of a container. */
const SERVERS = ['model', 'huggingface', 'lightgbm', 'onnx', 'paddle', 'pmml', 'pytorch', 'sklearn'];
const MORE_SERVERS = ['tensorflow', 'triton', 'xgboost', 'art'];
/** Fields of such a server that are none of a container. */
const SERVER_FIELDS = ['modelFormat', 'protocolVersion', 'runtime', 'runtimeVersion', 'storage', 'storageUri', 'type'];
const MAIN = 'kserve-container';
const PORT = 8080;
/** The volumes by which a server finds a model on a claim, and one in an image. */
const CLAIM = 'kserve-pvc-source';
const IMAGE = 'mnt-models';

/** What KServe puts before a server that loads its model from a store, as its chart has it. */
const STORAGE_INITIALIZER = {
  name: 'storage-initializer',
  resources: { requests: { cpu: '100m', memory: '100Mi' }, limits: { cpu: '1', memory: '1Gi' } },
  securityContext: {
    allowPrivilegeEscalation: false,
    privileged: false,
    runAsNonRoot: true,
    capabilities: { drop: ['ALL'] },
  },
};

/**
 * What KServe makes of an InferenceService where it needs no Knative: a Deployment and a Service for each component and each
 * canary, with the container that loads the model. Autoscaled, there are as many pods as there may be.
 *
 * https://github.com/kserve/kserve/tree/v0.20.0/pkg/controller/v1beta1/inferenceservice (`createRawDefaultDeployment`)
 */
export class InferenceObjects {
  public static of(service: Manifest): Manifest[] {
    const { name, spec } = service;
    const canaries = Json.list(spec.canary).map((canary, index) => {
      const predictor = Json.object(Json.object(canary).predictor);
      const path = `spec.canary[${index}].predictor`;
      return { name: `${name}-${Json.text(predictor.name) ?? index}-predictor`, component: predictor, path };
    });
    const components = ['predictor', 'transformer', 'explainer']
      .filter(key => Json.isObject(spec[key]))
      .map(key => {
        const component = Json.object(spec[key]);
        const own = key === 'predictor' ? Json.text(component.name) : undefined;
        return { name: [name, own, key].filter(part => part).join('-'), component, path: `spec.${key}` };
      });
    return [...components, ...canaries].flatMap(each => InferenceObjects.ofComponent(service, each));
  }

  private static ofComponent(
    service: Manifest,
    { name, component, path }: { name: string; component: JsonObject; path: string },
  ): Manifest[] {
    const labels = { app: `isvc.${name}`, 'serving.kserve.io/inferenceservice': service.name };
    const { spec, mainPath } = InferenceObjects.podSpec(component, path);
    const metadata = { name, namespace: service.namespace, labels: { ...service.labels, ...labels } };
    const podLabels = { ...service.labels, ...Json.texts(component.labels), ...labels };
    const deployment = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: {
        replicas: InferenceObjects.replicas(component),
        selector: { matchLabels: { app: labels.app } },
        template: { metadata: { labels: podLabels, annotations: Json.texts(component.annotations) }, spec },
      },
    };
    const ports = [{ name: 'http', port: 80, targetPort: PORT }];
    const entry = { apiVersion: 'v1', kind: 'Service', metadata, spec: { selector: { app: labels.app }, ports } };
    const fields = new FieldMap([
      { made: 'spec.replicas', source: `${path}.maxReplicas` },
      { made: 'spec.template.metadata', source: path },
      { made: 'spec.template.spec', source: path },
      { made: 'spec.template.spec.containers[0]', source: mainPath },
      // Nothing of the object says what KServe adds; the pod's own fields are what can be changed.
      { made: 'spec.template.spec.initContainers[0]', source: path },
      ...Json.objects(spec.volumes).flatMap(({ name: volume }, index) =>
        volume === CLAIM || volume === IMAGE
          ? [{ made: `spec.template.spec.volumes[${index}]`, source: mainPath, isText: true }]
          : [],
      ),
    ]);
    return [
      new Manifest(deployment, service.origin, { manifest: service, fields }),
      new Manifest(entry, service.origin, { manifest: service, fields: new FieldMap([]) }),
    ];
  }

  private static replicas({ minReplicas, maxReplicas }: JsonObject): number {
    const counts = [minReplicas, maxReplicas].filter(count => typeof count === 'number');
    return Math.max(1, ...counts);
  }

  private static podSpec(component: JsonObject, path: string): { spec: JsonObject; mainPath: string } {
    const server = [...SERVERS, ...MORE_SERVERS].find(key => Json.isObject(component[key]));
    const own = Json.objects(component.containers);
    const apart = [...COMPONENT_FIELDS, ...SERVERS, ...MORE_SERVERS, 'containers'];
    const pod = InferenceObjects.without(component, apart);
    const main = server === undefined ? own[0] : Json.object(component[server]);
    const containers =
      server === undefined
        ? own
        : [{ name: MAIN, ...InferenceObjects.without(Json.object(component[server]), SERVER_FIELDS) }, ...own];
    const uri = InferenceObjects.storageUri(Json.object(main));
    const loads = InferenceObjects.loadsModel(component, Json.object(main), uri);
    const volumes = [...Json.objects(component.volumes), ...InferenceObjects.modelVolumes(uri ?? '')];
    const initContainers = [...(loads ? [STORAGE_INITIALIZER] : []), ...Json.objects(component.initContainers)];
    return {
      spec: {
        ...pod,
        ...(initContainers.length > 0 ? { initContainers } : {}),
        ...(volumes.length > 0 ? { volumes } : {}),
        containers,
      },
      mainPath: server === undefined ? `${path}.containers[0]` : `${path}.${server}`,
    };
  }

  /** Where the model of a server is kept. */
  private static storageUri(main: JsonObject): string | undefined {
    const variable = Json.objects(main.env).find(({ name }) => name === 'STORAGE_URI');
    return Json.text(main.storageUri) ?? Json.text(variable?.value);
  }

  private static modelVolumes(uri: string): JsonObject[] {
    const [, claimName] = /^pvc:\/\/([^/]+)/.exec(uri) ?? [];
    if (claimName !== undefined) return [{ name: CLAIM, persistentVolumeClaim: { claimName } }];
    const [, reference] = /^oci\+native:\/\/(.+)$/.exec(uri) ?? [];
    return reference === undefined ? [] : [{ name: IMAGE, image: { reference, pullPolicy: 'IfNotPresent' } }];
  }

  /** A model that stands in an image of its own, or on a claim, needs nobody who loads it. */
  private static loadsModel(component: JsonObject, main: JsonObject, uri: string | undefined): boolean {
    if (uri !== undefined) return !/^(?:oci|oci\+native|pvc):/.test(uri);
    return Json.isObject(main.storage) || Json.list(component.storageUris).length > 0;
  }

  private static without(object: JsonObject, keys: readonly string[]): JsonObject {
    return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
  }
}
