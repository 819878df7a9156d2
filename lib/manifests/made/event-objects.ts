import { Json, type JsonObject } from '../json/json';
import { Manifest } from '../manifest';
import { FieldMap } from './field-map';
import { WorkflowPods } from './workflow-pods';

const METRICS = { name: 'metrics', containerPort: 7777 };
/** Ports of JetStream; the Service has the same. */
const BUS_PORTS = { client: 4222, cluster: 6222, monitor: 8222 };

const CONTAINERS = 'spec.template.spec.containers';
const BUS_FIELDS = new FieldMap([
  { made: 'spec.replicas', source: 'spec.jetstream.replicas' },
  { made: 'spec.template.metadata', source: 'spec.jetstream.metadata' },
  { made: 'spec.template.spec', source: 'spec.jetstream' },
  { made: `${CONTAINERS}[0]`, source: 'spec.jetstream.containerTemplate' },
  { made: `${CONTAINERS}[1]`, source: 'spec.jetstream.reloaderContainerTemplate' },
  { made: `${CONTAINERS}[2]`, source: 'spec.jetstream.metricsContainerTemplate' },
  { made: 'spec.volumeClaimTemplates[0]', source: 'spec.jetstream.persistence' },
]);
const DEPLOYMENT_FIELDS = new FieldMap([
  { made: 'spec.replicas', source: 'spec.replicas' },
  { made: 'spec.template.metadata', source: 'spec.template.metadata' },
  { made: 'spec.template.spec', source: 'spec.template' },
  { made: `${CONTAINERS}[0]`, source: 'spec.template.container' },
]);
const SERVICE_FIELDS = new FieldMap([{ made: 'spec', source: 'spec.service' }]);

/**
 * What the controller of Argo Events makes of an EventSource, a Sensor and an EventBus, as far as these decide it: images,
 * probes and scratch space are the controller's own.
 *
 * https://github.com/argoproj/argo-events/tree/v1.9.11/pkg/reconciler (`buildDeploymentSpec`, `buildStatefulSetSpec`)
 */
export class EventObjects {
  /** The Deployment of a Sensor, and the pods of the workflows that it creates. */
  public static ofSensor(sensor: Manifest): Manifest[] {
    const workflows = Json.list(sensor.spec.triggers).flatMap((trigger, index) =>
      ['k8s', 'argoWorkflow'].flatMap(kind => {
        const resource = Json.object(Json.at(trigger, 'template', kind, 'source', 'resource'));
        const path = `spec.triggers[${index}].template.${kind}.source.resource`;
        return resource.kind === 'Workflow' ? WorkflowPods.embedded(sensor, resource, path) : [];
      }),
    );
    return [EventObjects.deployment(sensor, 'sensor', []), ...workflows];
  }

  /** The Deployment of an EventSource and, where it asks for one, its Service. */
  public static ofEventSource(source: Manifest): Manifest[] {
    const ports = Json.objects(Json.at(source.spec, 'service', 'ports'));
    const listening = ports.map(({ name, port, targetPort }) => ({
      ...(typeof name === 'string' ? { name } : {}),
      containerPort: typeof targetPort === 'number' ? targetPort : port,
    }));
    const deployment = EventObjects.deployment(source, 'eventsource', listening);
    if (ports.length === 0) return [deployment];
    const service = EventObjects.service(source, `${source.name}-eventsource-svc`, 'eventsource', ports);
    return [deployment, service];
  }

