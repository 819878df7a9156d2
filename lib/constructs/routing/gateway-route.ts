import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import {
  HttpRoute,
  HttpRouteSpecRulesMatchesPathType,
  ReferenceGrant,
} from '../../../imports/gateway-gateway.networking.k8s.io';
import { InvalidValue } from '../../notation/invalid-value';
import { Names } from '../../notation/names';
import { ROUTE_CONTRACT } from '../../notation/route-contract';
import { CiliumRule } from '../../values/cilium-rule';
import type { IGateway } from '../../values/gateway';
import type { Hostname } from '../../values/hostname';
import type { INamespace } from '../../values/namespace';
import type { RateLimit } from '../../values/rate-limit';
import type { RouteAuth } from '../../values/route-auth';
import type { IRouteBackend } from '../../values/route-backend';
import { CiliumPolicy } from '../network/cilium-policy';
import { gatewayParent } from './gateway-parent';

/** A version that gets a part of the requests of a route. */
export interface RouteCanary {
  /** The Service that they go to, in the namespace of the other. */
  readonly backend: IRouteBackend;
  /** How many of a hundred requests go there. */
  readonly trafficPercent: number;
}

/** A route in full. */
export interface GatewayRouteProps {
  /** The gateway that it attaches to. */
  readonly gateway: IGateway;
  /** The host name that it serves; its namespace then owns the name on this gateway. */
  readonly hostname: Hostname;
  /** The Service that requests go to. */
  readonly backend: IRouteBackend;
  /**
   * A version that is tried: the other Service gets what is left of a hundred requests.
   * @default - all requests go to the one Service
   */
  readonly canary?: RouteCanary;
  /**
   * Paths that it serves, by their prefix.
   * @default ['/']
   */
  readonly paths?: string[];
  /**
   * Where the route is. A route elsewhere than its backend needs a ReferenceGrant, which is rendered, with the name of
   * the one Service.
   * @default - the backend's namespace
   */
  readonly namespace?: INamespace;
  /**
   * `metadata.name` of the route.
   * @default - the construct id
   */
  readonly name?: string;
  /**
   * `metadata.name` of the ReferenceGrant.
   * @default - `allow-<route>`
   */
  readonly grantName?: string;
  /**
   * Render the policy that lets the gateway reach the pods. Not in a tenant's own repository: its project delivers no
   * policies, so the platform's repository renders this one, as a CiliumPolicy with `CiliumRule.fromGateway`.
   * @default true
   */
  readonly renderPolicy?: boolean;
  /**
   * Where the policy that lets the gateway reach the pods is rendered. Policies are the platform's, so a route in a
   * tenant's Application leaves its own to the platform's chart.
   * @default - beside the backend's namespace, if that is rendered in this app; beside the route otherwise
   */
  readonly policyScope?: Construct;
  /**
   * How the program behind the route knows its callers.
   * @default - not said
   */
  readonly auth?: RouteAuth;
  /**
   * How many requests of one caller the program answers. A model that answers without end can be copied by asking.
   * @default - not said
   */
  readonly rateLimit?: RateLimit;
}

/** What the API server takes as a path, and how much of it. */
const PATH = /^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+$/;
const NOT_IN_PATH = /\/\/|\/\.\.?(\/|$)|%2f/i;
const MAX_PATH = 1024;
const MAX_PATHS = 64;

/**
 * An HTTPRoute from one host name to one Service, with all that it takes to get there: the listener, the ReferenceGrant
 * if it crosses namespaces, and the policy that lets the gateway reach the pods, and nobody else (seed rows F04 to F10,
 * F18, F19). Who its callers are, and how many requests they may make, the route only says: the program keeps it (F12, F13).
 */
export class GatewayRoute extends Construct {
  /** The HTTPRoute. */
  public readonly apiObject: ApiObject;
  /** Undefined if route and backend are in one namespace. */
  public readonly referenceGrant?: ApiObject;
  /** Lets the gateway reach the pods; undefined if another repository renders it. */
  public readonly backendPolicy?: CiliumPolicy;
  /** Lets the gateway reach the pods of the canary; undefined without one, or if another repository renders it. */
  public readonly canaryPolicy?: CiliumPolicy;

