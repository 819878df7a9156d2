import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import type { JsonObject } from '../lib/manifests/json/json';
import type { Origin } from '../lib/manifests/manifest';
import { SiteFacts } from '../lib/manifests/site-facts';

/** npm runs scripts at the root of the package. */
const HERE = join(process.cwd(), 'bench');

const SITE = loadAll(readFileSync(join(HERE, 'site.yaml'), 'utf8')) as JsonObject[];
const TEMPLATES = (loadAll(readFileSync(join(HERE, 'tenant.yaml'), 'utf8')) as JsonObject[]).map(object => ({
  kind: object.kind as string,
  text: JSON.stringify(object),
}));

const OBJECTS_OF_EACH = 10;
/** One tenant of so many is published, and has the other objects too. */
const PUBLISHED = 5;
const TENANTS_OF_A_POOL = 500;
const TENANTS_OF_A_NODE = 40;

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
    const name = `tenant-${index}`;
    const values: Readonly<Record<string, string>> = {
      TENANT: name,
      NUMBER: String(index),
      POOL: `pool-${Math.floor(index / TENANTS_OF_A_POOL)}`,
      DIGEST: index.toString(16).padStart(64, 'c0ffee'),
    };
    const templates = index % PUBLISHED === PUBLISHED - 1 ? TEMPLATES : TEMPLATES.slice(0, OBJECTS_OF_EACH);
    return templates.map(({ kind, text }) => {
      const object = JSON.parse(text.replace(/TENANT|NUMBER|POOL|DIGEST/g, word => values[word])) as JsonObject;
      return { object, origin: BenchPlatform.origin(name, kind) };
    });
  }

  private static origin(tenant: string, kind: string): Origin {
    const application = (OF_TENANTS as readonly string[]).includes(kind) ? tenant : 'platform';
    return { constructPath: `prod/${tenant}/${kind}`, application, file: `prod/${application}/${tenant}.k8s.yaml` };
  }

  private static nodes(tenants: number): readonly JsonObject[] {
    const nodes = Math.ceil(tenants / TENANTS_OF_A_NODE);
    return Array.from({ length: nodes }, (_, index) => {
      const pool = `pool-${Math.floor((index * TENANTS_OF_A_NODE) / TENANTS_OF_A_POOL)}`;
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
