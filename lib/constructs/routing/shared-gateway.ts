import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import {
  GatewaySpecListenersAllowedRoutesNamespacesFrom as From,
  Gateway,
  type GatewaySpec,
  type GatewaySpecListeners,
  GatewaySpecListenersTlsMode,
} from '../../../imports/gateway-gateway.networking.k8s.io';
import { CidrBlock } from '../../notation/cidr';
import { InvalidValue } from '../../notation/invalid-value';
import { Names } from '../../notation/names';
import type { IGateway } from '../../values/gateway';
import type { Hostname } from '../../values/hostname';
import type { INamespace } from '../../values/namespace';
import type { SecretStore } from '../../values/secret-store';
import { ExternalSecret } from '../data/external-secret';
import { HttpsRedirect } from './https-redirect';

/** A gateway in full. */
export interface SharedGatewayProps {
  /** Where the Gateway, its certificates and its redirects are. */
  readonly namespace: INamespace;
  /** Where certificates and keys come from: the entry `tls/<hostname>` with the properties `tls.crt` and `tls.key`. */
  readonly certificateStore: SecretStore;
  /**
   * Fixed addresses, which an LbIpPool has to give out.
   * @default - the next free ones
   */
  readonly addresses?: string[];
  /**
   * Who runs the gateway.
   * @default "cilium"
   */
  readonly gatewayClassName?: string;
  /**
   * Labels of the Gateway.
   * @default - none
   */
  readonly labels?: { readonly [key: string]: string };
  /**
   * `metadata.name`.
   * @default - the construct id
   */
  readonly name?: string;
}

/** A host name, and the namespace whose routes may serve it. */
interface OwnedListener {
  readonly name: string;
  readonly hostname: Hostname;
  readonly owner: INamespace;
}

/** No other kind: a GRPCRoute would get around what is checked of HTTPRoutes. Defaults are written out for Argo CD. */
const HTTP_ROUTES = [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' }];

/** Name of the listener on port 80. */
const PLAIN_TEXT = 'http';

/** The API's limit; the port 80 listener is one of them. */
const MAX_LISTENERS = 64;

/**
 * One Gateway for all tenants: an HTTPS listener for each host name, open to HTTPRoutes of the one namespace that owns
 * the name (seed rows F01 to F03, F11, F19). Port 80 only redirects.
 *
 * The first namespace that routes a host name owns it; another one that asks for it is refused.
 */
export class SharedGateway extends Construct implements IGateway {
  public readonly gatewayName: string;
  public readonly namespace: INamespace;
  /** The rendered object, for patches and metadata. */
  public readonly apiObject: ApiObject;

  private readonly listeners = new Map<string, OwnedListener>();

  constructor(
    scope: Construct,
    id: string,
    private readonly props: SharedGatewayProps,
  ) {
    super(scope, id);
    this.namespace = props.namespace;
    this.gatewayName = Names.dnsLabel('gateway name', props.name ?? id);
    SharedGateway.checkAddresses(props.addresses ?? []);
    const gatewayClassName = Names.dnsSubdomain('gatewayClassName', props.gatewayClassName ?? 'cilium');
    this.apiObject = new ApiObject(this, 'Resource', {
      ...Gateway.GVK,
      metadata: {
        name: this.gatewayName,
        namespace: this.namespace.namespaceName,
        labels: { ...Names.labels('label', props.labels ?? {}) },
      },
      spec: Lazy.any({
        produce: () => Gateway.manifest({ metadata: {}, spec: this.renderSpec(gatewayClassName) }).spec,
      }),
    });
  }

  public listenerFor(hostname: Hostname, owner: INamespace): string {
    const known = this.listeners.get(hostname.name);
    if (known === undefined) return this.addListener(hostname, owner).name;
    if (known.owner.namespaceName !== owner.namespaceName) {
      throw new Error(
        `hostname ${hostname.name} of gateway ${this.gatewayName} belongs to namespace ` +
          `${JSON.stringify(known.owner.namespaceName)}; route another hostname to ${JSON.stringify(owner.namespaceName)}`,
      );
    }
    return known.name;
  }

  private addListener(hostname: Hostname, owner: INamespace): OwnedListener {
    if (this.listeners.size + 1 >= MAX_LISTENERS) {
      throw new Error(
        `gateway ${this.gatewayName} has ${MAX_LISTENERS} listeners, the most there can be; add another gateway`,
      );
    }
    const listener = { name: hostname.label, hostname, owner };
    const same = [...this.listeners.values()].find(({ name }) => name === listener.name)?.hostname.name;
    if (same !== undefined || listener.name === PLAIN_TEXT) {
      throw new Error(
        `hostname ${hostname.name} of gateway ${this.gatewayName} needs the listener ${JSON.stringify(listener.name)}, ` +
          `which ${same ?? 'plain HTTP'} has; route it through another gateway`,
      );
    }
    this.listeners.set(hostname.name, listener);
    new ExternalSecret(this, `Certificate-${listener.name}`, {
      namespace: this.namespace,
      store: this.props.certificateStore,
      remoteKey: `tls/${hostname.name}`,
      keys: ['tls.crt', 'tls.key'],
      type: 'kubernetes.io/tls',
      name: SharedGateway.certificateOf(listener),
    });
    new HttpsRedirect(this, `Redirect-${listener.name}`, { gateway: this, hostname, sectionName: PLAIN_TEXT });
    return listener;
  }

  private renderSpec(gatewayClassName: string): GatewaySpec {
    const owned = [...this.listeners.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    return {
      gatewayClassName,
      addresses: this.props.addresses?.map(value => ({ type: 'IPAddress', value })),
      listeners: [
        {
          name: PLAIN_TEXT,
          port: 80,
          protocol: 'HTTP',
          allowedRoutes: { kinds: HTTP_ROUTES, namespaces: { from: From.SAME } },
        },
        ...owned.map(listener => SharedGateway.renderListener(listener)),
      ],
    };
  }

  private static renderListener(listener: OwnedListener): GatewaySpecListeners {
    return {
      name: listener.name,
      hostname: listener.hostname.name,
      port: 443,
      protocol: 'HTTPS',
      tls: {
        mode: GatewaySpecListenersTlsMode.TERMINATE,
        certificateRefs: [{ group: '', kind: 'Secret', name: SharedGateway.certificateOf(listener) }],
      },
      allowedRoutes: {
        kinds: HTTP_ROUTES,
        namespaces: {
          from: From.SELECTOR,
          selector: { matchLabels: { 'kubernetes.io/metadata.name': listener.owner.namespaceName } },
        },
      },
    };
  }

  private static checkAddresses(addresses: string[]): void {
    for (const [index, address] of addresses.entries()) {
      if (!CidrBlock.tryParse(address) || address.includes('/')) {
        throw new InvalidValue('gateway address', 'an IP address such as "192.168.32.201"', address);
      }
      if (addresses.indexOf(address) !== index) {
        throw new InvalidValue('gateway address', 'listed once', address);
      }
    }
  }

  private static certificateOf(listener: OwnedListener): string {
    return `${listener.name}-tls`;
  }
}
