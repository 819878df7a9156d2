import { Json } from '../../manifests/json/json';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { SelectorTerms } from '../../manifests/network/selector-terms';
import { PerSet } from '../../manifests/per-set';
import { PodSelection } from '../../manifests/pod-selection';
import type { PodTemplate } from '../../manifests/pod-template';
import { PodCount } from '../../manifests/quota/pod-count';
import { Scalers } from '../../manifests/quota/scalers';
import { Flat } from '../../notation/flat';
import { Grouped } from '../../notation/grouped';
import type { Check, Violation } from '../check';

/** Kinds whose number of pods is known. */
const COUNTED: readonly string[] = [
  '/Pod',
  '/ReplicationController',
  'apps/Deployment',
  'apps/ReplicaSet',
  'apps/StatefulSet',
];

const BUDGETS = new PerSet(budgetsIn);

/**
 * A budget lets a node be drained, and keeps some of the pods meanwhile.
 *
 * Fields:  spec.minAvailable, spec.maxUnavailable of PodDisruptionBudgets; the replicas of the workloads that it
 *          selects, at the least that an autoscaler goes down to
 * Allowed: numbers or percentages, rounded up, by which at least one pod may go when all are well; no pod in two
 *          budgets, since such a pod is never evicted
 * Source:  https://kubernetes.io/docs/tasks/run-application/configure-pdb/
 *          https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/controller/disruption/disruption.go
 *          seed rows D08, D32
 */
export const disruptionBudget: Check = {
  id: 'disruption-budget',
  family: 'hardening',
  title: 'disruption budgets let at least one pod go, and each pod is in one budget only',
  fix: 'set maxUnavailable: 1, run more replicas, or remove the budget of a single replica',
  kinds: ['PodDisruptionBudget'],
  examine: (budget, all) => {
    if (budget.group !== 'policy') return [];
    return [...blocking(budget, all), ...overlapping(budget, all)];
  },
};

/** What another object here has made counts with that object. */
function podsOf(budget: Manifest, all: ManifestSet): readonly PodTemplate[] {
  const { selector } = budget.spec;
  if (!Json.isObject(selector)) return [];
  const selected = PodSelection.of(SelectorTerms.read(selector), budget.effectiveNamespace, all);
  return selected.filter(({ manifest }) => !PodCount.isStamped(manifest, all));
}

function blocking(budget: Manifest, all: ManifestSet): readonly Violation[] {
  const { minAvailable, maxUnavailable } = budget.spec;
  if ((minAvailable ?? maxUnavailable ?? null) === null) {
    return [
      { path: 'spec', message: 'the budget says neither minAvailable nor maxUnavailable, and so protects no pod' },
    ];
  }
  const owners = podsOf(budget, all).map(({ manifest }) => manifest);
  if (owners.length === 0 || !owners.every(({ groupKind }) => COUNTED.includes(groupKind))) return [];
  const pods = owners.reduce((sum, owner) => sum + (owner.kind === 'Pod' ? 1 : Scalers.fewestReplicas(owner, all)), 0);
  if (pods === 0) return [];
  const isMax = maxUnavailable !== undefined && maxUnavailable !== null;
  const bound = scaled(isMax ? maxUnavailable : minAvailable, pods);
  const mayGo = bound === undefined ? 0 : isMax ? bound : pods - bound;
  if (mayGo > 0) return [];
  const [field, value] = isMax ? ['maxUnavailable', maxUnavailable] : ['minAvailable', minAvailable];
  const message = `${field} ${JSON.stringify(value)} of ${pods} lets none go: a drain never ends`;
  return [{ path: `spec.${field}`, message }];
}

/** A percentage is rounded up. */
function scaled(value: unknown, total: number): number | undefined {
  if (typeof value === 'number') return value;
  const percent = /^(\d+)%$/.exec(Json.text(value) ?? '')?.[1];
  return percent === undefined ? undefined : Math.ceil((Number(percent) * total) / 100);
}

function overlapping(budget: Manifest, all: ManifestSet): readonly Violation[] {
  const budgets = BUDGETS.of(all);
  return Flat.map(podsOf(budget, all), pod => {
    const others = (budgets.get(pod) ?? []).filter(other => other !== budget);
    if (others.length === 0) return [];
    return [
      { path: 'spec.selector', message: `${pod.manifest} is also in ${others.join(', ')}; its pods are never evicted` },
    ];
  });
}

function budgetsIn(all: ManifestSet): ReadonlyMap<PodTemplate, readonly Manifest[]> {
  const budgets = new Map<PodTemplate, Manifest[]>();
  for (const budget of all.ofKind('policy', 'PodDisruptionBudget')) {
    for (const pod of podsOf(budget, all)) {
      Grouped.add(budgets, pod, budget);
    }
  }
  return budgets;
}
