import { Metric, MetricCatalogue } from '../lib';

const mlApi = { exporter: 'ml-api' };
const inference = { exporter: 'ml-inference' };
const kubernetes = { exporter: 'kube-state-metrics' };
const costs = { exporter: 'cost-metrics' };

/** What the ML API exports. The seed asked its latency as a summary and as a histogram: it is a histogram (seed row J09). */
export const ML_API = {
  requests: Metric.counter('ml_api_requests_total', { ...mlApi, labels: ['code'] }),
  errors: Metric.counter('ml_api_errors_total', mlApi),
  latency: Metric.histogram('ml_api_request_duration_seconds', mlApi),
  accuracy: Metric.gauge('ml_model_accuracy', { ...mlApi, labels: ['model'] }),
  drift: Metric.gauge('ml_data_drift_score', { ...mlApi, labels: ['feature'] }),
};

/** What a tenant's inference service exports; `process_…` comes with every client library of Prometheus. */
export const INFERENCE = {
  requests: Metric.counter('ml_inference_requests_total', { ...inference, labels: ['code'] }),
  latency: Metric.histogram('ml_inference_request_duration_seconds', inference),
  cpu: Metric.counter('process_cpu_seconds_total', inference),
  memory: Metric.gauge('process_resident_memory_bytes', inference),
};

/** What Kubernetes knows of its objects. */
export const KUBERNETES = {
  restarts: Metric.counter('kube_pod_container_status_restarts_total', kubernetes),
  phase: Metric.gauge('kube_pod_status_phase', { ...kubernetes, labels: ['phase'] }),
  limits: Metric.gauge('kube_pod_container_resource_limits', { ...kubernetes, labels: ['resource', 'unit'] }),
  replicas: Metric.gauge('kube_horizontalpodautoscaler_status_current_replicas', {
    ...kubernetes,
    labels: ['horizontalpodautoscaler'],
  }),
  maxReplicas: Metric.gauge('kube_horizontalpodautoscaler_spec_max_replicas', {
    ...kubernetes,
    labels: ['horizontalpodautoscaler'],
  }),
};

/** What the cost exporter leaves at its gateway of metrics. */
export const COST = {
  daily: Metric.gauge('aws_cost_daily', costs),
  byService: Metric.gauge('aws_cost_by_service', { ...costs, labels: ['service'] }),
};

/** What Cilium drops. */
export const DROPS = Metric.counter('hubble_drop_total', { exporter: 'hubble', labels: ['reason', 'protocol'] });

/** How GPUs are used, as NVIDIA's exporter tells: of partitions, too. Whose they are stands in labels of its own. */
export const GPU = {
  engine: Metric.gauge('DCGM_FI_PROF_GR_ENGINE_ACTIVE', {
    exporter: 'nvidia-dcgm-exporter',
    labels: ['exported_namespace', 'exported_pod'],
  }),
};

/** How often a rule of Falco matched; a series is there from the first match on. */
export const FALCO_MATCHES = Metric.counter('falcosecurity_falco_rules_matches_total', {
  exporter: 'falco',
  labels: ['rule_name', 'priority', 'source'],
});

/** Every metric of the platform (seed rows J09, M04). */
export const METRICS = MetricCatalogue.of([
  ...[ML_API, INFERENCE, KUBERNETES, COST, GPU].flatMap(metrics => Object.values<Metric>(metrics)),
  DROPS,
  FALCO_MATCHES,
]);
