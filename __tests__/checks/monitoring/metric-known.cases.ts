import type { CheckCases } from '../check-cases';
import { board, dashboard, MONITORED, ruleFile, rules, SITE } from './monitoring-yaml';

export default {
  check: 'metric-known',
  passing: [
    {
      name: 'metrics of the site, those of rules, and those of Prometheus itself',
      yaml:
        MONITORED +
        rules(
          '{ alert: A, expr: "accuracy < 1 and latency_seconds_count > 0" }',
          '{ record: "api:up:sum", expr: sum(up) }',
        ) +
        dashboard(board('api:up:sum', '{__name__="requests_total"}', '{"accuracy"}', 'scrape_duration_seconds')),
      site: SITE,
    },
    { name: 'a site that declares none', yaml: rules('{ alert: A, expr: anything }') },
    {
      name: 'a PodMonitor scrapes the exporter',
      yaml: `${MONITORED.replace('kind: ServiceMonitor', 'kind: PodMonitor').replace('kind: Service\n', 'kind: Pod\n')}${rules(
        '{ alert: A, expr: accuracy < 1 }',
      )}`,
      site: SITE,
    },
    { name: 'labels only', yaml: MONITORED + rules('{ alert: A, expr: "{job=\'x\'}" }'), site: SITE },
  ],
  failing: [
    {
      name: 'a name that nobody has',
      yaml: MONITORED + rules('{ alert: A, expr: accurracy < 1 }', '{ alert: B, expr: "rate(other_total[5m]) > 1" }'),
      site: SITE,
      finds: [
        'PrometheusRule a/r spec.groups[0].rules[0].expr: the site has no metric accurracy; did you mean accuracy?',
        'PrometheusRule a/r spec.groups[0].rules[1].expr: the site has no metric other_total',
      ],
    },
    {
      name: 'an exporter that nobody scrapes',
      yaml: MONITORED + dashboard(board('cost_daily')) + ruleFile('- alert: A', '  expr: cost_daily > 1'),
      site: SITE,
      finds: [
        'ConfigMap a/d data[d.json].panels[0].targets[0].expr: no monitor scrapes "costs", which exports cost_daily',
        'ConfigMap a/files data[rules.yml].groups[0].rules[0].expr: no monitor scrapes "costs", which exports cost_daily',
      ],
    },
  ],
} satisfies CheckCases;
