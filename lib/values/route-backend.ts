import { InvalidValue } from '../notation/invalid-value';
import { Names } from '../notation/names';
import type { INamespace } from './namespace';
import type { PodSet } from './pod-set';
import { Port } from './port';

/** What a route can send requests to: a Service, and the pods behind it. */
export interface IRouteBackend {
  /** Where the Service is. */
  readonly serviceNamespace: INamespace;
  /** Name of the Service. */
  readonly serviceName: string;
  /** Port of the Service. */
  readonly servicePort: number;
  /** The pods behind the Service. */
  readonly pods: PodSet;
  /** The port that the pods listen on. */
  readonly port: Port;
}

/** A Service that is rendered elsewhere. */
export interface ExternalBackendProps {
  /** Where the Service is. */
  readonly namespace: INamespace;
  /** Name of the Service. */
  readonly serviceName: string;
  /** Port of the Service. */
  readonly servicePort: number;
  /** The pods behind the Service. */
  readonly pods: PodSet;
  /** The port that the pods listen on. */
  readonly port: Port;
}

/** A Service that is rendered elsewhere, such as the web page of an installed chart. */
export class ExternalBackend implements IRouteBackend {
  /**
   * Describes the Service; renders nothing.
   *
   * @throws if the name or the port is none, or the pods are in another namespace than the Service
   */
  public static of(props: ExternalBackendProps): ExternalBackend {
    const { namespace, pods } = props;
    if (pods.namespaceName !== namespace.namespaceName) {
      const expectation = `of the Service's namespace ${JSON.stringify(namespace.namespaceName)}`;
      throw new InvalidValue('pods behind a Service', expectation, pods.namespaceName);
    }
    const serviceName = Names.dnsLabel('Service name', props.serviceName);
    return new ExternalBackend(namespace, serviceName, Port.tcp(props.servicePort).number, pods, props.port);
  }

  private constructor(
    public readonly serviceNamespace: INamespace,
    public readonly serviceName: string,
    public readonly servicePort: number,
    public readonly pods: PodSet,
    public readonly port: Port,
  ) {}
}
