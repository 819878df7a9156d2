import { Metric, MetricCatalogue, MetricType, Site } from '../../lib';
import { SiteFile } from '../../lib/manifests/site-file';
import { YamlPrinter } from '../../lib/notation/yaml-printer';
import { SITE_PROPS } from './example-site';

const REQUESTS = Metric.counter('api_requests_total', { exporter: 'api', labels: ['code'] });
const ACCURACY = Metric.gauge('accuracy', { exporter: 'api', labels: ['model'] });
const LATENCY = Metric.histogram('latency_seconds', { exporter: 'api' });
const SIZE = Metric.summary('size_bytes', { exporter: 'api', labels: ['kind'] });

describe('an expression', () => {
  test('of a counter is its growth', () => {
    expect(REQUESTS.rate()).toBe('rate(api_requests_total[5m])');
    expect(REQUESTS.increase({ window: '1d', by: [] })).toBe('sum(increase(api_requests_total[1d]))');
    expect(REQUESTS.rate({ where: { code: '500' }, matching: { pod: 'a.*' }, by: ['tenant', 'code'] })).toBe(
      'sum by (tenant, code) (rate(api_requests_total{code="500", pod=~"a.*"}[5m]))',
    );
  });

  test('of a gauge is its value', () => {
    expect(ACCURACY.value()).toBe('accuracy');
    expect(ACCURACY.value({ where: { model: 'a"b\\' } })).toBe('accuracy{model="a\\"b\\\\"}');
  });

  test('of a histogram is a quantile over the growth of its buckets (row J09)', () => {
    expect(LATENCY.quantile(0.95)).toBe('histogram_quantile(0.95, sum by (le) (rate(latency_seconds_bucket[5m])))');
    expect(LATENCY.quantile(0.5, { by: ['namespace'], window: '10m' })).toBe(
      'histogram_quantile(0.5, sum by (le, namespace) (rate(latency_seconds_bucket[10m])))',
    );
    expect(LATENCY.rate({ by: [] })).toBe('sum(rate(latency_seconds_count[5m]))');
  });

  test('of a summary is a quantile that the program has calculated', () => {
    expect(SIZE.quantile(0.95)).toBe('size_bytes{quantile="0.95"}');
    expect(SIZE.quantile(0.5, { where: { kind: 'in' } })).toBe('size_bytes{kind="in", quantile="0.5"}');
    expect(SIZE.rate()).toBe('rate(size_bytes_count[5m])');
  });

  test('a type has no word for what it has not', () => {
    expect(LATENCY).not.toHaveProperty('value');
    expect(REQUESTS).not.toHaveProperty('value');
    expect(ACCURACY).not.toHaveProperty('rate');
    expect(ACCURACY).not.toHaveProperty('quantile');
  });
});

test('names, labels, windows and quantiles are checked', () => {
  expect(() => Metric.gauge('a-b', { exporter: 'api' })).toThrow(
    new Error('metric name must be letters, digits, "_" and ":", got "a-b"'),
  );
  expect(() => Metric.gauge('a', { exporter: 'api', labels: ['b-c'] })).toThrow(
    new Error('label of metric a must be letters, digits and "_", got "b-c"'),
  );
  expect(() => REQUESTS.rate({ where: { cod: '500' } })).toThrow(
    /^label of api_requests_total must be one of code, namespace, .* got "cod"$/,
  );
  expect(() => REQUESTS.rate({ by: ['le'] })).toThrow(/^label of api_requests_total must be one of /);
  for (const window of ['', '5', '5 m', '1m1h', 'five']) {
    expect(() => REQUESTS.rate({ window })).toThrow(
      new Error(`window must be a time of Prometheus such as "5m" or "1d", got "${window}"`),
    );
  }
  for (const quantile of [0, 1, 95, Number.NaN]) {
    expect(() => LATENCY.quantile(quantile)).toThrow(/^quantile must be between 0 and 1, got /);
    expect(() => SIZE.quantile(quantile)).toThrow(/^quantile must be between 0 and 1, got /);
  }
});

describe('a catalogue', () => {
  test('has each name once, and each name of a series (row J09)', () => {
    const twice = () => MetricCatalogue.of([LATENCY, Metric.summary('latency_seconds', { exporter: 'api' })]);
    expect(twice).toThrow(
      new Error(
        'series of the summary latency_seconds must be another name than a series of the histogram latency_seconds, got "latency_seconds"',
      ),
    );
    expect(() => MetricCatalogue.of([LATENCY, Metric.counter('latency_seconds_count', { exporter: 'api' })])).toThrow(
      /^series of the counter latency_seconds_count must be another name /,
    );
    expect(MetricCatalogue.of([LATENCY, LATENCY]).metrics).toEqual([LATENCY, LATENCY]);
  });

  test('is a fact of the site, which the judge reads', () => {
    const metrics = MetricCatalogue.of([REQUESTS, LATENCY]);
    const text = Site.of({ ...SITE_PROPS, metrics })
      .toObjects()
      .map(object => YamlPrinter.print(object))
      .join('---\n');
    const { facts, errors } = SiteFile.read(text, 'site.yaml');
    expect(errors).toEqual([]);
    expect(facts.metrics).toEqual([
      { name: 'api_requests_total', type: MetricType.COUNTER, exporter: 'api' },
      { name: 'latency_seconds', type: MetricType.HISTOGRAM, exporter: 'api' },
    ]);
  });

  test('that a file spells wrong is an error', () => {
    const site = (metric: string) =>
      SiteFile.read(
        `apiVersion: fortress.cdk8s.io/v1\nkind: Site\nspec: { metrics: [${metric}] }`,
        'site.yaml',
      ).errors.map(String);
    expect(site('{ name: a, type: gauge, exporter: b }')).toEqual([]);
    expect(site('{ name: a, type: guage, exporter: b }')).toEqual([
      expect.stringContaining(
        'spec.metrics must be a list of metrics, got [{"name":"a","type":"guage","exporter":"b"}]',
      ),
    ]);
  });
});
