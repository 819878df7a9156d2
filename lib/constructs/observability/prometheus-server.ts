import { ApiObject, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { hardenPodSpec } from '../../hardening/harden-pod-spec';
import type { PodJson } from '../../hardening/hardening';
import { InvalidValue } from '../../notation/invalid-value';
import { Names } from '../../notation/names';
import { Quantity } from '../../notation/quantity';
import type { Image } from '../../values/image';
import type { INamespace, ITenantNamespace } from '../../values/namespace';
import { PodSet } from '../../values/pod-set';
import { Port } from '../../values/port';
import type { Resources } from '../../values/resources';
import type { IRouteBackend } from '../../values/route-backend';
import { prometheusDuration } from './_prometheus-duration';

/** A Prometheus in full. */
export interface PrometheusServerProps {
  /** Where it runs. Monitors and rules of this namespace alone may speak of other namespaces. */
  readonly namespace: ITenantNamespace;
  /** The server. */
  readonly image: Image;
  /** The operator's reloader, which runs beside the server. */
  readonly reloaderImage: Image;
  /** What the server may use. */
  readonly resources: Resources;
  /** What the reloader may use. */
  readonly reloaderResources: Resources;
  /** Size of its disk, such as `50Gi`; four fifths are for samples. */
  readonly storage: string;
  /**
   * Name of the StorageClass of its disk.
   * @default - the cluster's default
   */
  readonly storageClassName?: string;
  /** Version of the server, such as `v3.15.0`: the operator configures it accordingly. */
  readonly version: string;
  /**
   * How long samples are kept.
   * @default Duration.days(15)
   */
  readonly retention?: Duration;
  /**
   * How often targets are scraped whose monitor does not say it, and rules evaluated.
   * @default Duration.seconds(30)
   */
  readonly interval?: Duration;
  /**
   * Who is told of alerts.
   * @default - nobody: alerts only show on the page of Prometheus, and in Grafana
   */
  readonly alertmanagers?: IRouteBackend[];
  /**
   * `metadata.name`; its pods carry it too.
   * @default - the construct id
   */
  readonly name?: string;
}

const GROUP = 'monitoring.coreos.com';
const WEB = Port.tcp(9090).named('web');
const READS = ['get', 'list', 'watch'];
const DISK_FOR_SAMPLES = 0.8;
const MEBIBYTE = 1024 ** 2;

/**
 * A Prometheus of the Prometheus operator, which follows the ServiceMonitors and rules of every namespace.
 *
 * A namespace's monitors find targets, and its rules series, of that namespace only. Its pods meet the restricted Pod Security
 * Standard and run on the pool of their namespace. Renders the Prometheus, its ServiceAccount with the rights to find
 * pods, and a Service.
 *
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PrometheusSpec
 */
export class PrometheusServer extends Construct implements IRouteBackend {
  /** The rendered Prometheus, for patches and metadata. */
  public readonly apiObject: ApiObject;
  /** Its pods. */
  public readonly pods: PodSet;
  /** The port that it is asked on. */
  public readonly port = WEB;
  /** Port of its Service. */
  public readonly servicePort = WEB.number;
  /** Name of its Service. */
  public readonly serviceName: string;
  /** Where its Service is. */
  public readonly serviceNamespace: INamespace;

  constructor(scope: Construct, id: string, props: PrometheusServerProps) {
    super(scope, id);
    const { namespace } = props;
    const name = Names.dnsLabel('name of a PrometheusServer', props.name ?? id);
    // The operator sets the first label itself, and takes no other value.
    const labels = { 'app.kubernetes.io/name': 'prometheus', app: name, ...namespace.tenant.labels };
    const metadata = { name, namespace: namespace.namespaceName, labels };
    this.serviceName = name;
    this.serviceNamespace = namespace;
    this.pods = PodSet.labelled({ 'app.kubernetes.io/name': 'prometheus' }, namespace);
    this.discovery(metadata);
    this.apiObject = new ApiObject(this, 'Resource', {
      apiVersion: `${GROUP}/v1`,
      kind: 'Prometheus',
      metadata,
      spec: {
        ...PrometheusServer.scope(namespace),
        ...PrometheusServer.storage(props),
        ...PrometheusServer.schedule(props),
        ...PrometheusServer.pod(props),
        podMetadata: { labels },
        serviceAccountName: name,
      },
    });
    new ApiObject(this, 'Service', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: {
        type: 'ClusterIP',
        selector: { ...this.pods.labels },
        ports: [{ name: WEB.name, port: WEB.number, targetPort: WEB.name, protocol: 'TCP' }],
      },
    });
  }

  /** Whom it listens to. What stands in another namespace speaks of that namespace, whatever it says. */
  private static scope({ namespaceName }: INamespace): PodJson {
    return {
      serviceMonitorSelector: {},
      serviceMonitorNamespaceSelector: {},
      ruleSelector: {},
      ruleNamespaceSelector: {},
      serviceDiscoveryRole: 'EndpointSlice',
      ignoreNamespaceSelectors: true,
      arbitraryFSAccessThroughSMs: { deny: true },
      enforcedNamespaceLabel: 'namespace',
      excludedFromEnforcement: ['prometheusrules', 'servicemonitors'].map(resource => ({
        group: GROUP,
        resource,
        namespace: namespaceName,
      })),
    };
  }

  private static storage({ storage, storageClassName, retention = Duration.days(15) }: PrometheusServerProps): PodJson {
    const bytes = Number(Quantity.parse('storage', storage).milli / 1000n);
    const samples = Math.floor((bytes * DISK_FOR_SAMPLES) / MEBIBYTE);
    if (samples < 1) throw new InvalidValue('storage', 'a size such as "50Gi"', storage);
    return {
      retention: prometheusDuration('retention', retention),
      retentionSize: `${samples}MiB`,
      storage: {
        volumeClaimTemplate: {
          spec: {
            accessModes: ['ReadWriteOnce'],
            ...(storageClassName === undefined ? {} : { storageClassName }),
            resources: { requests: { storage } },
          },
        },
      },
    };
  }

  private static schedule({ interval = Duration.seconds(30), alertmanagers = [] }: PrometheusServerProps): PodJson {
    const every = prometheusDuration('interval', interval);
    return {
      scrapeInterval: every,
      evaluationInterval: every,
      ...(alertmanagers.length === 0
        ? {}
        : {
            alerting: {
              alertmanagers: alertmanagers.map(({ serviceNamespace, serviceName, servicePort }) => ({
                apiVersion: 'v2',
                namespace: serviceNamespace.namespaceName,
                name: serviceName,
                port: servicePort,
              })),
            },
          }),
    };
  }

  /** The operator merges these containers by name into those that it makes. */
  private static pod(props: PrometheusServerProps): PodJson {
    const { namespace, image, reloaderImage, reloaderResources, resources, version } = props;
    if (!/^v\d+\.\d+\.\d+$/.test(version)) throw new InvalidValue('version', 'a version such as "v3.15.0"', version);
    const reloader = (name: string) => ({ name, image: reloaderImage.reference });
    const pod = hardenPodSpec(
      {
        automountServiceAccountToken: true,
        containers: [{ name: 'prometheus', image: image.reference }, reloader('config-reloader')],
        initContainers: [reloader('init-config-reloader')],
      },
      {
        pool: namespace.pool,
        escapes: [],
        writable: {},
        resources: new Map([
          ['prometheus', resources],
          ['config-reloader', reloaderResources],
          ['init-config-reloader', reloaderResources],
        ]),
        portNames: new Map(),
        claimMounts: new Map(),
        imagePullSecretName: namespace.imagePullSecretName,
      },
    );
    return { image: image.reference, version, replicas: 1, ...pod };
  }

  /** It finds the pods of Services in every namespace, and reads nothing else. */
  private discovery({ name, namespace, labels }: { name: string; namespace: string; labels: object }): void {
    const clusterName = `${namespace}-${name}`;
    const group = 'rbac.authorization.k8s.io';
    new ApiObject(this, 'ServiceAccount', {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name, namespace, labels: { ...labels } },
      automountServiceAccountToken: false,
    });
    new ApiObject(this, 'ClusterRole', {
      apiVersion: `${group}/v1`,
      kind: 'ClusterRole',
      metadata: { name: clusterName },
      rules: [
        { apiGroups: [''], resources: ['pods', 'services'], verbs: READS },
        { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: READS },
      ],
    });
    new ApiObject(this, 'ClusterRoleBinding', {
      apiVersion: `${group}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name: clusterName },
      roleRef: { apiGroup: group, kind: 'ClusterRole', name: clusterName },
      subjects: [{ kind: 'ServiceAccount', name, namespace }],
    });
  }
}
