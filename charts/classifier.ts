import { Chart } from 'cdk8s';
import { EnvValue, Probe } from 'cdk8s-plus-30';
import type { Construct } from 'constructs';
import {
  GatewayRoute,
  HardenedDeployment,
  type Hostname,
  type IGateway,
  type ITenantNamespace,
  Port,
  Resources,
} from '../lib';
import { predictionCallers } from './callers';
import { image } from './images';
import { PRIORITY } from './priorities';

export interface ClassifierProps {
  readonly namespace: ITenantNamespace;
  readonly gateway: IGateway;
  readonly hostname: Hostname;
}

/** The production model (seed rows D04 to D10, F10). Only the gateway reaches it, and it reaches nobody (seed row E17). */
export class Classifier extends Chart {
  constructor(scope: Construct, id: string, props: ClassifierProps) {
    super(scope, id);
    const model = new HardenedDeployment(this, 'ml-model-deployment', {
      namespace: props.namespace,
      app: 'ml-classifier',
      containerName: 'model',
      image: image('ml-classifier'),
      port: Port.tcp(8000).named('http'),
      replicas: 1,
      priorityClassName: PRIORITY.inference,
      resources: Resources.guaranteed({ cpu: '1000m', memory: '2Gi', ephemeralStorage: '4Gi' }),
      envVariables: { VERSION: EnvValue.fromValue('1.0') },
      readiness: Probe.fromHttpGet('/'),
      // The one page that the model serves tells readiness; that it hangs shows in the port (seed row D07).
      liveness: Probe.fromTcpSocket({ port: 8000 }),
      startup: Probe.fromHttpGet('/', { failureThreshold: 30 }),
    });
    new GatewayRoute(this, 'classifier', {
      gateway: props.gateway,
      hostname: props.hostname,
      backend: model,
      ...predictionCallers(props.hostname),
    });
  }
}
