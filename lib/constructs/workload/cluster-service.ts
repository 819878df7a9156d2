import { ApiObject } from 'cdk8s';
import { Protocol } from 'cdk8s-plus-30';
import type { Construct } from 'constructs';
import { InvalidValue } from '../../notation/invalid-value';
import { Names } from '../../notation/names';
import type { Port } from '../../values/port';
import type { HardenedPod } from './hardened-pod';

/** A Service in front of the pods of a workload. */
export interface ClusterServiceProps {
  readonly name: string;
  readonly port: Port;
  readonly servicePort: number;
  /** Give every pod a DNS name of its own, and the Service no address. */
  readonly headless?: boolean;
}

/** What the port of the Service is called where the container's has no name. */
const UNNAMED: Readonly<Record<Protocol, string>> = {
  [Protocol.TCP]: 'http',
  [Protocol.UDP]: 'udp',
  [Protocol.SCTP]: 'sctp',
};

/** Renders a ClusterIP Service that selects the pods by their `app` label. */
export function clusterService(scope: Construct, pod: HardenedPod, props: ClusterServiceProps): ApiObject {
  const { port, servicePort } = props;
  if (!Number.isInteger(servicePort) || servicePort < 1 || servicePort > 65535) {
    throw new InvalidValue('servicePort', 'a whole number from 1 to 65535', servicePort);
  }
  return new ApiObject(scope, 'Service', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: Names.dnsLabel('serviceName', props.name),
      namespace: pod.namespace.namespaceName,
      labels: { ...pod.labels },
    },
    spec: {
      ...(props.headless ? { clusterIP: 'None' } : { type: 'ClusterIP' }),
      selector: { app: pod.app },
      ports: [
        {
          name: port.name ?? UNNAMED[port.protocol],
          port: servicePort,
          targetPort: port.name ?? port.number,
          protocol: port.protocol,
        },
      ],
    },
  });
}
