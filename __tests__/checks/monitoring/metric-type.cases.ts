import type { CheckCases } from '../check-cases';
import { board, dashboard, rules, SITE } from './monitoring-yaml';

export default {
  check: 'metric-type',
  passing: [
    {
      name: 'each type as it is meant',
      yaml: dashboard(
        board(
          'sum(rate(requests_total[5m])) / sum(increase(requests_total[5m]))',
          'histogram_quantile(0.95, sum by (le) (rate(latency_seconds_bucket[5m])))',
          'rate(latency_seconds_sum[5m]) / rate(latency_seconds_count[5m])',
          'size_bytes{quantile="0.95"} > 1',
          'accuracy < 0.8 and max_over_time(accuracy[1h]) > delta(accuracy[1h])',
          'absent(requests_total) or count(requests_total) or resets(requests_total[1h])',
        ),
      ),
      site: SITE,
    },
    { name: 'a metric that the site does not declare', yaml: rules('{ alert: A, expr: "rate(x[5m])" }'), site: SITE },
    { name: 'a site that declares none', yaml: rules('{ alert: A, expr: requests_total }') },
    {
      name: 'a series of a recording rule',
      yaml: rules('{ record: requests_count, expr: up }', '{ alert: A, expr: requests_count > 1 }'),
      site: SITE,
    },
  ],
  failing: [
    {
      name: 'J09: asked as a summary, and it is a histogram',
      yaml: rules('{ alert: HighModelLatency, expr: "latency_seconds{quantile=\\"0.95\\"} > 1" }'),
      site: SITE,
      finds: [
        'PrometheusRule a/r spec.groups[0].rules[0].expr: latency_seconds is a histogram, and has no label quantile',
      ],
    },
    {
      name: 'J09: asked as a histogram, and it is a summary',
      yaml: rules('{ alert: A, expr: "histogram_quantile(0.95, rate(size_bytes_bucket[5m]))" }'),
      site: SITE,
      finds: [
        'PrometheusRule a/r spec.groups[0].rules[0].expr: size_bytes is a summary, and has no series size_bytes_bucket',
      ],
    },
    {
      name: 'J12: buckets since the pod started',
      yaml: dashboard(board('histogram_quantile(0.95, latency_seconds_bucket)', 'latency_seconds')),
      site: SITE,
      finds: [
        'ConfigMap a/d data[d.json].panels[0].targets[0].expr: latency_seconds_bucket only grows, and is asked for neither rate() nor increase()',
        'ConfigMap a/d data[d.json].panels[0].targets[1].expr: latency_seconds is a histogram, and has no series latency_seconds',
      ],
    },
    {
      name: 'J13: divided by a counter, also where the API takes it',
      yaml: dashboard({ dashboard: board('cost_daily / requests_total') }),
      site: SITE,
      finds: [
        'ConfigMap a/d data[d.json].dashboard.panels[0].targets[0].expr: requests_total only grows, and is asked for neither rate() nor increase()',
      ],
    },
    {
      name: 'the growth of a gauge, the quantile of a gauge, a look at a counter over time',
      yaml: rules(
        '{ alert: A, expr: "rate(accuracy[5m]) > 0" }',
        '{ alert: B, expr: "accuracy{quantile=\\"0.5\\"}" }',
        '{ alert: C, expr: "avg_over_time(requests_total[5m]) > 1" }',
      ),
      site: SITE,
      finds: [
        'PrometheusRule a/r spec.groups[0].rules[0].expr: accuracy is a gauge, which rate() does not suit',
        'PrometheusRule a/r spec.groups[0].rules[1].expr: accuracy is a gauge, and has no label quantile',
        'PrometheusRule a/r spec.groups[0].rules[2].expr: requests_total only grows, and is asked for neither rate() nor increase()',
      ],
    },
  ],
} satisfies CheckCases;
