import type { CheckCases } from '../check-cases';
import { ruleFile, rules } from './monitoring-yaml';

export default {
  check: 'rule-valid',
  passing: [
    {
      name: 'alerts and recordings with durations',
      yaml: rules(
        '{ alert: A, expr: "histogram_quantile(0.95, sum by (le) (rate(x_bucket[5m]))) > 1", for: 5m, keep_firing_for: 1h30m }',
        '{ record: "a:b", expr: "sum by (a) (b)" }',
        '{ alert: B, expr: 1, for: "0" }',
      ),
    },
    {
      name: 'one alert with two severities',
      yaml: rules(
        '{ alert: A, expr: "x > 1", labels: { severity: warning } }',
        '{ alert: A, expr: "x > 2", labels: { severity: critical } }',
      ),
    },
    {
      name: 'an error budget that burns in several windows, as kube-prometheus has it',
      yaml: rules(
        '{ alert: Burn, expr: "x > 1", labels: { severity: critical, long: 1h, short: 5m } }',
        '{ alert: Burn, expr: "x > 2", labels: { severity: critical, long: 6h, short: 30m } }',
        '{ record: "a:b", expr: "sum by (code) (x{code=~\\"2..\\"})" }',
        '{ record: "a:b", expr: "sum by (code) (x{code=~\\"5..\\"})" }',
      ),
    },
    { name: 'a rule file', yaml: ruleFile('- alert: A', '  expr: up == 0', '  for: 5m') },
    { name: 'a text that is no YAML', yaml: ruleFile('- alert: A', '  expr: up', '  : : {') },
  ],
  failing: [
    {
      name: 'an expression that cannot be read',
      yaml: rules('{ alert: A, expr: "rate(x[5m]" }', '{ alert: B, expr: "x >> 1" }', '{ alert: C }'),
      finds: [
        'PrometheusRule a/r spec.groups[0].rules[0].expr: the expression cannot be read: ends too early',
        'PrometheusRule a/r spec.groups[0].rules[1].expr: the expression cannot be read: at "> 1"',
        'PrometheusRule a/r spec.groups[0].rules[2].expr: the expression cannot be read: is missing',
      ],
    },
    {
      name: 'both, neither, and durations of another language',
      yaml: rules('{ alert: A, record: "a:b", expr: up, for: 5 minutes }', '{ expr: up, keep_firing_for: 5 }').replace(
        'name: g',
        'name: g, interval: 1.5m',
      ),
      finds: [
        'PrometheusRule a/r spec.groups[0].interval: "1.5m" is no duration such as "5m"',
        'PrometheusRule a/r spec.groups[0].rules[0]: the rule has both alert and record',
        'PrometheusRule a/r spec.groups[0].rules[0].for: "5 minutes" is no duration such as "5m"',
        'PrometheusRule a/r spec.groups[0].rules[1]: the rule has neither alert nor record',
        'PrometheusRule a/r spec.groups[0].rules[1].keep_firing_for: 5 is no duration such as "5m"',
      ],
    },
    {
      name: 'two groups, and two alerts, of one name',
      yaml: rules('{ alert: A, expr: up }', '{ alert: A, expr: up == 0 }').replace('}] }\n', '}, { name: g }] }\n'),
      finds: [
        'PrometheusRule a/r spec.groups[1].name: a second group of the file is called "g"',
        'PrometheusRule a/r spec.groups[0].rules[1].alert: a second alert "A" with these labels is in the file',
      ],
    },
    {
      name: 'labels in another order',
      yaml: rules('{ alert: A, expr: x, labels: { c: 1, d: 2 } }', '{ alert: A, expr: y, labels: { d: 2, c: 1 } }'),
      finds: ['PrometheusRule a/r spec.groups[0].rules[1].alert: a second alert "A" with these labels is in the file'],
    },
  ],
} satisfies CheckCases;
