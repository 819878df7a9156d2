import { Construct } from 'constructs';
import { HardenedPod } from '../../../lib/constructs/workload/hardened-pod';
import { disruptionBudget } from '../../../lib/constructs/workload/pod-disruption-budget';
import { newChart, TENANT_LABELS, WORKLOAD } from './example-workload';

test('one pod may be missing, and pods that are not ready block no drain (seed row D08)', () => {
  const scope = new Construct(newChart(), 'model-api');
  const budget = disruptionBudget(scope, HardenedPod._of(scope, { ...WORKLOAD, app: 'api' }));
  expect(budget.toJson()).toEqual({
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'model-api', namespace: 'tenant-a', labels: { app: 'api', ...TENANT_LABELS } },
    spec: {
      maxUnavailable: 1,
      selector: { matchLabels: { app: 'api' } },
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    },
  });
});
