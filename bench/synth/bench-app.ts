import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { FortressApp, NodePool, Site } from '../../lib';
import type { Check } from '../../lib/checks/check';
import type { JsonObject } from '../../lib/manifests/json/json';
import { BenchTenant } from '../tenant';

/** A FortressApp on a cluster with as many nodes as the tenants need, with the gate or without. */
export class BenchApp extends FortressApp {
  constructor(
    outdir: string,
    tenants: number,
    private readonly isGated: boolean,
  ) {
    super({ outdir, site: BenchApp.site(tenants) });
  }

  protected override _checks(): readonly Check[] | undefined {
    return this.isGated ? undefined : [];
  }

  private static site(tenants: number): Site {
    const objects = loadAll(readFileSync(join(process.cwd(), 'bench/site.yaml'), 'utf8')) as JsonObject[];
    return Site.of({
      nodes: Array.from({ length: Math.ceil(tenants / BenchTenant.ON_A_NODE) }, (_, index) => ({
        name: `node-${index}`,
        pool: NodePool.dedicated(BenchTenant.poolOf(index * BenchTenant.ON_A_NODE)),
        allocatable: { cpu: '126', memory: '1000Gi', ephemeralStorage: '2000Gi', pods: 500 },
      })),
      versions: { kubernetes: '1.36', cilium: '1.20.2' },
      addresses: {},
      podCidrs: ['10.42.0.0/16'],
      serviceCidrs: ['10.43.0.0/16'],
      registries: ['registry.example.com'],
      admissionPlugins: ['PodNodeSelector', 'PodTolerationRestriction'],
      repoUrl: 'https://git.example.com/platform/deploy.git',
      externals: objects.filter(({ kind }) => kind !== 'Site'),
    });
  }
}
