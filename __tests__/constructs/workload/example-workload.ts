import { ApiObject, App, Chart } from 'cdk8s';
import { Probe } from 'cdk8s-plus-30';
import type { IConstruct } from 'constructs';
import { PodSecurityStandard } from '../../../lib/checks/pod-security/pod-security-standard';
import { TenantNamespace, type TenantNamespaceAttributes } from '../../../lib/constructs/tenancy/tenant-namespace';
import { HardenedDeployment, type HardenedDeploymentProps } from '../../../lib/constructs/workload/hardened-deployment';
import type { JsonObject } from '../../../lib/manifests/json/json';
import { Manifest } from '../../../lib/manifests/manifest';
import { PodTemplate } from '../../../lib/manifests/pod-template';
import { Image } from '../../../lib/values/image';
import type { ITenantNamespace } from '../../../lib/values/namespace';
import { NodePool } from '../../../lib/values/node-pool';
import { PodSecurity } from '../../../lib/values/pod-security';
import { Port } from '../../../lib/values/port';
import { Resources } from '../../../lib/values/resources';
import { Taint } from '../../../lib/values/taint';

/** A rendered object or a part of it, read freely. */
export type Rendered = any;

export const IMAGE = Image.of(`registry.example.com/vision/model-api@sha256:${'0'.repeat(64)}`);
export const SMALL = Resources.guaranteed({ cpu: '500m', memory: '1Gi' });
export const TENANT_LABELS = { tenant: 'tenant-a', team: 'vision', owner: 'vision_at_example.com' };
export const ZONED_POOL = NodePool.of({
  name: 'zoned',
  nodeSelector: { dedicated: 'zoned' },
  taint: Taint.noSchedule('dedicated', 'zoned'),
  zones: ['a', 'b'],
});

export function newChart(): Chart {
  return new Chart(new App(), 'test');
}

/** The namespace of tenant-a, rendered elsewhere. */
export function namespaceWith(attributes: Partial<TenantNamespaceAttributes> = {}): ITenantNamespace {
  return TenantNamespace.fromAttributes({
    name: 'tenant-a',
    tenant: { name: 'tenant-a', team: 'vision', owner: 'vision@example.com' },
    pool: NodePool.dedicated('ml'),
    ...attributes,
  });
}

/** A namespace that enforces nothing, where every escape is admitted. */
export const PRIVILEGED = namespaceWith({ name: 'node-agents', podSecurity: PodSecurity.privileged() });

/** The props that every kind of workload has to be given. */
export const WORKLOAD = { namespace: namespaceWith(), image: IMAGE, resources: SMALL };

/** The props that a Deployment has to be given. */
export const SERVED = {
  ...WORKLOAD,
  port: Port.tcp(8000),
  liveness: Probe.fromHttpGet('/livez'),
  readiness: Probe.fromHttpGet('/readyz'),
};

/** A Deployment `model-api` in a chart of its own. */
export function deployment(props: Partial<HardenedDeploymentProps> = {}): HardenedDeployment {
  return new HardenedDeployment(newChart(), 'model-api', { ...SERVED, ...props });
}

/** Every object of a chart, without validation. */
export function objectsOf(construct: IConstruct): Rendered[] {
  return Chart.of(construct)
    .node.findAll()
    .filter(ApiObject.isApiObject)
    .map(object => object.toJson());
}

/** The one object of a kind and, where there are several, of a name. */
export function rendered(construct: IConstruct, kind: string, name?: string): Rendered {
  const found = objectsOf(construct).filter(object => {
    return object.kind === kind && (name === undefined || object.metadata.name === name);
  });
  if (found.length !== 1) throw new Error(`${found.length} objects are ${kind} ${name ?? ''}`);
  return found[0];
}

/** The one pod spec of a chart. */
export function podOf(construct: IConstruct): Rendered {
  const pods = objectsOf(construct).flatMap(object => PodTemplate.in(new Manifest(object)) ?? []);
  if (pods.length !== 1) throw new Error(`${pods.length} objects have a pod`);
  return pods[0].spec;
}

/** The main container of the one pod. */
export function mainOf(construct: IConstruct): Rendered {
  return podOf(construct).containers[0];
}

/** What the constructs of a chart say is wrong. */
export function problemsOf(construct: IConstruct): string[] {
  return Chart.of(construct)
    .node.findAll()
    .flatMap(child => child.node.validate());
}

/** What the restricted level says of a pod spec. */
export function restrictedViolations(spec: JsonObject): string[] {
  const pod = new Manifest({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'pod' }, spec });
  const template = PodTemplate.in(pod) as PodTemplate;
  return PodSecurityStandard.evaluate(template, 'restricted', 36).map(({ path, message }) => `${path}: ${message}`);
}
