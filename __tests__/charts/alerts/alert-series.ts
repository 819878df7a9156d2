/** Series and their values, one a minute, as promtool writes them. */
export type Series = Readonly<Record<string, string>>;

/** What an alert is held to: it fires on the one, and not on the others. */
export interface AlertCase {
  readonly alert: string;
  readonly fires: Series;
  /** By what they show. */
  readonly silent: Readonly<Record<string, Series>>;
}

const NONE: Series = { 'other{}': '1x60' };

/** A histogram of which 90 requests a minute take up to a quarter of a second, and ten take up to `slow` seconds. */
function latency(name: string, labels: string, slow: string): Series {
  return {
    [`${name}_bucket{${labels}, le="0.25"}`]: '0+90x60',
    [`${name}_bucket{${labels}, le="${slow}"}`]: '0+100x60',
    [`${name}_bucket{${labels}, le="+Inf"}`]: '0+100x60',
  };
}

const API = 'namespace="ml-api", pod="p"';
const apiLatency = (slow: string) => latency('ml_api_request_duration_seconds', API, slow);

export const API_CASES: readonly AlertCase[] = [
  {
    alert: 'HighModelLatency',
    fires: apiLatency('2.5'),
    silent: { 'faster requests': apiLatency('1'), 'no requests': NONE },
  },
  {
    alert: 'ModelAccuracyDegraded',
    fires: { 'ml_model_accuracy{namespace="ml-api", model="m"}': '0.79x60' },
    silent: {
      'what it may be': { 'ml_model_accuracy{namespace="ml-api", model="m"}': '0.8x60' },
      'nine minutes of it': { 'ml_model_accuracy{namespace="ml-api", model="m"}': '0.9x21 0.7x9' },
      'a model elsewhere': { 'ml_model_accuracy{namespace="tenant-a", model="m"}': '0.5x60' },
    },
  },
  {
    alert: 'DataDriftDetected',
    fires: { 'ml_data_drift_score{namespace="ml-api", feature="age"}': '0.11x60' },
    silent: { 'what it may be': { 'ml_data_drift_score{namespace="ml-api", feature="age"}': '0.1x60' } },
  },
  {
    alert: 'ApiDown',
    fires: { 'up{namespace="ml-api", app="ml-api", pod="p"}': '0x60' },
    silent: {
      'one of two answers': {
        'up{namespace="ml-api", app="ml-api", pod="p"}': '0x60',
        'up{namespace="ml-api", app="ml-api", pod="q"}': '1x60',
      },
    },
  },
  {
    alert: 'ApiErrorsHigh',
    fires: { [`ml_api_errors_total{${API}}`]: '0+6x60', [`ml_api_requests_total{${API}, code="200"}`]: '0+100x60' },
    silent: {
      'few errors': {
        [`ml_api_errors_total{${API}}`]: '0+5x60',
        [`ml_api_requests_total{${API}, code="200"}`]: '0+100x60',
      },
      // A pod that has started anew counts from zero: the total is large, its growth is not.
      'errors of last week': {
        [`ml_api_errors_total{${API}}`]: '9000x60',
        [`ml_api_requests_total{${API}, code="200"}`]: '0+100x60',
      },
    },
  },
  {
    alert: 'ApiReplicasExhausted',
    fires: {
      'kube_horizontalpodautoscaler_status_current_replicas{namespace="ml-api", horizontalpodautoscaler="h"}': '10x60',
      'kube_horizontalpodautoscaler_spec_max_replicas{namespace="ml-api", horizontalpodautoscaler="h"}': '10x60',
    },
    silent: {
      'one less': {
        'kube_horizontalpodautoscaler_status_current_replicas{namespace="ml-api", horizontalpodautoscaler="h"}': '9x60',
        'kube_horizontalpodautoscaler_spec_max_replicas{namespace="ml-api", horizontalpodautoscaler="h"}': '10x60',
      },
    },
  },
];

