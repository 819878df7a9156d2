import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  CiliumPolicy,
  CiliumRule,
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
import { DATABASE } from './database';

const NAMESPACE = ExternalNamespace.named('harbor');
const part = (component: string) => PodSet.labelled({ 'app.kubernetes.io/name': 'harbor', component }, NAMESPACE);

/** Harbor's parts, as others refer to them; a chart of others makes them. */
export const HARBOR = {
  /** Keeps its records in the database. */
  core: part('core'),
  /** In front of all others. */
  proxy: part('nginx'),
};

export interface HarborProps {
  readonly gateway: IGateway;
  readonly hostname: Hostname;
  /** Where the route is. */
  readonly routes: INamespace;
}

/** The way to Harbor, for people and for whoever pulls copies, and Harbor's way to its database (seed row H21). */
export class Harbor extends Chart {
  constructor(scope: Construct, id: string, props: HarborProps) {
    super(scope, id);
    new GatewayRoute(this, 'harbor-route', {
      gateway: props.gateway,
      namespace: props.routes,
      hostname: props.hostname,
      grantName: 'allow-ingress-to-harbor',
      auth: RouteAuth.login(),
      backend: ExternalBackend.of({
        namespace: NAMESPACE,
        serviceName: 'harbor',
        servicePort: 80,
        pods: HARBOR.proxy,
        port: Port.tcp(8080),
      }),
    });
    new CiliumPolicy(this, 'harbor-database', {
      description: 'Harbor keeps its records in the database.',
      pods: HARBOR.core,
      egress: [CiliumRule.toPods(DATABASE.pods, [DATABASE.port])],
    });
  }
}
