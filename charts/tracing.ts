import { Chart, Yaml } from 'cdk8s';
import { ConfigMap, Probe, Volume } from 'cdk8s-plus-30';
import type { Construct } from 'constructs';
import {
  CiliumPolicy,
  CiliumRule,
  HardenedDeployment,
  PodNetworkPolicy,
  PodSecurity,
  type PodSet,
  Port,
  Resources,
  type Site,
  TenantNamespace,
} from '../lib';
import { image } from './images';
import { INFRA_POOL, VAULT } from './site';
import { TEMPO, TRACE_PIPELINE } from './trace-pipeline';

export interface TracingProps {
  readonly site: Site;
  /** The pods that send traces. */
  readonly senders: PodSet[];
  /** The pods of Prometheus. */
  readonly scrapers: PodSet;
}

/**
 * The OpenTelemetry collector: takes spans, drops what people asked, counts requests, and hands the rest to Tempo (seed row
 * J22). Both ends of each flow are opened here.
 */
export class Tracing extends Chart {
  /** The pods that write to Tempo. */
  public readonly collectors: PodSet;

  constructor(scope: Construct, id: string, props: TracingProps) {
    super(scope, id);
    const { senders, scrapers } = props;
    const namespace = new TenantNamespace(this, 'tracing', {
      tenant: { name: 'tracing', team: 'platform', owner: 'platform@build.server', platform: true },
      pool: INFRA_POOL,
      podSecurity: PodSecurity.restricted(props.site.podSecurityVersion),
      quota: { cpu: '1', memory: '2Gi', pods: 3 },
      imagePullStore: VAULT,
    });
    const config = new ConfigMap(this, 'pipeline', {
      metadata: { name: 'otel-collector', namespace: namespace.namespaceName },
      data: { 'config.yaml': Yaml.stringify(TRACE_PIPELINE) },
    });
    const otlp = Port.tcp(4317).named('otlp');
    const metrics = Port.tcp(8889).named('metrics');
    const collector = new HardenedDeployment(this, 'otel-collector', {
      namespace,
      image: image('opentelemetry-collector'),
      args: ['--config=/etc/otelcol/config.yaml'],
      port: otlp,
      morePorts: [metrics, Port.tcp(13133).named('health')],
      replicas: 1,
      resources: Resources.guaranteed({ cpu: '250m', memory: '512Mi' }),
      volumeMounts: [
        {
          path: '/etc/otelcol',
          volume: Volume.fromConfigMap(this, 'config', config, { name: 'config' }),
          readOnly: true,
        },
      ],
      liveness: Probe.fromTcpSocket({ port: 4317 }),
      readiness: Probe.fromHttpGet('/', { port: 13133 }),
    });
    this.collectors = collector.pods;
    new PodNetworkPolicy(this, 'otel-collector-senders', {
      pods: collector.pods,
      ingress: [
        { peers: senders, ports: [otlp] },
        { peers: [scrapers], ports: [metrics] },
      ],
    });
    new CiliumPolicy(this, 'otel-collector-tempo', {
      description: 'Traces go to Tempo, and nowhere else.',
      pods: collector.pods,
      egress: [CiliumRule.toPods(TEMPO.pods, [Port.tcp(TEMPO.port)])],
    });
    for (const pods of senders) {
      new CiliumPolicy(this, `${pods.namespaceName}-traces`, {
        description: 'Traces go to the collector.',
        pods,
        egress: [CiliumRule.toPods(collector.pods, [otlp])],
      });
    }
  }
}
