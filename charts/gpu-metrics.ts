import { ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { ExternalNamespace, MonitorTarget, PodSet, Port } from '../lib';
import { GPU } from './metrics';

export interface GpuMetricsProps {
  /** The pods of Prometheus. */
  readonly scrapers: PodSet;
}

const RBAC = 'rbac.authorization.k8s.io';
/** What makes GPUs work tells how they are used. */
const EXPORTER = { app: 'nvidia-dcgm-exporter', namespace: 'gpu-operator', port: Port.tcp(9400).named('gpu-metrics') };

/** The adapter by which autoscalers ask Prometheus; a chart of others makes its Deployment. */
export const ADAPTER = {
  account: 'prometheus-adapter',
  pods: PodSet.labelled(
    { 'app.kubernetes.io/name': 'prometheus-adapter' },
    ExternalNamespace.named('prometheus-adapter'),
  ),
};

/** What autoscalers know it by: percent of the time in which the GPU, or the part of one, of a pod computes. */
export const GPU_USE = 'gpu_use_percent';

/**
 * How the adapter answers. Only what the exporter itself says counts: a series of the same name, from a target of a tenant, has
 * the namespace of that tenant.
 */
export function gpuUseRule(): Record<string, unknown> {
  const exporter = `namespace="${EXPORTER.namespace}"`;
  return {
    seriesQuery: `${GPU.engine.name}{${exporter},exported_namespace!="",exported_pod!=""}`,
    resources: {
      overrides: { exported_namespace: { resource: 'namespace' }, exported_pod: { resource: 'pod' } },
    },
    name: { as: GPU_USE },
    metricsQuery: `100 * avg by (<<.GroupBy>>) (<<.Series>>{<<.LabelMatchers>>,${exporter}})`,
  };
}

/**
 * The use of GPUs, for autoscalers (seed row K13): scraped from NVIDIA's exporter, and what the adapter may do. Its chart would
 * let it read every ConfigMap of the cluster, so its rights are ours to give, and its project brings none.
 */
export class GpuMetrics extends Chart {
  constructor(scope: Construct, id: string, { scrapers }: GpuMetricsProps) {
    super(scope, id);
    const { app, namespace, port } = EXPORTER;
    new MonitorTarget(this, 'dcgm-exporter', {
      pods: PodSet.labelled({ app }, ExternalNamespace.named(namespace)),
      port,
      scrapers,
    });
    const name = ADAPTER.account;
    new ApiObject(this, 'role', {
      apiVersion: `${RBAC}/v1`,
      kind: 'ClusterRole',
      metadata: { name },
      rules: [{ apiGroups: [''], resources: ['namespaces', 'pods'], verbs: ['get', 'list', 'watch'] }],
    });
    this.bind('role-binding', 'ClusterRoleBinding', { name }, 'ClusterRole', name);
    // It has the API server say who asks, and whether they may.
    this.bind(
      'delegation',
      'ClusterRoleBinding',
      { name: `${name}-delegation` },
      'ClusterRole',
      'system:auth-delegator',
    );
    this.bind(
      'request-headers',
      'RoleBinding',
      { name, namespace: 'kube-system' },
      'Role',
      'extension-apiserver-authentication-reader',
    );
  }

  private bind(id: string, kind: string, metadata: Record<string, string>, role: string, name: string): void {
    const subject = { kind: 'ServiceAccount', name: ADAPTER.account, namespace: ADAPTER.pods.namespaceName };
    new ApiObject(this, id, {
      apiVersion: `${RBAC}/v1`,
      kind,
      metadata,
      roleRef: { apiGroup: RBAC, kind: role, name },
      subjects: [subject],
    });
  }
}
