import type { CheckCases } from '../check-cases';
import { ruleFile, rules } from './monitoring-yaml';

const GOOD =
  '{ alert: A, expr: up == 0, labels: { severity: warning }, annotations: { summary: down, runbook_url: "https://example.com/a" } }';

export default {
  check: 'alert-runbook',
  passing: [
    { name: 'all three', yaml: rules(GOOD) },
    { name: 'a recording rule', yaml: rules('{ record: "a:b", expr: up }') },
    { name: 'a ConfigMap with other things', yaml: ruleFile('').replace('groups:', 'teams:') },
    {
      name: 'a PrometheusRule of another group',
      yaml: rules('{ alert: A }').replace('monitoring.coreos.com', 'example.com'),
    },
  ],
  failing: [
    {
      name: 'J06: an alert without a runbook',
      yaml: ruleFile(
        '- alert: HighModelLatency',
        '  expr: ml_api_request_duration_seconds{quantile="0.95"} > 1.0',
        '  for: 5m',
        '  labels: { severity: warning }',
        '  annotations: { summary: "High model inference latency" }',
      ),
      finds: [
        'ConfigMap a/files data[rules.yml].groups[0].rules[0].annotations.runbook_url: alert "HighModelLatency" has no runbook under https',
      ],
    },
    {
      name: 'nothing of it, and the wrong words',
      yaml: rules(
        '{ alert: A, expr: up == 0 }',
        '{ alert: B, expr: up, labels: { severity: bad }, annotations: { summary: s, runbook_url: "http://x" } }',
      ),
      finds: [
        'PrometheusRule a/r spec.groups[0].rules[0].labels.severity: severity of alert "A" is none, not critical, warning, info',
        'PrometheusRule a/r spec.groups[0].rules[0].annotations.summary: alert "A" has no summary',
        'PrometheusRule a/r spec.groups[0].rules[0].annotations.runbook_url: alert "A" has no runbook under https',
        'PrometheusRule a/r spec.groups[0].rules[1].labels.severity: severity of alert "B" is "bad", not critical, warning, info',
        'PrometheusRule a/r spec.groups[0].rules[1].annotations.runbook_url: alert "B" has no runbook under https',
      ],
    },
  ],
} satisfies CheckCases;
