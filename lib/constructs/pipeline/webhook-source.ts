import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { InvalidValue } from '../../notation/invalid-value';
import { Names } from '../../notation/names';
import type { INamespace, ITenantNamespace } from '../../values/namespace';
import { PodSet } from '../../values/pod-set';
import { Port } from '../../values/port';
import type { Resources } from '../../values/resources';
import type { IRouteBackend } from '../../values/route-backend';
import type { IServiceIdentity } from '../../values/service-identity';
import { connectToBus } from './bus-client';
import { controllerTemplate } from './controller-pod';
import type { JetStreamBus } from './jet-stream-bus';

/** Requests that become events. */
export interface WebhookSourceProps {
  /** Where it runs. */
  readonly namespace: ITenantNamespace;
  /** Who its pod is; it needs no rights. */
  readonly identity: IServiceIdentity;
  /** The bus that events go to. */
  readonly bus: JetStreamBus;
  /** Path of the requests, such as `/deploy`. */
  readonly endpoint: string;
  /** Secret of the namespace with a token, in the key `token`: requests without it are refused. */
  readonly tokenSecretName: string;
  /** What the pod may use. */
  readonly resources: Resources;
  /**
   * Largest request in bytes.
   * @default 65536
   */
  readonly maxPayloadSize?: number;
  /**
   * `metadata.name`.
   * @default - the construct id
   */
  readonly name?: string;
}

const ENDPOINT = /^\/[a-z0-9][-a-z0-9/]*$/;
const PORT = 12000;

/**
 * An EventSource of Argo Events that makes an event of each POST with the right token (seed row G16). A {@link GatewayRoute}
 * leads to it.
 */
export class WebhookSource extends Construct implements IRouteBackend {
  /** The EventSource, for patches and metadata. */
  public readonly apiObject: ApiObject;
  /** `metadata.name` of the EventSource. */
  public readonly name: string;
  /** Name of its one event. */
  public readonly eventName: string;
  public readonly serviceName: string;
  public readonly servicePort: number = PORT;
  public readonly serviceNamespace: INamespace;
  public readonly pods: PodSet;
  public readonly port: Port = Port.tcp(PORT);
  /** The bus that its events go to. */
  public readonly bus: JetStreamBus;

  constructor(scope: Construct, id: string, props: WebhookSourceProps) {
    super(scope, id);
    const { namespace, endpoint, maxPayloadSize = 65536 } = props;
    if (!ENDPOINT.test(endpoint)) throw new InvalidValue('endpoint', 'a path such as "/deploy"', endpoint);
    if (!Number.isInteger(maxPayloadSize) || maxPayloadSize < 1) {
      throw new InvalidValue('maxPayloadSize', 'a whole number of bytes above zero', maxPayloadSize);
    }
    this.name = Names.dnsLabel('name', props.name ?? id);
    this.eventName = this.name;
    this.bus = props.bus;
    this.serviceName = `${this.name}-eventsource-svc`;
    this.serviceNamespace = namespace;
    const labels = { app: `${this.name}-eventsource`, ...namespace.tenant.labels };
    this.apiObject = new ApiObject(this, 'Resource', {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'EventSource',
      metadata: { name: this.name, namespace: namespace.namespaceName, labels },
      spec: {
        eventBusName: props.bus.name,
        replicas: 1,
        template: controllerTemplate(namespace, labels, props),
        service: { ports: [{ name: 'http', port: PORT, targetPort: PORT, protocol: 'TCP' }] },
        webhook: {
          [this.eventName]: {
            endpoint,
            method: 'POST',
            port: String(PORT),
            maxPayloadSize,
            authSecret: { name: Names.dnsSubdomain('tokenSecretName', props.tokenSecretName), key: 'token' },
          },
        },
      },
    });
    this.pods = PodSet.labelled({ app: labels.app }, namespace);
    connectToBus(this, `${this.name}-eventsource`, this.pods, props.bus);
  }
}
