import type { Construct } from 'constructs';
import type { Environment } from '../lib';
import { ArgoCd } from './argocd';
import { ArgoCdUi } from './argocd-ui';
import { GitLabAgent } from './gitlab-agent';
import { Hubble } from './hubble';
import { ImageTrust } from './image-trust';
import { InferenceTenantChart } from './inference-tenant';
import { IngressGateway } from './ingress-gateway';
import { Minio } from './minio';
import { MlMonitoring } from './ml-monitoring';
import { MlProduction } from './ml-production';
import { MlSecurity } from './ml-security';
import { Root } from './root';
import { TENANTS } from './tenants';

/** The reference platform of one environment: one chart a concern, one for each tenant. */
export function renderPlatform(scope: Construct, { site }: Environment): void {
  new Root(scope, 'root', { repoUrl: site.repoUrl, charts: scope });
  new ImageTrust(scope, 'image-trust', { site });
  const { gateway, routes } = new IngressGateway(scope, 'ingress-gateway', { site });
  const { scrapers } = new MlMonitoring(scope, 'ml-monitoring', { site });
  new MlSecurity(scope, 'ml-security', { site });
  const { tenantNamespace: argocd } = new ArgoCd(scope, 'argocd', { site });
  new ArgoCdUi(scope, 'argocd-ui', { gateway, routes, namespace: argocd });
  new GitLabAgent(scope, 'gitlab-agent', { site });
  new Hubble(scope, 'hubble', { gateway, routes });
  new MlProduction(scope, 'ml-production', { site, gateway });
  const tenants = TENANTS.map(
    tenant => new InferenceTenantChart(scope, tenant.name, { site, tenant, gateway, scrapers }),
  );
  new Minio(scope, 'minio', { site, readers: tenants.map(({ pods }) => pods) });
}
