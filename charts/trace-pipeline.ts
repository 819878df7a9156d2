import { ExternalNamespace, PodSet } from '../lib';
import { UNLOGGED_FIELDS } from './log-pipeline';

/** Tempo, as those who write to it refer to it; a chart of others makes it. */
export const TEMPO = {
  pods: PodSet.labelled({ 'app.kubernetes.io/name': 'tempo' }, ExternalNamespace.named('tempo')),
  host: 'tempo.tempo.svc.cluster.local',
  port: 4317,
};

/** The collector, as those who send to it refer to it. */
export const COLLECTOR = { host: 'otel-collector.tracing.svc.cluster.local', port: 4317 };

/** Attributes by which instrumentations of models and of HTTP carry what people asked. */
const CONTENT = ['gen_ai.input.messages', 'gen_ai.output.messages', 'gen_ai.prompt', 'http.request.body', 'url.query'];

/** The configuration of the collector: from applications, without what people asked, to Tempo, and as counters to Prometheus. */
export const TRACE_PIPELINE = {
  extensions: { health_check: { endpoint: '0.0.0.0:13133' } },
  receivers: { otlp: { protocols: { grpc: { endpoint: '0.0.0.0:4317' } } } },
  processors: {
    memory_limiter: { check_interval: '1s', limit_percentage: 80, spike_limit_percentage: 20 },
    'attributes/anonymous': {
      actions: [...CONTENT, ...UNLOGGED_FIELDS].map(key => ({ key, action: 'delete' })),
    },
    batch: {},
  },
  connectors: { span_metrics: {} },
  exporters: {
    // Inside the cluster, where Cilium says who talks to whom.
    'otlp_grpc/tempo': { endpoint: `${TEMPO.host}:${TEMPO.port}`, tls: { insecure: true } },
    prometheus: { endpoint: '0.0.0.0:8889' },
  },
  service: {
    extensions: ['health_check'],
    telemetry: { metrics: { level: 'none' } },
    pipelines: {
      traces: {
        receivers: ['otlp'],
        processors: ['memory_limiter', 'attributes/anonymous', 'batch'],
        exporters: ['otlp_grpc/tempo', 'span_metrics'],
      },
      metrics: { receivers: ['span_metrics'], exporters: ['prometheus'] },
    },
  },
};
