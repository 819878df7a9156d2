import { Chart } from 'cdk8s';
import { ConfigMap, EnvValue, Probe, Secret, Volume, type VolumeMount } from 'cdk8s-plus-30';
import type { Construct } from 'constructs';
import {
  CiliumPolicy,
  CiliumRule,
  ExternalSecret,
  GatewayRoute,
  type GrafanaDashboard,
  HardenedDeployment,
  type Hostname,
  type IGateway,
  type ITenantNamespace,
  PodSet,
  Port,
  Resources,
  RouteAuth,
} from '../lib';
import { image } from './images';
import { LOKI } from './loki';
import { VAULT } from './site';

export interface GrafanaProps {
  readonly namespace: ITenantNamespace;
  /** The pods of Prometheus. */
  readonly prometheus: PodSet;
  /** The dashboards that it shows. */
  readonly dashboards: GrafanaDashboard[];
  readonly gateway: IGateway;
  readonly hostname: Hostname;
}

/** As charts/dashboards.ts names the data source. */
const DATASOURCES = `apiVersion: 1
datasources:
  - name: Prometheus
    uid: prometheus
    type: prometheus
    url: http://prometheus:9090
    access: proxy
    isDefault: true
    editable: false
    jsonData:
      timeInterval: 15s
  - name: Loki
    uid: loki
    type: loki
    url: http://${LOKI.host}:${LOKI.port}
    access: proxy
    editable: false
`;

const DASHBOARDS = '/var/lib/grafana-dashboards';

/** Without this file Grafana would find the folder, and no dashboard in it (seed row J11). */
const PROVIDER = `apiVersion: 1
providers:
  - name: platform
    type: file
    allowUiUpdates: false
    disableDeletion: true
    options:
      path: ${DASHBOARDS}
`;

const ADMIN = '/etc/grafana-admin';

/** Of an air gap: nothing is fetched, and nobody is told. */
const SETTINGS: Readonly<Record<string, string>> = {
  GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: 'false',
  GF_ANALYTICS_CHECK_FOR_UPDATES: 'false',
  GF_ANALYTICS_REPORTING_ENABLED: 'false',
  GF_LOG_MODE: 'console',
  GF_PLUGINS_PREINSTALL_DISABLED: 'true',
  GF_SECURITY_ADMIN_PASSWORD__FILE: `${ADMIN}/admin-password`,
  GF_SECURITY_ADMIN_USER__FILE: `${ADMIN}/admin-user`,
  GF_SECURITY_COOKIE_SECURE: 'true',
};

/**
 * Grafana: dashboards and data source from Git, credentials from the secret store, one way in (seed rows J11, K06).
 *
 * Its own database lies in an emptyDir: what it holds, but for users' wishes, is provisioned at every start.
 */
export class Grafana extends Chart {
  /** Its pods. */
  public static podsIn(namespace: ITenantNamespace): PodSet {
    return PodSet.labelled({ app: 'grafana' }, namespace);
  }

  constructor(scope: Construct, id: string, props: GrafanaProps) {
    super(scope, id);
    const { namespace, hostname, prometheus } = props;
    const grafana = new HardenedDeployment(this, 'grafana', {
      namespace,
      image: image('grafana'),
      port: Port.tcp(3000).named('http'),
      replicas: 1,
      resources: Resources.guaranteed({ cpu: '250m', memory: '512Mi' }),
      writable: { '/tmp': '64Mi', '/var/lib/grafana': '512Mi' },
      envVariables: Object.fromEntries(
        Object.entries({ ...SETTINGS, GF_SERVER_ROOT_URL: `https://${hostname.name}` }).map(([name, value]) => [
          name,
          EnvValue.fromValue(value),
        ]),
      ),
      volumeMounts: [
        this.configuration(namespace, 'datasources', DATASOURCES),
        this.configuration(namespace, 'dashboards', PROVIDER),
        ...props.dashboards.map(dashboard => this.dashboard(dashboard)),
        this.credentials(namespace),
      ],
      liveness: Probe.fromHttpGet('/healthz'),
      readiness: Probe.fromHttpGet('/api/health'),
    });
    new CiliumPolicy(this, 'grafana-asks-prometheus', {
      description: 'It asks Prometheus and Loki, and nobody else.',
      pods: grafana.pods,
      egress: [CiliumRule.toPods(prometheus, [Port.tcp(9090)]), CiliumRule.toPods(LOKI.pods, [Port.tcp(LOKI.port)])],
    });
    new GatewayRoute(this, 'grafana-route', {
      name: 'grafana',
      gateway: props.gateway,
      hostname,
      backend: grafana,
      auth: RouteAuth.login(),
    });
  }

  private configuration(namespace: ITenantNamespace, what: string, text: string): VolumeMount {
    const config = new ConfigMap(this, what, {
      metadata: { name: `grafana-${what}`, namespace: namespace.namespaceName, labels: namespace.tenant.labels },
      data: { [`${what}.yaml`]: text },
    });
    const volume = Volume.fromConfigMap(this, `${what}-volume`, config, { name: what });
    return { path: `/etc/grafana/provisioning/${what}`, volume, readOnly: true };
  }

  private dashboard({ configMapName }: GrafanaDashboard): VolumeMount {
    const config = ConfigMap.fromConfigMapName(this, configMapName, configMapName);
    const volume = Volume.fromConfigMap(this, `${configMapName}-volume`, config, { name: configMapName });
    return { path: `${DASHBOARDS}/${configMapName}`, volume, readOnly: true };
  }

  private credentials(namespace: ITenantNamespace): VolumeMount {
    const { secretName } = new ExternalSecret(this, 'grafana-admin', {
      namespace,
      store: VAULT,
      remoteKey: 'monitoring/grafana-admin',
      keys: ['admin-user', 'admin-password'],
    });
    const secret = Secret.fromSecretName(this, 'admin', secretName);
    const volume = Volume.fromSecret(this, 'admin-volume', secret, { name: 'admin', defaultMode: 0o440 });
    return { path: ADMIN, volume, readOnly: true };
  }
}
