import { InvalidValue } from '../notation/invalid-value';
import { Names } from '../notation/names';
import type { Hostname } from './hostname';
import type { INamespace } from './namespace';

/** A Gateway that routes attach to. */
export interface IGateway {
  /** `metadata.name` of the Gateway. */
  readonly gatewayName: string;
  /** Where the Gateway is. */
  readonly namespace: INamespace;
  /**
   * The listener for a host name, for routes of one namespace.
   *
   * @returns the listener's name: the `sectionName` of the route's parent
   * @throws if the gateway knows that the host name belongs to another namespace
   */
  listenerFor(hostname: Hostname, owner: INamespace): string;
}

/** A Gateway that is rendered elsewhere. */
export interface ExternalGatewayProps {
  /** `metadata.name` of the Gateway. */
  readonly name: string;
  /** Where the Gateway is. */
  readonly namespace: INamespace;
  /** Listener name by host name. */
  readonly listeners: { readonly [hostname: string]: string };
}

/**
 * A Gateway that is rendered elsewhere, such as the platform's, seen from a tenant's repository. Who owns a host name is
 * known there and enforced by the listener; here only the names are.
 */
export class ExternalGateway implements IGateway {
  /** Describes the Gateway; renders nothing. */
  public static of(props: ExternalGatewayProps): ExternalGateway {
    return new ExternalGateway(Names.dnsSubdomain('gateway name', props.name), props.namespace, { ...props.listeners });
  }

  private constructor(
    public readonly gatewayName: string,
    public readonly namespace: INamespace,
    private readonly listeners: { readonly [hostname: string]: string },
  ) {}

  public listenerFor(hostname: Hostname, _owner: INamespace): string {
    if (!Object.hasOwn(this.listeners, hostname.name)) {
      const known = Object.keys(this.listeners).map(name => JSON.stringify(name));
      const expectation =
        known.length > 0 ? `one of ${known.join(', ')}` : 'one of its listeners, of which there is none';
      throw new InvalidValue(`hostname on gateway ${this.gatewayName}`, expectation, hostname.name);
    }
    return this.listeners[hostname.name];
  }
}
