import { ApiObject, Chart } from 'cdk8s';
import { Probe } from 'cdk8s-plus-30';
import type { Construct } from 'constructs';
import {
  CiliumEntity,
  CiliumPolicy,
  CiliumRule,
  HardenedDeployment,
  type ITenantNamespace,
  MonitorTarget,
  PodNetworkPolicy,
  type PodSet,
  Port,
  Resources,
} from '../lib';
import { image } from './images';

export interface KubeStateMetricsProps {
  readonly namespace: ITenantNamespace;
  /** The pods that scrape metrics. */
  readonly scrapers: PodSet;
}

/** What it tells of, by API group. Neither Secrets nor ConfigMaps: it would have to read them all. */
const TOLD: Readonly<Record<string, string[]>> = {
  '': ['namespaces', 'nodes', 'persistentvolumeclaims', 'pods', 'resourcequotas', 'services'],
  apps: ['daemonsets', 'deployments', 'statefulsets'],
  autoscaling: ['horizontalpodautoscalers'],
  batch: ['cronjobs', 'jobs'],
};

const METRICS = Port.tcp(8080).named('http');
const ITSELF = Port.tcp(8081).named('telemetry');
const RBAC = 'rbac.authorization.k8s.io';

/** Tells Prometheus what Kubernetes knows of its objects (seed row M05). */
export class KubeStateMetrics extends Chart {
  constructor(scope: Construct, id: string, props: KubeStateMetricsProps) {
    super(scope, id);
    const { namespace, scrapers } = props;
    const { pods, pod } = new HardenedDeployment(this, 'kube-state-metrics', {
      namespace,
      image: image('kube-state-metrics'),
      args: [
        `--port=${METRICS.number}`,
        `--telemetry-port=${ITSELF.number}`,
        `--resources=${Object.values(TOLD).flat().sort().join(',')}`,
      ],
      port: METRICS,
      morePorts: [ITSELF],
      replicas: 1,
      automountServiceAccountToken: true,
      resources: Resources.guaranteed({ cpu: '100m', memory: '256Mi' }),
      liveness: Probe.fromHttpGet('/livez'),
      readiness: Probe.fromHttpGet('/readyz', { port: ITSELF.number }),
    });
    this.readEverywhere(pod.serviceAccountName, namespace.namespaceName);
    new PodNetworkPolicy(this, 'kube-state-metrics-readers', {
      pods,
      ingress: [{ peers: [scrapers], ports: [METRICS] }],
    });
    new CiliumPolicy(this, 'kube-state-metrics-api', {
      description: 'It watches the objects of the cluster.',
      pods,
      egress: [CiliumRule.toEntities([CiliumEntity.KUBE_APISERVER], [Port.tcp(6443)])],
    });
    new MonitorTarget(this, 'monitor', {
      name: 'kube-state-metrics',
      pods,
      scrapers,
      port: METRICS,
      // Its series speak of the namespaces and pods of others.
      honorLabels: true,
    });
  }

  private readEverywhere(account: string, namespace: string): void {
    const name = 'kube-state-metrics';
    new ApiObject(this, 'role', {
      apiVersion: `${RBAC}/v1`,
      kind: 'ClusterRole',
      metadata: { name },
      rules: Object.entries(TOLD).map(([group, resources]) => ({
        apiGroups: [group],
        resources,
        verbs: ['list', 'watch'],
      })),
    });
    new ApiObject(this, 'role-binding', {
      apiVersion: `${RBAC}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name },
      roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name },
      subjects: [{ kind: 'ServiceAccount', name: account, namespace }],
    });
  }
}
