import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { ADD_ONS } from '../../charts/add-ons';
import { PROD } from '../../charts/environments';
import { GPU_USE } from '../../charts/gpu-metrics';
import { SiteFacts } from '../../lib/manifests/site-facts';
import { expectIsolated, expectReaches } from '../../lib/testing/reach-expectations';
import { PrometheusProgram } from './alerts/prometheus-program';
import { published, publishedObjects } from './published';

const { externals } = SiteFacts.fromObjects(PROD.toObjects());
const OBJECTS = [...publishedObjects('prod'), ...externals.map(({ object }) => object)];
const PROMETHEUS = 'ml-monitoring/prometheus-prometheus';
const ADAPTER = 'prometheus-adapter/prometheus-adapter';
const { helm } = published('prod', 'Application', 'argocd', 'prometheus-adapter').spec.source;
const [RULE] = helm.valuesObject.rules.custom;

test('the model scales on the use of its part of a GPU, by the name that the adapter gives it (row K13)', () => {
  const { spec } = published('prod', 'HorizontalPodAutoscaler', 'fraud-inference', 'fraud-model');
  expect(spec.metrics).toEqual([
    { type: 'Pods', pods: { metric: { name: GPU_USE }, target: { type: 'AverageValue', averageValue: 60 } } },
  ]);
  expect(RULE.name).toEqual({ as: GPU_USE });
});

test('the adapter asks Prometheus, and Prometheus the exporter; nobody else asks either', () => {
  expectReaches(OBJECTS, ADAPTER, PROMETHEUS, '9090/TCP');
  expectReaches(OBJECTS, PROMETHEUS, 'gpu-operator/nvidia-dcgm-exporter', '9400/TCP');
  expectIsolated(OBJECTS, 'fraud-inference/fraud-model', ADAPTER);
  expectIsolated(OBJECTS, ADAPTER, 'gpu-operator/nvidia-dcgm-exporter');
});

test('its chart brings no rights; ours are to look at pods and namespaces', () => {
  const groups = ADD_ONS.filter(({ chart }) => chart === 'prometheus-adapter').flatMap(({ kinds }) =>
    Object.keys(kinds),
  );
  expect(groups).not.toContain('rbac.authorization.k8s.io');
  expect(published('prod', 'ClusterRole', '', 'prometheus-adapter').rules).toEqual([
    { apiGroups: [''], resources: ['namespaces', 'pods'], verbs: ['get', 'list', 'watch'] },
  ]);
});

describe('what the adapter asks', () => {
  const { missing } = PrometheusProgram.PROMTOOL;
  if (missing !== undefined) {
    test.skip(`cannot be tried: ${missing}`, () => {});
    return;
  }

  /** As the adapter fills it in for the pods of one namespace. */
  const query = RULE.metricsQuery
    .replace('<<.GroupBy>>', 'exported_pod')
    .replace('<<.Series>>', 'DCGM_FI_PROF_GR_ENGINE_ACTIVE')
    .replace('<<.LabelMatchers>>', 'exported_namespace="fraud-inference",exported_pod=~"a|b"');
  const series = (exporter: string, namespace: string, pod: string, part: string) =>
    `DCGM_FI_PROF_GR_ENGINE_ACTIVE{namespace="${exporter}",exported_namespace="${namespace}",exported_pod="${pod}",GPU_I_ID="${part}"}`;

  test('is the mean use of the parts of each pod in percent, and not what a tenant says of itself', () => {
    const folder = mkdtempSync(join(tmpdir(), 'gpu-metrics-'));
    try {
      const values = {
        [series('gpu-operator', 'fraud-inference', 'a', '1')]: '0.9x5',
        [series('gpu-operator', 'fraud-inference', 'a', '2')]: '0.5x5',
        [series('gpu-operator', 'fraud-inference', 'b', '3')]: '0.25x5',
        [series('gpu-operator', 'tenant-a', 'a', '4')]: '0x5',
        [series('tenant-a', 'fraud-inference', 'b', '5')]: '1x5',
      };
      const trial = {
        interval: '1m',
        input_series: Object.entries(values).map(([text, samples]) => ({ series: text, values: samples })),
        promql_expr_test: [
          {
            expr: `sort(round(${query}))`,
            eval_time: '5m',
            exp_samples: [
              { labels: '{exported_pod="b"}', value: 25 },
              { labels: '{exported_pod="a"}', value: 70 },
            ],
          },
        ],
      };
      const path = join(folder, 'trial.yaml');
      writeFileSync(path, dump({ rule_files: [], evaluation_interval: '1m', tests: [trial] }));
      expect(PrometheusProgram.PROMTOOL.run('test', 'rules', path)).toContain('SUCCESS');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
