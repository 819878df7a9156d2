import type { JsonField } from '../../manifests/json/json-field';
import { PromQl } from '../../manifests/monitoring/prom-ql';
import { RULE_KINDS, RuleGroups } from '../../manifests/monitoring/rule-groups';
import type { Check, Violation } from '../check';

/** As Prometheus reads durations: units from large to small, each once. */
const DURATION = /^(0|(?=.)(\d+y)?(\d+w)?(\d+d)?(\d+h)?(\d+m)?(\d+s)?(\d+ms)?)$/;

/**
 * Prometheus takes the rules, and tells each alert from the others.
 *
 * Fields:  groups of PrometheusRules, and of rule files in ConfigMaps: name, interval; of rules alert, record, expr, for and
 *          keep_firing_for
 * Allowed: group names that are unique in the file; rules with either alert or record, and an expression that can be read;
 *          durations of Prometheus; in a file, one alert of a name and labels
 * Source:  https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/
 *          seed rows J06 to J09, J15, K05
 */
export const ruleValid: Check = {
  id: 'rule-valid',
  family: 'monitoring',
  title: 'rules of Prometheus can be read, and their alerts told apart',
  fix: 'correct what Prometheus would refuse; promtool check rules says the same',
  kinds: RULE_KINDS,
  examine: manifest =>
    RuleGroups.byFile(manifest).flatMap(groups => [
      ...groupsTwice(groups),
      ...alertsTwice(groups.flatMap(group => group.items('rules'))),
      ...groups.flatMap(ofGroup),
    ]),
};

function groupsTwice(groups: readonly JsonField[]): readonly Violation[] {
  const names = groups.map(group => group.at('name'));
  return names
    .filter(({ text }, index) => names.findIndex(other => other.text === text) < index)
    .map(({ path, text = '' }) => ({ path, message: `a second group of the file is called ${JSON.stringify(text)}` }));
}

/**
 * Alerts of one name are told apart by any of their labels, such as the windows of a burn rate. Recordings are not asked: what
 * tells those apart may be in the series that they are made of.
 */
function alertsTwice(rules: readonly JsonField[]): readonly Violation[] {
  const seen = new Set<string>();
  return rules.flatMap(rule => {
    const { text, path } = rule.at('alert');
    if (text === undefined) return [];
    const labels = Object.entries(rule.at('labels').object).sort(([a], [b]) => (a < b ? -1 : 1));
    const key = JSON.stringify([text, labels]);
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [{ path, message: `a second alert ${JSON.stringify(text)} with these labels is in the file` }];
  });
}

function ofGroup(group: JsonField): readonly Violation[] {
  return [...durations(group, ['interval']), ...group.items('rules').flatMap(ofRule)];
}

function ofRule(rule: JsonField): readonly Violation[] {
  const [alert, record, expr] = ['alert', 'record', 'expr'].map(key => rule.at(key));
  const found: Violation[] = [];
  if ((alert.text === undefined) === (record.text === undefined)) {
    const has = alert.text === undefined ? 'neither alert nor record' : 'both alert and record';
    found.push({ path: rule.path, message: `the rule has ${has}` });
  }
  const problem = expr.text === undefined ? 'is missing' : PromQl.read(expr.text).problem;
  if (problem !== undefined && typeof expr.value !== 'number') {
    found.push({ path: expr.path, message: `the expression cannot be read: ${problem}` });
  }
  return [...found, ...durations(rule, ['for', 'keep_firing_for'])];
}

function durations(field: JsonField, keys: readonly string[]): readonly Violation[] {
  return keys
    .map(key => field.at(key))
    .filter(({ value }) => value !== undefined && !(typeof value === 'string' && DURATION.test(value)))
    .map(({ path, value }) => ({ path, message: `${JSON.stringify(value)} is no duration such as "5m"` }));
}
