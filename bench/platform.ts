import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import type { JsonObject } from '../lib/manifests/json/json';
import type { Origin } from '../lib/manifests/manifest';
import { SiteFacts } from '../lib/manifests/site-facts';
import { BenchTenant } from './tenant';

/** npm runs scripts at the root of the package. */
const HERE = join(process.cwd(), 'bench');

const SITE = loadAll(readFileSync(join(HERE, 'site.yaml'), 'utf8')) as JsonObject[];

/** One tenant of so many is published, and has the other objects too. */
const PUBLISHED = 5;

/** What the Application of a tenant delivers; the rest is the platform's. */
const OF_TENANTS = [
  'ConfigMap',
  'Deployment',
  'HTTPRoute',
  'HorizontalPodAutoscaler',
  'PodDisruptionBudget',
  'Service',
] as const;

/** What a construct rendered. */
export interface RenderedObject {
  readonly object: JsonObject;
  readonly origin: Origin;
}

/** Tenants that share nothing, not even a JSON value; with as many nodes as they need. */
export class BenchPlatform {
  public readonly rendered: readonly RenderedObject[];
  public readonly facts: SiteFacts;

  /** Whole tenants, until there are so many objects. */
  constructor(objects: number) {
    const rendered: RenderedObject[] = [];
    let tenants = 0;
    for (; rendered.length < objects; tenants++) rendered.push(...BenchPlatform.tenant(tenants));
    this.rendered = rendered;
    this.facts = SiteFacts.fromObjects([...SITE, ...BenchPlatform.nodes(tenants)]);
  }

  private static tenant(index: number): readonly RenderedObject[] {
    const objects = index % PUBLISHED === PUBLISHED - 1 ? BenchTenant.published(index) : BenchTenant.objects(index);
    return objects.map(object => {
      return { object, origin: BenchPlatform.origin(BenchTenant.nameOf(index), object.kind as string) };
    });
  }

  private static origin(tenant: string, kind: string): Origin {
    const application = (OF_TENANTS as readonly string[]).includes(kind) ? tenant : 'platform';
    return { constructPath: `prod/${tenant}/${kind}`, application, file: `prod/${application}/${tenant}.k8s.yaml` };
  }

  private static nodes(tenants: number): readonly JsonObject[] {
    const nodes = Math.ceil(tenants / BenchTenant.ON_A_NODE);
    return Array.from({ length: nodes }, (_, index) => {
      const pool = BenchTenant.poolOf(index * BenchTenant.ON_A_NODE);
      return {
        apiVersion: 'v1',
        kind: 'Node',
        metadata: { name: `node-${index}`, labels: { 'kubernetes.io/hostname': `node-${index}`, dedicated: pool } },
        spec: { taints: [{ key: 'dedicated', value: pool, effect: 'NoSchedule' }] },
        status: { allocatable: { cpu: '126', memory: '1000Gi', 'ephemeral-storage': '2000Gi', pods: '500' } },
      };
    });
  }
}