export const PLATFORM_CASES: readonly AlertCase[] = [
  {
    alert: 'PolicyDropsHigh',
    fires: { 'hubble_drop_total{reason="POLICY_DENIED", protocol="TCP"}': '0+120x60' },
    silent: {
      'now and then': { 'hubble_drop_total{reason="POLICY_DENIED", protocol="TCP"}': '0+30x60' },
      'for another reason': { 'hubble_drop_total{reason="STALE_OR_UNROUTABLE_IP", protocol="TCP"}': '0+120x60' },
    },
  },
  {
    alert: 'TargetDown',
    fires: { 'up{job="j", instance="i"}': '0x60' },
    silent: { 'it answers': { 'up{job="j", instance="i"}': '1x60' } },
  },
];

export const NODE_CASES: readonly AlertCase[] = [
  {
    alert: 'FalcoRuleMatched',
    fires: { 'falcosecurity_falco_rules_matches_total{rule_name="Entry into a pod with GPUs"}': '_x25 1x35' },
    silent: {
      'a match of long ago': { 'falcosecurity_falco_rules_matches_total{rule_name="Shell in a container"}': '1x60' },
      'no match': NONE,
    },
  },
];

/** The cases of a tenant's service; no series of another tenant is to set off an alert. */
export function inferenceCases(tenant: string, other: string): readonly AlertCase[] {
  const own = `namespace="${tenant}", pod="p"`;
  const foreign = `namespace="${other}", pod="p"`;
  const slow = (labels: string, seconds: string) => latency('ml_inference_request_duration_seconds', labels, seconds);
  const requests = (labels: string, failed: number): Series => ({
    [`ml_inference_requests_total{${labels}, code="200"}`]: `0+${100 - failed}x60`,
    [`ml_inference_requests_total{${labels}, code="503"}`]: `0+${failed}x60`,
  });
  const restarts = (labels: string, values: string): Series => ({
    [`kube_pod_container_status_restarts_total{${labels}, container="main"}`]: values,
  });
  const memory = (labels: string, used: string): Series => ({
    [`process_resident_memory_bytes{${labels}, container="main", job="s"}`]: used,
    [`kube_pod_container_resource_limits{${labels}, container="main", resource="memory", unit="byte"}`]: '1000x60',
    [`kube_pod_container_resource_limits{${labels}, container="main", resource="cpu", unit="core"}`]: '1x60',
  });
  const cpu = (labels: string, perMinute: number): Series => ({
    [`process_cpu_seconds_total{${labels}, container="main", job="s"}`]: `0+${perMinute}x60`,
    [`kube_pod_container_resource_limits{${labels}, container="main", resource="cpu", unit="core"}`]: '1x60',
    [`kube_pod_container_resource_limits{${labels}, container="main", resource="memory", unit="byte"}`]: '1000x60',
  });
  const up = (namespace: string) => ({ [`up{namespace="${namespace}", app="ml-inference", pod="p"}`]: '1x60' });
  return [
    { alert: 'InferenceDown', fires: up(other), silent: { 'it answers': up(tenant) } },
    {
      alert: 'InferenceLatencyHigh',
      fires: slow(own, '1'),
      silent: { 'faster requests': slow(own, '0.5'), 'another tenant': slow(foreign, '1') },
    },
    {
      alert: 'InferenceErrorsHigh',
      fires: requests(own, 6),
      silent: { 'few errors': requests(own, 5), 'another tenant': requests(foreign, 50) },
    },
    {
      alert: 'InferencePodRestarting',
      fires: restarts(own, '0x10 1x5 2x5 3x40'),
      silent: { once: restarts(own, '0x10 1x50'), 'another tenant': restarts(foreign, '0x10 1x5 2x5 3x40') },
    },
    {
      alert: 'InferenceMemoryNearLimit',
      fires: memory(own, '910x60'),
      silent: { 'room left': memory(own, '900x60'), 'another tenant': memory(foreign, '990x60') },
    },
    {
      alert: 'InferenceCpuNearLimit',
      fires: cpu(own, 57),
      silent: { 'room left': cpu(own, 54), 'another tenant': cpu(foreign, 60) },
    },
  ];
}
