import { Json, type JsonObject } from '../json/json';
import { Manifest } from '../manifest';
import { FieldMap, type FieldPlace } from './field-map';
import { mergePodSpec } from './pod-spec-patch';

/** What the two kinds differ in. */
interface Server {
  /** Name of its container, and of a label of its pods. */
  readonly name: string;
  readonly port: number;
  readonly morePorts: readonly JsonObject[];
  /** Where the object says none. */
  readonly resources?: JsonObject;
  /** Whether it finds targets through the API server, and may be divided into shards. */
  readonly scrapes: boolean;
}

const PROMETHEUS: Server = { name: 'prometheus', port: 9090, morePorts: [], scrapes: true };
const ALERTMANAGER: Server = {
  name: 'alertmanager',
  port: 9093,
  morePorts: [
    { name: 'mesh-tcp', containerPort: 9094, protocol: 'TCP' },
    { name: 'mesh-udp', containerPort: 9094, protocol: 'UDP' },
  ],
  resources: { requests: { memory: '200Mi' } },
  scrapes: false,
};

/** Fields of a pod that both kinds have under the same name. */
const POD_FIELDS = [
  'affinity',
  'automountServiceAccountToken',
  'dnsConfig',
  'dnsPolicy',
  'enableServiceLinks',
  'hostAliases',
  'hostNetwork',
  'hostUsers',
  'imagePullSecrets',
  'nodeSelector',
  'priorityClassName',
  'schedulerName',
  'securityContext',
  'serviceAccountName',
  'terminationGracePeriodSeconds',
  'tolerations',
  'topologySpreadConstraints',
  'volumes',
];

/** The operator gives it to each of its containers. */
const CONTAINER_CONTEXT = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
};

/** Of the reloader, where the flags of the operator say nothing else. */
const RELOADER = { cpu: '10m', memory: '50Mi' };
const RELOADER_PORT = { name: 'reloader-web', containerPort: 8080, protocol: 'TCP' };
const RELOADERS = { containers: 'config-reloader', initContainers: 'init-config-reloader' };

/**
 * The StatefulSet that the Prometheus operator makes of a Prometheus or an Alertmanager. Containers that the object lists are
 * merged by name into those of the operator, whose probes, arguments and own volumes are not held against it. Shards, each of which
 * is a StatefulSet, count as replicas of one.
 *
 * https://github.com/prometheus-operator/prometheus-operator/tree/v0.93.1/pkg/prometheus/server (`makeStatefulSetSpec`)
 */
export class PrometheusObjects {
  public static ofPrometheus(manifest: Manifest): Manifest[] {
    return [PrometheusObjects.statefulSet(manifest, PROMETHEUS)];
  }

  public static ofAlertmanager(manifest: Manifest): Manifest[] {
    return [PrometheusObjects.statefulSet(manifest, ALERTMANAGER)];
  }

  private static statefulSet(manifest: Manifest, server: Server): Manifest {
    const { spec } = manifest;
    const { name } = server;
    const labels = {
      [name]: manifest.name,
      'app.kubernetes.io/instance': manifest.name,
      'app.kubernetes.io/managed-by': 'prometheus-operator',
      'app.kubernetes.io/name': name,
      ...(server.scrapes ? { 'operator.prometheus.io/name': manifest.name, 'operator.prometheus.io/shard': '0' } : {}),
    };
    const pod = PrometheusObjects.podSpec(spec, server);
    const claim = Json.at(spec, 'storage', 'volumeClaimTemplate');
    const claimName = Json.text(Json.at(claim, 'metadata', 'name')) ?? `${name}-${manifest.name}-db`;
    const count = (value: unknown) => (typeof value === 'number' ? value : 1);
    const object = {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: `${name}-${manifest.name}`, namespace: manifest.namespace, labels },
      spec: {
        replicas: count(spec.replicas) * count(spec.shards),
        podManagementPolicy: 'Parallel',
        serviceName: Json.text(spec.serviceName) ?? `${name}-operated`,
        selector: { matchLabels: labels },
        template: {
          metadata: {
            annotations: Json.texts(Json.at(spec, 'podMetadata', 'annotations')),
            labels: { ...Json.texts(Json.at(spec, 'podMetadata', 'labels')), ...labels },
          },
          spec: pod,
        },
        ...(Json.isObject(claim)
          ? { volumeClaimTemplates: [{ ...claim, metadata: { ...Json.object(claim.metadata), name: claimName } }] }
          : {}),
      },
    };
    return new Manifest(object, manifest.origin, { manifest, fields: PrometheusObjects.fields(spec, pod) });
  }

  private static podSpec(spec: JsonObject, { name, port, morePorts, resources, scrapes }: Server): JsonObject {
    const reloader = (named: string, ports: readonly JsonObject[] = []) => ({
      name: named,
      ...(ports.length > 0 ? { ports } : {}),
      resources: { requests: RELOADER, limits: RELOADER },
      securityContext: CONTAINER_CONTEXT,
    });
    const made = {
      ...(scrapes ? { automountServiceAccountToken: true } : {}),
      ...Object.fromEntries(POD_FIELDS.filter(key => spec[key] !== undefined).map(key => [key, spec[key]])),
      containers: [
        {
          name,
          ...(spec.image === undefined ? {} : { image: spec.image }),
          ports: [{ name: spec.portName ?? 'web', containerPort: port, protocol: 'TCP' }, ...morePorts],
          resources: spec.resources ?? resources ?? {},
          securityContext: CONTAINER_CONTEXT,
        },
        reloader(RELOADERS.containers, [RELOADER_PORT]),
      ],
      initContainers: [reloader(RELOADERS.initContainers)],
    };
    const { containers = [], initContainers = [] } = spec;
    return mergePodSpec(made, { containers, initContainers });
  }

  private static fields(spec: JsonObject, pod: JsonObject): FieldMap {
    const at = 'spec.template.spec';
    const listed = ['containers', 'initContainers'].flatMap(list => {
      const names = Json.objects(spec[list]).map(({ name }) => name);
      return Json.objects(pod[list]).flatMap(({ name }, index): FieldPlace[] => {
        const made = `${at}.${list}[${index}]`;
        const written = names.indexOf(name);
        if (written >= 0) return [{ made, source: `spec.${list}[${written}]` }];
        if (list === 'containers' && index === 0) return [{ made, source: 'spec' }];
        return [{ made, source: '', isText: true }];
      });
    });
    return new FieldMap([
      { made: 'spec.replicas', source: 'spec.replicas' },
      { made: 'spec.template.metadata', source: 'spec.podMetadata' },
      { made: at, source: 'spec' },
      ...listed,
      { made: 'spec.volumeClaimTemplates[0]', source: 'spec.storage.volumeClaimTemplate' },
    ]);
  }
}