  /** The StatefulSet and the Service of a JetStream bus; those of other kinds of buses run elsewhere, or are deprecated. */
  public static ofEventBus(bus: Manifest): Manifest[] {
    const jetstream = bus.spec.jetstream;
    if (!Json.isObject(jetstream)) return [];
    const name = `eventbus-${bus.name}-js`;
    const servicePorts = Object.entries({ ...BUS_PORTS, metrics: METRICS.containerPort });
    const service = EventObjects.service(
      bus,
      `${name}-svc`,
      'eventbus',
      servicePorts.map(([port, number]) => ({ name: port, port: number })),
    );
    const object = {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name, namespace: bus.namespace, labels: EventObjects.labels(bus, 'eventbus') },
      spec: EventObjects.busSpec(bus, name, jetstream),
    };
    return [new Manifest(object, bus.origin, { manifest: bus, fields: BUS_FIELDS }), service];
  }

  private static busSpec(bus: Manifest, name: string, jetstream: JsonObject): JsonObject {
    const labels = EventObjects.labels(bus, 'eventbus');
    const ports = Object.entries(BUS_PORTS).map(([port, containerPort]) => ({ name: port, containerPort }));
    const { replicas, metadata, persistence } = jetstream;
    return {
      replicas: typeof replicas === 'number' ? Math.max(replicas, 3) : 3,
      podManagementPolicy: 'Parallel',
      serviceName: `${name}-svc`,
      selector: { matchLabels: labels },
      template: {
        metadata: EventObjects.podMetadata(metadata, labels),
        spec: {
          ...EventObjects.podFields(jetstream),
          containers: [
            EventObjects.busContainer('main', jetstream.containerTemplate, ports),
            EventObjects.busContainer('reloader', jetstream.reloaderContainerTemplate),
            EventObjects.busContainer('metrics', jetstream.metricsContainerTemplate, [METRICS]),
          ],
        },
      },
      ...(Json.isObject(persistence) ? { volumeClaimTemplates: [EventObjects.busClaim(name, persistence)] } : {}),
    };
  }

  private static busContainer(name: string, template: unknown, ports?: readonly object[]): JsonObject {
    const fields = EventObjects.pick(template, ['resources', 'securityContext', 'imagePullPolicy']);
    return { name, ...fields, ...(ports ? { ports } : {}) };
  }

  private static busClaim(name: string, { accessMode, storageClassName, volumeSize }: JsonObject): JsonObject {
    const resources = { requests: { storage: volumeSize ?? '20Gi' } };
    return { metadata: { name }, spec: { accessModes: [accessMode ?? 'ReadWriteOnce'], storageClassName, resources } };
  }

  private static deployment(source: Manifest, part: string, ports: readonly JsonObject[]): Manifest {
    const labels = EventObjects.labels(source, part);
    const template = Json.object(source.spec.template);
    const { replicas } = source.spec;
    const object = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: `${source.name}-${part}`, namespace: source.namespace, labels },
      spec: {
        replicas: typeof replicas === 'number' ? Math.max(replicas, 1) : 1,
        selector: { matchLabels: labels },
        template: {
          metadata: EventObjects.podMetadata(template.metadata, labels),
          spec: {
            ...EventObjects.podFields(template),
            containers: [{ ...Json.object(template.container), name: 'main', ports: [METRICS, ...ports] }],
          },
        },
      },
    };
    return new Manifest(object, source.origin, { manifest: source, fields: DEPLOYMENT_FIELDS });
  }

  private static service(source: Manifest, name: string, part: string, ports: readonly JsonObject[]): Manifest {
    const labels = EventObjects.labels(source, part);
    const object = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace: source.namespace, labels },
      spec: { type: 'ClusterIP', selector: labels, ports },
    };
    return new Manifest(object, source.origin, { manifest: source, fields: SERVICE_FIELDS });
  }

  private static labels({ name }: Manifest, part: string): Readonly<Record<string, string>> {
    return { controller: `${part}-controller`, [`${part}-name`]: name, 'owner-name': name };
  }

  private static podMetadata(metadata: unknown, labels: Readonly<Record<string, string>>): JsonObject {
    const { annotations } = Json.object(metadata);
    return {
      ...(annotations ? { annotations } : {}),
      labels: { ...Json.texts(Json.at(metadata, 'labels')), ...labels },
    };
  }

  private static podFields(template: JsonObject): JsonObject {
    return EventObjects.pick(template, [
      'serviceAccountName',
      'securityContext',
      'nodeSelector',
      'tolerations',
      'affinity',
      'imagePullSecrets',
      'priorityClassName',
      'priority',
      'volumes',
    ]);
  }

  private static pick(object: unknown, keys: readonly string[]): JsonObject {
    return Object.fromEntries(Object.entries(Json.object(object)).filter(([key]) => keys.includes(key)));
  }
}
