import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { hardenPodSpec } from '../../hardening/harden-pod-spec';
import type { PodJson } from '../../hardening/hardening';
import { DEFAULT_DIRECTORIES } from '../../hardening/writable-directories';
import { InvalidValue } from '../../notation/invalid-value';
import { Names } from '../../notation/names';
import { Image } from '../../values/image';
import type { ITenantNamespace } from '../../values/namespace';
import { PodSet } from '../../values/pod-set';
import { Port } from '../../values/port';
import type { Resources } from '../../values/resources';
import { ExternalBackend, type IRouteBackend } from '../../values/route-backend';

/** A version of a model: what serves it, and where it is kept. */
export interface KServeModel {
  /** The server, pinned by digest; it listens on port 8080. */
  readonly image: Image;
  /**
   * Where the model is kept, such as `s3://models/fraud/7` or `pvc://models/fraud/7`; or that it is an image, below its folder
   * `/models`: `oci+native://` and a reference by digest. The node then pulls it, and the server only reads it.
   */
  readonly storageUri: string;
}

/** A version that gets a part of the requests. */
export interface KServeCanary extends KServeModel {
  /** Its name, apart from that of the version it may replace, such as `v8`. */
  readonly name: string;
  /** How many of a hundred requests it gets; none for a version that is only watched. */
  readonly trafficPercent: number;
}

/** An InferenceService in full. */
export interface KServeInferenceServiceProps extends KServeModel {
  /** Where it runs; gives the pool, the labels and the pull secret. */
  readonly namespace: ITenantNamespace;
  /** ServiceAccount of the pods. KServe finds the credentials of the store through it. */
  readonly serviceAccountName: string;
  /** What each server may use. There is no default: only its owner knows. */
  readonly resources: Resources;
  /**
   * A version that is tried beside the first.
   * @default - none
   */
  readonly canary?: KServeCanary;
  /**
   * Arguments of the servers.
   * @default - the image's
   */
  readonly args?: string[];
  /**
   * How many pods there are at least.
   * @default 1
   */
  readonly minReplicas?: number;
  /**
   * How many pods there are at most.
   * @default - minReplicas: it does not scale
   */
  readonly maxReplicas?: number;
  /**
   * Page that tells whether a server works.
   * @default "/v2/health/live" - of the Open Inference Protocol
   */
  readonly livenessPath?: string;
  /**
   * Page that tells whether its model is loaded.
   * @default "/v2/health/ready" - of the Open Inference Protocol
   */
  readonly readinessPath?: string;
  /**
   * `metadata.name`.
   * @default - the construct id
   */
  readonly name?: string;
}

const GVK = { apiVersion: 'serving.kserve.io/v1beta1', kind: 'InferenceService' };
/** The mode without Knative, and the only one with `spec.canary`; `canaryTrafficPercent` does nothing in it. */
const MODE = { 'serving.kserve.io/deploymentMode': 'Standard' };
const CONTAINER = 'kserve-container';
const PORT = 8080;
const STORES = /^(?:s3|gs|pvc|https|hdfs|webhdfs):\/\/\S+$/;
/** A model that the kubelet mounts as an image volume. */
const IMAGE = /^oci\+native:\/\/(\S+)$/;

/**
 * A model served by KServe, with a canary if it has one (seed row D33). Its pods meet the restricted Pod Security Standard,
 * also with the container that KServe adds to load the model.
 *
 * That container has a root file system that can be written to, unless the values of KServe's chart say otherwise; the judge
 * says so. A model on a claim (`pvc://`) or in an image (`oci+native://`) needs none.
 *
 * KServe splits requests only where it makes the routes itself. Where they are GatewayRoutes, give one `backend` and
 * `canaryBackend`, with the same part of a hundred.
 */
