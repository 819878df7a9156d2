import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { ENVIRONMENTS } from '../../../charts/environments';
import { TENANTS } from '../../../charts/tenants';
import { ROOT } from '../../source-files';
import { published, publishedObjects } from '../published';

import { type AlertCase, API_CASES, inferenceCases, NODE_CASES, PLATFORM_CASES, type Series } from './alert-series';
import { PrometheusProgram } from './prometheus-program';

const { PROMTOOL, AMTOOL } = PrometheusProgram;

const RULES = publishedObjects('prod').filter(({ kind }) => kind === 'PrometheusRule');
const ALERTS = RULES.flatMap(({ spec }) => spec.groups).flatMap(({ rules }) => rules);
/** Long enough for every `for`, and short enough for a look-back of half an hour to see what happened. */
const WHEN = '30m';

const folder = mkdtempSync(join(tmpdir(), 'alerts-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, dump(content));
  return path;
}

describe('the rules of seed rows', () => {
  const alertsOf = (namespace: string, name: string) =>
    published('prod', 'PrometheusRule', namespace, name).spec.groups.flatMap(({ name: group, rules }: any) =>
      rules.map((rule: any) => [group, rule.alert, rule.for, rule.labels.severity]),
    );

  test('J06 to J08: the model', () => {
    expect(alertsOf('ml-api', 'model-alerts')).toEqual([
      ['model_alerts', 'HighModelLatency', '5m', 'warning'],
      ['model_alerts', 'ModelAccuracyDegraded', '10m', 'critical'],
      ['model_alerts', 'DataDriftDetected', '5m', 'warning'],
    ]);
  });

  test('J15: performance', () => {
    expect(alertsOf('ml-api', 'performance').map(([group]: string[]) => group)).toEqual(
      Array.from({ length: 3 }, () => 'performance'),
    );
  });

  test.each(TENANTS.map(({ name }) => name))('K05: six alerts of %s', name => {
    const alerts = alertsOf(name, 'ml-inference-alerts');
    expect(new Set(alerts.map(([, alert]: string[]) => alert)).size).toBe(6);
  });

  test('are the same in every environment', () => {
    const [first, ...others] = ENVIRONMENTS.map(({ name }) =>
      publishedObjects(name).filter(({ kind }) => kind === 'PrometheusRule'),
    );
    for (const other of others) expect(other).toEqual(first);
  });
});

test('every alert is explained where its runbook says, and nothing else is', () => {
  const page = readFileSync(join(ROOT, 'docs/alerts.md'), 'utf8');
  const headings = [...page.matchAll(/^## (\w+)$/gm)].map(([, heading]) => heading);
  expect([...new Set(ALERTS.map(({ alert }) => alert))].sort()).toEqual([...headings].sort());
  for (const { alert, annotations } of ALERTS) {
    expect(annotations.runbook_url).toMatch(new RegExp(`/docs/alerts\\.md#${alert.toLowerCase()}$`));
  }
});

/** Every alert of an object has a case, and every case an alert. */
const TABLES: readonly (readonly [namespace: string, cases: readonly AlertCase[]])[] = [
  ['ml-api', API_CASES],
  ['ml-monitoring', PLATFORM_CASES],
  ['node-agents', NODE_CASES],
  ...TENANTS.map(({ name }, index) => {
    const other = TENANTS[(index + 1) % TENANTS.length].name;
    return [name, inferenceCases(name, other)] as const;
  }),
];

describe.each(TABLES)('alerts in %s', (namespace, cases) => {
  const groups = RULES.filter(({ metadata }) => metadata.namespace === namespace).flatMap(({ spec }) => spec.groups);

  test('have a case each', () => {
    const alerts = groups.flatMap(({ rules }: any) => rules.map(({ alert }: any) => alert));
    expect(cases.map(({ alert }) => alert).sort()).toEqual(alerts.sort());
  });

  const { missing } = PROMTOOL;
  if (missing !== undefined) {
    test.skip(`cannot be tried: ${missing}`, () => {});
    return;
  }

  test('can be read', () => {
    expect(PROMTOOL.run('check', 'rules', file(`${namespace}.rules.yaml`, { groups }))).toContain('SUCCESS');
  });

  test.each(cases.map(each => [each.alert, each] as const))(
    '%s fires, and does not fire',
    (alert, { fires, silent }) => {
      const rules = file(`${namespace}.rules.yaml`, { groups });
      const trial = (name: string, series: Series, firing: number) => ({
        name,
        interval: '1m',
        input_series: Object.entries(series).map(([selector, values]) => ({ series: selector, values })),
        promql_expr_test: [
          {
            expr: `count(ALERTS{alertname="${alert}", alertstate="firing"}) or vector(0)`,
            eval_time: WHEN,
            exp_samples: [{ labels: '{}', value: firing }],
          },
        ],
      });
      const tests = [
        trial('fires', fires, 1),
        ...Object.entries(silent).map(([name, series]) => trial(`is silent: ${name}`, series, 0)),
      ];
      const path = file(`${namespace}.${alert}.yaml`, { rule_files: [rules], evaluation_interval: '1m', tests });
      expect(PROMTOOL.run('test', 'rules', path)).toContain('SUCCESS');
    },
  );
});

describe('the Alertmanager', () => {
  const { missing } = AMTOOL;
  if (missing !== undefined) {
    test.skip(`cannot be tried: ${missing}`, () => {});
    return;
  }

  test('takes its configuration, and sends every alert to GitLab', () => {
    const path = join(folder, 'alertmanager.yml');
    const { data } = published('prod', 'ConfigMap', 'ml-monitoring', 'alertmanager-config');
    writeFileSync(path, data['alertmanager.yml']);
    expect(AMTOOL.run('check-config', path)).toContain('SUCCESS');
    for (const severity of ['critical', 'warning']) {
      expect(AMTOOL.run('config', 'routes', 'test', `--config.file=${path}`, `severity=${severity}`).trim()).toBe(
        'gitlab',
      );
    }
  });
});
