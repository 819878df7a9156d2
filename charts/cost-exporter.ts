import { Chart, Cron, Duration } from 'cdk8s';
import { EnvValue, Probe } from 'cdk8s-plus-30';
import type { Construct } from 'constructs';
import {
  CiliumPolicy,
  CiliumRule,
  HardenedCronJob,
  HardenedDeployment,
  PodNetworkPolicy,
  PodSecurity,
  type PodSet,
  Port,
  Resources,
  ServiceIdentity,
  type Site,
  TenantNamespace,
  WorkloadIdentity,
} from '../lib';
import { image } from './images';
import { COSTS, INFRA_POOL, VAULT } from './site';

export interface CostExporterProps {
  readonly site: Site;
  /** The pods that scrape metrics. */
  readonly scrapers: PodSet;
}

const PUSH = Port.tcp(9091).named('http');

/**
 * Asks each hour what the platform costs, for the cost dashboard (seed rows I10, J16).
 *
 * The pod shows a token of its own that only the cost server takes: there is no key to keep. Its rights in the cluster are
 * none, and its one way out is the server's name. A Job is gone before anybody scrapes it, so it leaves its numbers at a
 * gateway of metrics.
 */
export class CostExporter extends Chart {
  constructor(scope: Construct, id: string, props: CostExporterProps) {
    super(scope, id);
    const namespace = new TenantNamespace(this, 'cost-monitoring', {
      tenant: { name: 'cost-monitoring', team: 'platform', owner: 'platform@build.server', platform: true },
      pool: INFRA_POOL,
      podSecurity: PodSecurity.restricted(props.site.podSecurityVersion),
      quota: { cpu: '500m', memory: '512Mi', pods: 4 },
      limits: { min: { cpu: '50m', memory: '64Mi' } },
      imagePullStore: VAULT,
    });
    const small = Resources.guaranteed({ cpu: '100m', memory: '128Mi' });
    const metrics = new HardenedDeployment(this, 'cost-metrics', {
      namespace,
      image: image('pushgateway'),
      port: PUSH,
      replicas: 1,
      resources: small,
      liveness: Probe.fromHttpGet('/-/healthy'),
      readiness: Probe.fromHttpGet('/-/ready'),
    });
    const exporter = new HardenedCronJob(this, 'cost-exporter', {
      namespace,
      identity: new ServiceIdentity(this, 'cost-exporter-sa', {
        namespace,
        workloadIdentity: WorkloadIdentity.token(COSTS.audience),
      }),
      image: image('cost-exporter'),
      schedule: Cron.hourly(),
      timeZone: 'Etc/UTC',
      activeDeadline: Duration.minutes(10),
      resources: small,
      command: ['python', 'monitoring/cost/cost_monitor.py'],
      envVariables: {
        COST_API_URL: EnvValue.fromValue(`https://${COSTS.hostname.name}`),
        COST_API_TOKEN_FILE: EnvValue.fromValue('/var/run/secrets/identity/token'),
        PUSHGATEWAY_URL: EnvValue.fromValue(`http://cost-metrics:${PUSH.number}`),
      },
    });
    new CiliumPolicy(this, 'cost-exporter-flows', {
      description: 'The exporter asks the cost server, and leaves its numbers at the gateway of metrics.',
      pods: exporter.pods,
      egress: [CiliumRule.toFqdn(COSTS.hostname, [Port.tcp(443)]), CiliumRule.toPods(metrics.pods, [PUSH])],
    });
    new PodNetworkPolicy(this, 'cost-metrics-readers', {
      pods: metrics.pods,
      ingress: [{ peers: [exporter.pods, props.scrapers], ports: [PUSH] }],
    });
  }
}
