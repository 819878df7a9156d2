import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import {
  HttpRoute,
  HttpRouteSpecRulesFiltersRequestRedirectScheme,
  HttpRouteSpecRulesFiltersRequestRedirectStatusCode,
  HttpRouteSpecRulesFiltersType,
  HttpRouteSpecRulesMatchesPathType,
} from '../../../imports/gateway-gateway.networking.k8s.io';
import { Names } from '../../notation/names';
import type { Hostname } from '../../values/hostname';
import type { INamespace } from '../../values/namespace';
import { gatewayParent } from './gateway-parent';

/** A redirect in full. */
export interface HttpsRedirectProps {
  /** The gateway that redirects. */
  readonly gateway: IRedirectingGateway;
  /** The host name that is redirected. */
  readonly hostname: Hostname;
  /** The plain-text listener. */
  readonly sectionName: string;
  /**
   * `metadata.name`.
   * @default - the host name with dashes, and `-redirect`: `a-ml-example-com-redirect`
   */
  readonly name?: string;
}

/** What a redirect needs to know of its gateway. */
export interface IRedirectingGateway {
  /** `metadata.name` of the Gateway. */
  readonly gatewayName: string;
  /** Where the Gateway is. */
  readonly namespace: INamespace;
}

/** An HTTPRoute that answers plain HTTP with a permanent redirect to HTTPS (seed row F11). */
export class HttpsRedirect extends Construct {
  /** The rendered object, for patches and metadata. */
  public readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: HttpsRedirectProps) {
    super(scope, id);
    const { gateway, hostname, sectionName } = props;
    const { spec } = HttpRoute.manifest({
      metadata: {},
      spec: {
        parentRefs: [gatewayParent(gateway, sectionName)],
        hostnames: [hostname.name],
        rules: [
          {
            matches: [{ path: { type: HttpRouteSpecRulesMatchesPathType.PATH_PREFIX, value: '/' } }],
            filters: [
              {
                type: HttpRouteSpecRulesFiltersType.REQUEST_REDIRECT,
                requestRedirect: {
                  scheme: HttpRouteSpecRulesFiltersRequestRedirectScheme.HTTPS,
                  statusCode: HttpRouteSpecRulesFiltersRequestRedirectStatusCode.VALUE_301,
                },
              },
            ],
          },
        ],
      },
    });
    this.apiObject = new ApiObject(this, 'Resource', {
      ...HttpRoute.GVK,
      metadata: {
        name: Names.dnsSubdomain('route name', props.name ?? `${hostname.label}-redirect`),
        namespace: gateway.namespace.namespaceName,
      },
      spec,
    });
  }
}
