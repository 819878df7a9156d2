import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  ExternalBackend,
  GatewayRoute,
  type Hostname,
  type IGateway,
  type INamespace,
  PodSet,
  Port,
  RouteAuth,
} from '../lib';

export interface ArgoCdUiProps {
  readonly gateway: IGateway;
  readonly hostname: Hostname;
  /** Where the route is. */
  readonly routes: INamespace;
  /** Where Argo CD runs. */
  readonly namespace: INamespace;
}

/** The way to Argo CD's page (seed rows F06, F07). */
export class ArgoCdUi extends Chart {
  constructor(scope: Construct, id: string, props: ArgoCdUiProps) {
    super(scope, id);
    const { namespace } = props;
    new GatewayRoute(this, 'argocd-ui-route', {
      gateway: props.gateway,
      namespace: props.routes,
      hostname: props.hostname,
      grantName: 'allow-ingress-to-argocd',
      auth: RouteAuth.login(),
      backend: ExternalBackend.of({
        namespace,
        serviceName: 'argocd-server',
        servicePort: 80,
        pods: PodSet.labelled({ 'app.kubernetes.io/name': 'argocd-server' }, namespace),
        port: Port.tcp(8080),
      }),
    });
  }
}
