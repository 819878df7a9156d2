import { load } from 'js-yaml';
import { EXTERNALS } from '../../charts/externals';
import { UNLOGGED_FIELDS } from '../../charts/log-pipeline';
import { expectReaches } from '../../lib/testing/reach-expectations';
import { published, publishedObjects } from './published';

const OBJECTS = publishedObjects('prod');
const CONFIG: any = load(published('prod', 'ConfigMap', 'tracing', 'otel-collector').data['config.yaml']);

/** Row J22. */
describe('the collector', () => {
  test('names no part of a pipeline that is not there, and has none that no pipeline names', () => {
    const parts = ['receivers', 'processors', 'exporters', 'connectors'] as const;
    const there = new Map(parts.map(part => [part, Object.keys(CONFIG[part])]));
    const connectors = there.get('connectors') ?? [];
    const named = new Set<string>();
    for (const pipeline of Object.values<any>(CONFIG.service.pipelines)) {
      for (const part of ['receivers', 'processors', 'exporters'] as const) {
        for (const name of pipeline[part] ?? []) {
          expect([...(there.get(part) ?? []), ...connectors]).toContain(name);
          named.add(name);
        }
      }
    }
    expect(named).toEqual(new Set([...there.values()].flat()));
    expect(Object.keys(CONFIG.extensions)).toEqual(CONFIG.service.extensions);
  });

  test('drops what people asked before anything leaves it (row M03)', () => {
    const { processors } = CONFIG.service.pipelines.traces;
    expect(processors).toEqual(['memory_limiter', 'attributes/anonymous', 'batch']);
    const { actions } = CONFIG.processors['attributes/anonymous'];
    expect(new Set(actions.map(({ action }: any) => action))).toEqual(new Set(['delete']));
    expect(actions.map(({ key }: any) => key)).toEqual(expect.arrayContaining([...UNLOGGED_FIELDS, 'gen_ai.prompt']));
  });

  test('is reached by who sends, and reaches Tempo', () => {
    const all = [...OBJECTS, ...EXTERNALS];
    expectReaches(all, 'ml-api/ml-api', 'tracing/otel-collector', '4317/TCP');
    expectReaches(all, 'tracing/otel-collector', 'tempo/tempo', '4317/TCP');
  });

  test('is where the API sends to', () => {
    const { spec } = published('prod', 'Deployment', 'ml-api', 'ml-api');
    const [{ env }] = spec.template.spec.containers;
    const { value } = env.find(({ name }: any) => name === 'OTEL_EXPORTER_OTLP_ENDPOINT');
    const { ports } = published('prod', 'Service', 'tracing', 'otel-collector').spec;
    expect(value).toBe(`http://otel-collector.tracing.svc.cluster.local:${ports[0].port}`);
  });
});