  constructor(scope: Construct, id: string, props: GatewayRouteProps) {
    super(scope, id);
    const { gateway, hostname, backend, canary } = props;
    const namespace = props.namespace ?? backend.serviceNamespace;
    const name = Names.dnsSubdomain('route name', props.name ?? id);
    const isRemote = namespace.namespaceName !== backend.serviceNamespace.namespaceName;
    this.apiObject = new ApiObject(this, 'Resource', {
      ...HttpRoute.GVK,
      metadata: { name, namespace: namespace.namespaceName, ...GatewayRoute.contract(props) },
      spec: HttpRoute.manifest({
        metadata: {},
        spec: {
          parentRefs: [gatewayParent(gateway, gateway.listenerFor(hostname, namespace))],
          hostnames: [hostname.name],
          rules: [
            {
              matches: GatewayRoute.matches(props.paths ?? ['/']),
              backendRefs: GatewayRoute.weighted(props, name).map(([{ serviceName, servicePort }, weight]) => ({
                group: '',
                kind: 'Service',
                name: serviceName,
                namespace: isRemote ? backend.serviceNamespace.namespaceName : undefined,
                port: servicePort,
                weight,
              })),
            },
          ],
        },
      }).spec,
    });
    if (isRemote) this.referenceGrant = this.grant(props.grantName ?? `allow-${name}`, namespace, props);
    if (props.renderPolicy ?? true) {
      this.backendPolicy = this.letGatewayIn(props, backend, name);
      if (canary) this.canaryPolicy = this.letGatewayIn(props, canary.backend, `${name}-canary`);
    }
  }

  /** `metadata.name` of the route. */
  public get name(): string {
    return this.apiObject.name;
  }

  private letGatewayIn(
    { hostname, policyScope }: GatewayRouteProps,
    backend: IRouteBackend,
    route: string,
  ): CiliumPolicy {
    const { serviceNamespace } = backend;
    const scope = policyScope ?? (Construct.isConstruct(serviceNamespace) ? serviceNamespace : this);
    return new CiliumPolicy(scope, `FromGateway-${route}`, {
      name: `${route}-from-gateway`,
      description: `The gateway reaches ${backend.serviceName}, for ${hostname.name}.`,
      pods: backend.pods,
      ingress: [CiliumRule.fromGateway([backend.port])],
    });
  }

  private static contract({ auth, rateLimit }: GatewayRouteProps): object {
    const annotations = {
      ...(auth ? { [ROUTE_CONTRACT.authentication]: String(auth) } : {}),
      ...(rateLimit ? { [ROUTE_CONTRACT.rateLimit]: String(rateLimit) } : {}),
    };
    return Object.keys(annotations).length > 0 ? { annotations } : {};
  }

  /** A grant without the Service's name would open every Service of the namespace (seed row F05). */
  private grant(name: string, from: INamespace, { backend, canary }: GatewayRouteProps): ApiObject {
    const services = [backend, ...(canary ? [canary.backend] : [])];
    return new ApiObject(this, 'ReferenceGrant', {
      ...ReferenceGrant.GVK,
      metadata: { name: Names.dnsSubdomain('grant name', name), namespace: backend.serviceNamespace.namespaceName },
      spec: {
        from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: from.namespaceName }],
        to: services.map(({ serviceName }) => ({ group: '', kind: 'Service', name: serviceName })),
      },
    });
  }

  /** The Services with their parts of the requests: of one alone 1, of two together 100 (seed row D33). */
  private static weighted({ backend, canary }: GatewayRouteProps, route: string): [IRouteBackend, number][] {
    if (!canary) return [[backend, 1]];
    const { trafficPercent } = canary;
    if (!Number.isInteger(trafficPercent) || trafficPercent < 0 || trafficPercent > 100) {
      throw new InvalidValue('trafficPercent', 'a whole number from 0 to 100', trafficPercent);
    }
    const [own, other] = [backend, canary.backend].map(({ serviceNamespace }) => serviceNamespace.namespaceName);
    if (own !== other) {
      throw new Error(
        `route ${route} leads to namespaces ${JSON.stringify(own)} and ${JSON.stringify(other)}; ` +
          'run the canary beside the other version',
      );
    }
    return [
      [backend, 100 - trafficPercent],
      [canary.backend, trafficPercent],
    ];
  }

  private static matches(paths: string[]) {
    if (paths.length === 0) throw new InvalidValue('paths', 'at least one path', paths);
    if (paths.length > MAX_PATHS) throw new InvalidValue('paths', `at most ${MAX_PATHS}`, paths.length);
    return paths.map(value => {
      if (!value.startsWith('/')) throw new InvalidValue('path', 'absolute, such as "/predict"', value);
      if (value.length > MAX_PATH || !PATH.test(value) || NOT_IN_PATH.test(value)) {
        throw new InvalidValue('path', 'one of a URL, without "//", "/./", "/../", "%2F", "?" and "#"', value);
      }
      return { path: { type: HttpRouteSpecRulesMatchesPathType.PATH_PREFIX, value } };
    });
  }
}
