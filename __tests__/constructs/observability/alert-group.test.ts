import { Duration } from 'cdk8s';
import { AlertGroup, type AlertGroupProps, type AlertProps, AlertSeverity } from '../../../lib';
import { verdictOf } from '../crd-schema';
import { renderOne, TENANT_A } from '../example-tenant';

const DRIFT: AlertProps = {
  alert: 'DataDriftDetected',
  expr: 'ml_data_drift_score > 0.1',
  for: Duration.minutes(5),
  severity: AlertSeverity.WARNING,
  summary: 'Data drift detected',
  description: 'Drift score is {{ $value }}',
  runbookUrl: 'https://example.com/alerts#datadriftdetected',
};

const group = (props: Partial<AlertGroupProps> = {}) =>
  renderOne(chart => new AlertGroup(chart, 'model-alerts', { namespace: TENANT_A, alerts: [DRIFT], ...props }));
const alert = (props: Partial<AlertProps>) => group({ alerts: [{ ...DRIFT, ...props }] });

test('renders the alerts of one group (rows J06 to J08)', () => {
  expect(group({ groupName: 'model_alerts' })).toEqual({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: 'model-alerts', namespace: 'tenant-a' },
    spec: {
      groups: [
        {
          name: 'model_alerts',
          rules: [
            {
              alert: 'DataDriftDetected',
              expr: 'ml_data_drift_score > 0.1',
              for: '5m',
              labels: { severity: 'warning' },
              annotations: {
                summary: 'Data drift detected',
                description: 'Drift score is {{ $value }}',
                runbook_url: 'https://example.com/alerts#datadriftdetected',
              },
            },
          ],
        },
      ],
    },
  });
});

test('recording rules come first; names and interval are props', () => {
  const { metadata, spec } = group({
    name: 'rules',
    interval: Duration.seconds(90),
    recordingRules: [{ record: 'tenant:requests:rate5m', expr: 'sum(rate(x_total[5m]))' }],
  });
  expect(metadata.name).toBe('rules');
  expect(spec.groups[0]).toMatchObject({ name: 'rules', interval: '90s' });
  expect(spec.groups[0].rules.map((rule: any) => rule.record ?? rule.alert)).toEqual([
    'tenant:requests:rate5m',
    'DataDriftDetected',
  ]);
});

test('is what the API server takes, with nothing left for it to fill in', () => {
  expect(verdictOf(group({ interval: Duration.minutes(1) }))).toEqual({ violations: [], unwrittenDefaults: [] });
});

test.each<[Partial<AlertProps>, string]>([
  [{ alert: 'data drift' }, 'alert must be a name such as "HighModelLatency", got "data drift"'],
  [{ summary: ' ' }, 'summary of DataDriftDetected must be what is wrong, in one line, got " "'],
  [{ runbookUrl: 'http://x' }, 'runbookUrl of DataDriftDetected must be an https address, got "http://x"'],
  [{ for: Duration.millis(1500) }, 'for of DataDriftDetected must be a whole number of seconds, from 1, got 1.5'],
  [{ for: Duration.seconds(0) }, 'for of DataDriftDetected must be a whole number of seconds, from 1, got 0'],
])('refuses an alert with %j', (props, message) => {
  expect(() => alert(props)).toThrow(new Error(message));
});

test('refuses no rule, two alerts of one name, and records that are named like metrics', () => {
  expect(() => group({ alerts: [] })).toThrow(
    new Error('AlertGroup "model-alerts" has no rule; give it alerts or recordingRules'),
  );
  expect(() => group({ alerts: [DRIFT, DRIFT] })).toThrow(
    new Error('alert must be unique in its group, got "DataDriftDetected"'),
  );
  expect(() => group({ recordingRules: [{ record: 'x', expr: 'y' }] })).toThrow(
    new Error('record must be a name of the form level:metric:operation, got "x"'),
  );
  expect(() => group({ name: 'Rules' })).toThrow(/^name of an AlertGroup must be a DNS subdomain /);
});
