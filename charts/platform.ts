import type { Construct } from 'constructs';
import { type Environment, Hostname } from '../lib';
import { renderAddOns } from './add-on-delivery';
import { ArgoCd } from './argocd';
import { ArgoCdUi } from './argocd-ui';
import { BreakGlass } from './break-glass';
import { CostExporter } from './cost-exporter';
import { Database } from './database';
import { placeOf } from './environments';
import { GitLabAgent } from './gitlab-agent';
import { GpuQueue } from './gpu-queue';
import { Hubble } from './hubble';
import { ImageTrust } from './image-trust';
import { candidatesOf } from './images';
import { InferenceTenantChart } from './inference-tenant';
import { IngressGateway } from './ingress-gateway';
import { Minio } from './minio';
import { MlApi } from './ml-api';
import { MlMonitoring } from './ml-monitoring';
import { MlProduction } from './ml-production';
import { MlSecurity } from './ml-security';
import { MlTeamChart } from './ml-team';
import { TEAMS } from './ml-teams';
import { renderMonitoring } from './monitoring';
import { NodeAgents } from './node-agents';
import { Priorities } from './priorities';
import { Root } from './root';
import { TENANTS } from './tenants';
import { grantWaivers } from './waivers';

/** The reference platform of one environment: one chart a concern, one for each tenant. */
export function renderPlatform(scope: Construct, environment: Environment): void {
  const { site, replicas } = environment;
  const { lan, domain, models } = placeOf(environment);
  const host = (name: string) => Hostname.of(`${name}.${domain}`);
  new Root(scope, 'root', { repoUrl: site.repoUrl, charts: scope });
  new ImageTrust(scope, 'image-trust', { site });
  new Priorities(scope, 'priorities');
  const { gateway, routes } = new IngressGateway(scope, 'ingress-gateway', {
    site,
    lan,
    gatewayName: `${environment.name}-gateway`,
  });
  const { scrapers, tenantNamespace: monitoring } = new MlMonitoring(scope, 'ml-monitoring', { site });
  const { tenantNamespace: security } = new MlSecurity(scope, 'ml-security', { site });
  const { logShippers } = new NodeAgents(scope, 'node-agents', { site, scrapers });
  renderAddOns(scope, environment, { scrapers, shared: [monitoring, security], clients: { loki: [logShippers] } });
  const { tenantNamespace: argocd } = new ArgoCd(scope, 'argocd', { site });
  new ArgoCdUi(scope, 'argocd-ui', { gateway, routes, namespace: argocd, hostname: host('argocd') });
  new GitLabAgent(scope, 'gitlab-agent', { site });
  new Hubble(scope, 'hubble', { gateway, routes, hostname: host('hubble'), network: lan.cidr });
  new MlProduction(scope, models, { site, gateway, hostname: host('classifier') });
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
  renderMonitoring(scope, {
    namespace: monitoring,
    scrapers,
    tenants: tenants.map(({ pods }) => pods),
    gateway,
    hostname: host('grafana'),
  });
  new CostExporter(scope, 'cost-exporter', { site, scrapers });
  new Database(scope, 'database', { site, clients: mlApi.databaseClients });
  const teams = TEAMS.map(
    team =>
      new MlTeamChart(scope, team.name, {
        site,
        team,
        gateway,
        hostname: host(team.name),
        replicas: Math.min(2, replicas),
      }),
  );
  new GpuQueue(scope, 'gpu-queue', { namespaces: teams.map(({ training }) => training) });
  const storeClients = [mlApi, ...teams].flatMap(each => each.storeClients);
  new Minio(scope, 'minio', { site, readers: [...tenants.map(({ pods }) => pods), ...storeClients] });
  new BreakGlass(scope, 'break-glass');
  scope.with(candidatesOf(environment));
  grantWaivers(scope);
}
