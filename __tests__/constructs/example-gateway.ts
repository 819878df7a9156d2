import type { Chart } from 'cdk8s';
import { ExternalNamespace, SecretStore, SharedGateway, type SharedGatewayProps } from '../../lib';

/** Where the platform's gateway is. */
export const INGRESS = ExternalNamespace.named('ml-ingress-gateway');

/** The platform's gateway. */
export function newGateway(chart: Chart, more: Partial<SharedGatewayProps> = {}): SharedGateway {
  return new SharedGateway(chart, 'prod-gateway', {
    namespace: INGRESS,
    certificateStore: SecretStore.clusterWide('vault'),
    ...more,
  });
}

/** The objects of one kind, by name. */
export function ofKind(objects: Record<string, any>[], kind: string): Record<string, any> {
  return Object.fromEntries(
    objects.filter(object => object.kind === kind).map(object => [object.metadata.name, object]),
  );
}