export class KServeInferenceService extends Construct {
  /** `metadata.name`. */
  public readonly name: string;
  /** Its pods, those of the canary among them, as the subject or the peer of policies. */
  public readonly pods: PodSet;
  /** The port of its pods. */
  public readonly port: Port = Port.tcp(PORT);
  /** The Service that KServe makes for the first version: what a GatewayRoute sends requests to. */
  public readonly backend: IRouteBackend;
  /** The Service of the canary, which a GatewayRoute gives its part; undefined without one. */
  public readonly canaryBackend?: IRouteBackend;
  /** The rendered object, for patches and metadata. */
  public readonly apiObject: ApiObject;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: KServeInferenceServiceProps,
  ) {
    super(scope, id);
    const { namespace, canary, minReplicas = 1, maxReplicas } = props;
    this.name = Names.dnsLabel('name', props.name ?? id);
    this.assertReplicas(minReplicas, maxReplicas ?? minReplicas);
    if (canary) this.assertCanary(canary);
    const labels = { app: this.name, ...namespace.tenant.labels };
    this.pods = PodSet.labelled({ 'serving.kserve.io/inferenceservice': this.name }, namespace);
    this.backend = this.madeFor(`${this.name}-predictor`);
    if (canary) this.canaryBackend = this.madeFor(`${this.name}-${canary.name}-predictor`);
    this.apiObject = new ApiObject(this, 'Resource', {
      ...GVK,
      metadata: { name: this.name, namespace: namespace.namespaceName, labels, annotations: { ...MODE } },
      spec: {
        predictor: { ...this.predictor(props), minReplicas, maxReplicas: maxReplicas ?? minReplicas },
        ...(canary ? { canary: [this.renderCanary(canary)] } : {}),
      },
    });
  }

  /** What KServe makes for one version has the name of its Deployment, and its pods a label with it. */
  private madeFor(serviceName: string): IRouteBackend {
    const { namespace } = this.props;
    const pods = PodSet.labelled({ app: `isvc.${serviceName}` }, namespace);
    return ExternalBackend.of({ namespace, serviceName, servicePort: 80, pods, port: this.port });
  }

  /** A canary has as many pods as it says, and does not scale. */
  private renderCanary({ name, trafficPercent, ...model }: KServeCanary): PodJson {
    return { trafficPercent, predictor: { name, ...this.predictor(model), minReplicas: 1 } };
  }

  private predictor({ image, storageUri }: KServeModel): PodJson {
    const { props } = this;
    const { namespace } = props;
    KServeInferenceService.assertStorage(storageUri);
    const page = (path: string) => ({ httpGet: { path, port: PORT } });
    const container = {
      name: CONTAINER,
      image: image.reference,
      ...(props.args ? { args: [...props.args] } : {}),
      env: [{ name: 'STORAGE_URI', value: storageUri }],
      ports: [{ name: 'http1', containerPort: PORT, protocol: 'TCP' }],
      livenessProbe: page(props.livenessPath ?? '/v2/health/live'),
      readinessProbe: page(props.readinessPath ?? '/v2/health/ready'),
    };
    return hardenPodSpec(
      {
        containers: [container],
        serviceAccountName: Names.dnsSubdomain('serviceAccountName', props.serviceAccountName),
        automountServiceAccountToken: false,
      },
      {
        pool: namespace.pool,
        escapes: [],
        writable: DEFAULT_DIRECTORIES,
        resources: new Map([[CONTAINER, props.resources]]),
        portNames: new Map(),
        claimMounts: new Map(),
        imagePullSecretName: namespace.imagePullSecretName,
      },
    );
  }

  private static assertStorage(storageUri: string): void {
    const [, reference] = IMAGE.exec(storageUri) ?? [];
    if (reference !== undefined) Image.of(reference);
    else if (!STORES.test(storageUri)) {
      throw new InvalidValue('storageUri', 'where a model is kept, such as "s3://models/fraud/7"', storageUri);
    }
  }

  private assertReplicas(min: number, max: number): void {
    if (!Number.isInteger(min) || min < 1) throw new InvalidValue('minReplicas', 'a whole number above zero', min);
    if (!Number.isInteger(max) || max < min) {
      throw new InvalidValue('maxReplicas', `a whole number, ${min} or more`, max);
    }
  }

  private assertCanary({ name, trafficPercent }: KServeCanary): void {
    Names.dnsLabel('name of the canary', name);
    if (!Number.isInteger(trafficPercent) || trafficPercent < 0 || trafficPercent > 100) {
      throw new InvalidValue('trafficPercent', 'a whole number from 0 to 100', trafficPercent);
    }
  }
}
