import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import type { JsonObject } from '../lib/manifests/json/json';
import { Template, type Values } from './template';

/** npm runs scripts at the root of the package. */
const TEMPLATES = (loadAll(readFileSync(join(process.cwd(), 'bench/tenant.yaml'), 'utf8')) as JsonObject[]).map(
  object => new Template(object),
);

const IN_A_POOL = 500;

/** One of many tenants that differ in nothing but their names. */
export class BenchTenant {
  /** Objects that every tenant has. */
  public static readonly OBJECTS = 10;
  /** Tenants whose pods fit onto one node. */
  public static readonly ON_A_NODE = 40;
  private static readonly everyTenant = TEMPLATES.slice(0, BenchTenant.OBJECTS);

  public static nameOf(index: number): string {
    return `tenant-${index}`;
  }

  public static poolOf(index: number): string {
    return `pool-${Math.floor(index / IN_A_POOL)}`;
  }

  /** What every tenant has: complete, and nothing to be found in it. */
  public static objects(index: number): JsonObject[] {
    return BenchTenant.filled(BenchTenant.everyTenant, index);
  }

  /** What a tenant has that is published to the outside. */
  public static published(index: number): JsonObject[] {
    return BenchTenant.filled(TEMPLATES, index);
  }

  /** The objects that every tenant has, with variables in them that something else fills in. */
  public static template(variables: Values): JsonObject[] {
    return BenchTenant.everyTenant.map(template => template.filled(variables));
  }

  private static filled(templates: readonly Template[], index: number): JsonObject[] {
    const values = {
      TENANT: BenchTenant.nameOf(index),
      NUMBER: String(index),
      POOL: BenchTenant.poolOf(index),
      DIGEST: index.toString(16).padStart(64, 'c0ffee'),
    };
    return templates.map(template => template.filled(values));
  }
}
