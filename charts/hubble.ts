import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  ExternalBackend,
  ExternalNamespace,
  GatewayRoute,
  type Hostname,
  type IGateway,
  type INamespace,
  PodSet,
  Port,
  RouteAuth,
} from '../lib';

export interface HubbleProps {
  readonly gateway: IGateway;
  readonly hostname: Hostname;
  /** Where the route is. */
  readonly routes: INamespace;
  /** The network that people look from. */
  readonly network: string;
}

/** The way to Hubble's page, from the local network only: it has no login of its own (seed rows B10, F04, F05). */
export class Hubble extends Chart {
  constructor(scope: Construct, id: string, props: HubbleProps) {
    super(scope, id);
    const kubeSystem = ExternalNamespace.named('kube-system');
    new GatewayRoute(this, 'hubble-ui-route', {
      gateway: props.gateway,
      namespace: props.routes,
      hostname: props.hostname,
      grantName: 'allow-ingress-to-hubble',
      auth: RouteAuth.network([props.network]),
      backend: ExternalBackend.of({
        namespace: kubeSystem,
        serviceName: 'hubble-ui',
        servicePort: 80,
        pods: PodSet.labelled({ 'k8s-app': 'hubble-ui' }, kubeSystem),
        port: Port.tcp(8081),
      }),
    });
  }
}
