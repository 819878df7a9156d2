import type { JsonField } from '../../manifests/json/json-field';
import { RULE_KINDS, RuleGroups } from '../../manifests/monitoring/rule-groups';
import type { Check, Violation } from '../check';

const SEVERITIES = ['critical', 'warning', 'info'];

/**
 * An alert says how bad it is, what is wrong, and where to read what to do.
 *
 * Fields:  labels.severity, annotations.summary and annotations.runbook_url of alerts in PrometheusRules and in rule files
 *          of ConfigMaps
 * Allowed: severity critical, warning or info; a summary; a runbook under https
 * Source:  https://prometheus.io/docs/practices/alerting/
 *          seed rows J06 to J08
 */
export const alertRunbook: Check = {
  id: 'alert-runbook',
  family: 'monitoring',
  title: 'alerts have a severity, a summary and a runbook',
  fix: 'write labels.severity, annotations.summary and annotations.runbook_url',
  kinds: RULE_KINDS,
  examine: manifest =>
    RuleGroups.rules(manifest)
      .filter(rule => rule.at('alert').text !== undefined)
      .flatMap(missing),
};

function missing(rule: JsonField): readonly Violation[] {
  const alert = JSON.stringify(rule.at('alert').text);
  const severity = rule.at('labels', 'severity');
  const summary = rule.at('annotations', 'summary');
  const runbook = rule.at('annotations', 'runbook_url');
  const found: Violation[] = [];
  if (!SEVERITIES.includes(severity.text ?? '')) {
    const got = severity.text === undefined ? 'none' : JSON.stringify(severity.text);
    found.push({ path: severity.path, message: `severity of alert ${alert} is ${got}, not ${SEVERITIES.join(', ')}` });
  }
  if (summary.text === undefined) found.push({ path: summary.path, message: `alert ${alert} has no summary` });
  if (!runbook.text?.startsWith('https://')) {
    found.push({ path: runbook.path, message: `alert ${alert} has no runbook under https` });
  }
  return found;
}
