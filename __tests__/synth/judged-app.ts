import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, type App, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { Environment, FortressApp, type FortressAppProps, NodePool, Site, TenantNamespace } from '../../lib';

const POOL = NodePool.dedicated('tenants');

/** A site with one node. */
export const SITE = Site.of({
  nodes: [{ name: 'worker', pool: POOL, allocatable: { cpu: '8', memory: '16Gi' } }],
  versions: { kubernetes: '1.36' },
  addresses: {},
  podCidrs: ['10.42.0.0/16'],
  serviceCidrs: ['10.43.0.0/16'],
  registries: [],
  admissionPlugins: ['PodNodeSelector', 'PodTolerationRestriction'],
  repoUrl: 'https://git.example.com/platform.git',
});

/** A folder of its own for each test, and what is in it. */
export class Scratch {
  public readonly folder = mkdtempSync(join(tmpdir(), 'judged-'));

  public path(name: string): string {
    return join(this.folder, name);
  }

  public read(name: string): string {
    return readFileSync(this.path(name), 'utf8');
  }

  public get files(): string[] {
    return readdirSync(this.folder, { recursive: true, encoding: 'utf8' })
      .filter(file => /\.\w+$/.test(file))
      .sort();
  }

  public remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  public app(props: FortressAppProps = {}): FortressApp {
    return new FortressApp({ outdir: this.path('dist'), repositoryPath: 'dist', date: '2027-01-01', ...props });
  }
}

/** The namespace of a tenant; without findings. */
export function tenant(scope: Construct, name = 'tenant-a'): TenantNamespace {
  return new TenantNamespace(scope, name, {
    tenant: { name, team: 'vision', owner: 'vision@example.com' },
    pool: POOL,
    quota: { cpu: '4', memory: '8Gi' },
  });
}

/** A ConfigMap with a finding for each of its placeholders. */
export function unfinished(scope: Construct, id: string, ...placeholders: string[]): ApiObject {
  const data = Object.fromEntries(placeholders.map(key => [key, 'CHANGEME']));
  return new ApiObject(scope, id, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: id, namespace: 'tenant-a' },
    data,
  });
}

/** A chart with a tenant, in the environment prod. */
export function prodChart(app: FortressApp, options: Parameters<FortressApp['addEnvironment']>[1] = {}): Chart {
  const chart = new Chart(app.addEnvironment(Environment.of('prod', SITE), options), 'vision');
  tenant(chart);
  return chart;
}

/** The text of what an app is refused with. */
export function refusal(synth: () => void): string {
  try {
    synth();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was refused');
}

/** What synth() of an app is refused with. */
export const refusalOf = (app: App) => refusal(() => app.synth());
