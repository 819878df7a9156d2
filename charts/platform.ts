import type { Construct } from 'constructs';
import { ArgoBootstrap, type Environment, Hostname } from '../lib';
import { renderAddOns } from './add-on-delivery';
import { ArgoCd } from './argocd';
import { ArgoCdUi } from './argocd-ui';
import { BreakGlass } from './break-glass';
import { placeOf } from './environments';
import { GitLabAgent } from './gitlab-agent';
import { Grafana } from './grafana';
import { Harbor } from './harbor';
import { Hubble } from './hubble';
import { ImageTrust } from './image-trust';
import { candidatesOf } from './images';
import { IngressGateway } from './ingress-gateway';
import { MlMonitoring } from './ml-monitoring';
import { MlProduction } from './ml-production';
import { MlSecurity } from './ml-security';
import { renderMonitoring } from './monitoring';
import { NodeAgents } from './node-agents';
import { NodeAgentsMonitoring } from './node-agents-monitoring';
import { PlatformDelivery } from './platform-delivery';
import { Priorities } from './priorities';
import { Tracing } from './tracing';
import { grantWaivers } from './waivers';
import { renderWorkloads } from './workloads';

/** The reference platform of one environment: one chart a concern, one for each tenant. */
export function renderPlatform(scope: Construct, environment: Environment): void {
  const { site } = environment;
  const { lan, domain, models, canaryPercent } = placeOf(environment);
  const host = (name: string) => Hostname.of(`${name}.${domain}`);
  const root = new ArgoBootstrap(scope, 'root', { repoUrl: site.repoUrl });
  new PlatformDelivery(root, 'platform', { repoUrl: site.repoUrl, charts: scope });
  new ImageTrust(scope, 'image-trust', { site });
  new Priorities(scope, 'priorities');
  const { gateway, routes } = new IngressGateway(scope, 'ingress-gateway', {
    site,
    lan,
    gatewayName: `${environment.name}-gateway`,
  });
  const { scrapers, tenantNamespace: monitoring } = new MlMonitoring(scope, 'ml-monitoring', { site });
  const { tenantNamespace: security } = new MlSecurity(scope, 'ml-security', { site });
  const { logShippers, agents } = new NodeAgents(scope, 'node-agents', { site, scrapers, charts: scope });
  new NodeAgentsMonitoring(scope, 'node-agents-monitoring', { agents, scrapers });
  const { tenantNamespace: argocd } = new ArgoCd(scope, 'argocd', { site, hostname: host('argocd') });
  new ArgoCdUi(scope, 'argocd-ui', { gateway, routes, namespace: argocd, hostname: host('argocd') });
  new GitLabAgent(scope, 'gitlab-agent', { site });
  new Harbor(scope, 'harbor-ui', { gateway, routes, hostname: host('harbor') });
  new Hubble(scope, 'hubble', { gateway, routes, hostname: host('hubble'), network: lan.cidr });
  new MlProduction(scope, models, {
    site,
    gateway,
    hostname: host('classifier'),
    scoringHostname: host('scoring'),
    canaryPercent,
  });
  const workloads = renderWorkloads(scope, environment, { gateway, scrapers });
  const { collectors } = new Tracing(scope, 'tracing', { site, senders: workloads.traced, scrapers });
  renderAddOns(scope, environment, {
    scrapers,
    shared: [monitoring, security, argocd],
    clients: { loki: [logShippers, Grafana.podsIn(monitoring)], tempo: [collectors] },
  });
  renderMonitoring(scope, {
    site,
    namespace: monitoring,
    scrapers,
    tenants: workloads.tenants,
    gateway,
    hostname: host('grafana'),
  });
  new BreakGlass(scope, 'break-glass');
  scope.with(candidatesOf(environment));
  grantWaivers(scope);
}
