import fc from 'fast-check';
import { type GrowthOptions, Metric, MetricCatalogue } from '../../../lib';
import { findingsOf } from '../check-cases';
import { MONITORED, rules } from './monitoring-yaml';

const PROPS = { exporter: 'api', labels: ['code', 'model'] };
const COUNTER = Metric.counter('requests_total', PROPS);
const GAUGE = Metric.gauge('accuracy', PROPS);
const HISTOGRAM = Metric.histogram('latency_seconds', PROPS);
const SUMMARY = Metric.summary('size_bytes', PROPS);
const SITE = JSON.stringify({
  apiVersion: 'fortress.cdk8s.io/v1',
  kind: 'Site',
  spec: { metrics: MetricCatalogue.of([COUNTER, GAUGE, HISTOGRAM, SUMMARY]).toObjects() },
});

const label = fc.constantFrom('code', 'model', 'namespace', 'pod', 'tenant');
const values = fc.dictionary(label, fc.string(), { noNullPrototype: true });
const growth: fc.Arbitrary<GrowthOptions> = fc.record(
  { where: values, matching: values, by: fc.uniqueArray(label), window: fc.constantFrom('5m', '1d', '1h30m') },
  { requiredKeys: [] },
);
const quantile = fc.double({ min: 0.001, max: 0.999, noNaN: true });

/** What a metric gives, whatever it is asked. */
const expression = fc.oneof(
  growth.map(options => COUNTER.rate(options)),
  growth.map(options => COUNTER.increase(options)),
  growth.map(options => GAUGE.value(options)),
  growth.map(options => HISTOGRAM.rate(options)),
  growth.map(options => SUMMARY.rate(options)),
  fc.tuple(quantile, growth).map(([part, options]) => HISTOGRAM.quantile(part, options)),
  fc.tuple(quantile, growth).map(([part, options]) => SUMMARY.quantile(part, options)),
);

test('an expression that a metric gives can be read, and asks for what its type has', () => {
  fc.assert(
    fc.property(expression, expr => {
      const yaml = MONITORED + rules(`{ alert: A, expr: ${JSON.stringify(`${expr} > 0`)} }`);
      for (const check of ['rule-valid', 'metric-known', 'metric-type']) {
        expect(findingsOf(check, { name: expr, yaml, site: SITE })).toEqual([]);
      }
    }),
  );
});
