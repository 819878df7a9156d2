import type { Construct } from 'constructs';
import { type Environment, Hostname, type IGateway, type PodSet } from '../lib';
import { CostExporter } from './cost-exporter';
import { Database } from './database';
import { DeployPipeline } from './deploy-pipeline';
import { placeOf } from './environments';
import { FraudTeam } from './fraud-team';
import { GpuQueue } from './gpu-queue';
import { HARBOR } from './harbor';
import { InferenceTenantChart } from './inference-tenant';
import { Minio } from './minio';
import { MlApi } from './ml-api';
import { MlPlatform } from './ml-platform';
import { TENANTS } from './tenants';

export interface WorkloadsProps {
  readonly gateway: IGateway;
  readonly scrapers: PodSet;
}

/** What tenants and teams run on the platform, and the stores that they share; the pods of each tenant, and those that send traces. */
export function renderWorkloads(
  scope: Construct,
  environment: Environment,
  { gateway, scrapers }: WorkloadsProps,
): { readonly tenants: PodSet[]; readonly traced: PodSet[] } {
  const { site, replicas } = environment;
  const { domain } = placeOf(environment);
  const host = (name: string) => Hostname.of(`${name}.${domain}`);
  const tenants = TENANTS.map(
    tenant =>
      new InferenceTenantChart(scope, tenant.name, {
        site,
        tenant,
        gateway,
        scrapers,
        hostname: host(tenant.name),
        minReplicas: Math.min(2, replicas),
      }),
  );
  const mlApi = new MlApi(scope, 'ml-api', {
    site,
    gateway,
    scrapers,
    hostname: host('ml-api'),
    minReplicas: replicas,
  });
  new CostExporter(scope, 'cost-exporter', { site, scrapers });
  const mlPlatform = new MlPlatform(scope, 'ml-platform', { environment, gateway, hostname: host('idp') });
  new DeployPipeline(scope, 'deploy-pipeline', { environment, gateway, hostname: host('builds') });
  new Database(scope, 'database', { site, clients: [...mlApi.databaseClients, mlPlatform.pods, HARBOR.core] });
  const fraud = new FraudTeam(scope, 'fraud', {
    site,
    gateway,
    hostname: host('fraud'),
    minReplicas: Math.min(2, replicas),
  });
  new GpuQueue(scope, 'gpu-queue', { namespaces: [fraud.training] });
  const storeClients = [mlApi, fraud].flatMap(each => each.storeClients);
  new Minio(scope, 'minio', { site, readers: [...tenants.map(({ pods }) => pods), ...storeClients] });
  return { tenants: tenants.map(({ pods }) => pods), traced: [mlApi.pods] };
}
