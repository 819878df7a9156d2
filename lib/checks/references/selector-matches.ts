import { Json } from '../../manifests/json/json';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { CiliumPolicy } from '../../manifests/network/cilium-policy';
import { NetworkEndpoints } from '../../manifests/network/network-endpoints';
import { SelectorTerms } from '../../manifests/network/selector-terms';
import { PodSelection } from '../../manifests/pod-selection';
import { MONITORING_GROUP, MonitorTargets } from '../../manifests/references/monitor-targets';
import { Flat } from '../../notation/flat';
import { LabelSelector } from '../../notation/label-selector';
import type { Check, Violation } from '../check';

type Judge = (manifest: Manifest, all: ManifestSet) => readonly Violation[];

const JUDGES: Readonly<Record<string, Judge>> = {
  '/Service': (service, all) => {
    const { selector, type } = service.spec;
    if (type === 'ExternalName' || Object.keys(Json.object(selector)).length === 0) return [];
    const found = PodSelection.of(SelectorTerms.read({ matchLabels: selector }), service.effectiveNamespace, all);
    return found.length > 0 ? [] : nothing('spec.selector', selector, 'no known pod', service.effectiveNamespace);
  },
  'policy/PodDisruptionBudget': (budget, all) => {
    const { selector } = budget.spec;
    if (!Json.isObject(selector))
      return [{ path: 'spec.selector', message: 'a budget without a selector is for no pod' }];
    return ofPods('spec.selector', selector, budget, all);
  },
  'networking.k8s.io/NetworkPolicy': (policy, all) => ofPods('spec.podSelector', policy.spec.podSelector, policy, all),
  'cilium.io/CiliumNetworkPolicy': ofEndpoints,
  'cilium.io/CiliumClusterwideNetworkPolicy': ofEndpoints,
  [`${MONITORING_GROUP}/ServiceMonitor`]: (monitor, all) => {
    const { selector } = monitor.spec;
    if (isEmpty(selector) || MonitorTargets.services(monitor, all).length > 0) return [];
    return nothing('spec.selector', selector, 'no known Service', ...MonitorTargets.namespaces(monitor));
  },
  [`${MONITORING_GROUP}/PodMonitor`]: (monitor, all) => {
    const { selector } = monitor.spec;
    if (isEmpty(selector) || MonitorTargets.pods(monitor, all).length > 0) return [];
    return nothing('spec.selector', selector, 'no known pod', ...MonitorTargets.namespaces(monitor));
  },
  'apps/Deployment': ofOwnPods,
  'apps/ReplicaSet': ofOwnPods,
  'apps/StatefulSet': ofOwnPods,
  'apps/DaemonSet': ofOwnPods,
};

/**
 * Whatever selects, selects something.
 *
 * Fields:  spec.selector of Services, PodDisruptionBudgets, ServiceMonitors, PodMonitors, and of workloads for their
 *          own pods; spec.podSelector of NetworkPolicies; endpointSelector of Cilium policies
 * Allowed: an empty selector, which selects everything; one that matches at least one pod or Service, rendered here or
 *          said in the site file; for a Service, none at all. A budget without a selector is for no pod
 * Source:  https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 *          seed rows D11, D15, D24, E24, K04, K12
 */
export const selectorMatches: Check = {
  id: 'selector-matches',
  family: 'references',
  title: 'selectors of Services, budgets, policies, monitors and workloads match something',
  fix: 'correct the selector or the labels; add a stub of the pods to the site file if they live elsewhere',
  kinds: Object.keys(JUDGES).map(key => key.slice(key.indexOf('/') + 1)),
  examine: (manifest, all) => JUDGES[manifest.groupKind]?.(manifest, all) ?? [],
};

function isEmpty(selector: unknown): boolean {
  return SelectorTerms.isEmpty(SelectorTerms.read(selector));
}

/** Says that nothing is selected in these namespaces; in none at all, if one of them stands for every one. */
function nothing(
  path: string,
  selector: unknown,
  what: string,
  ...namespaces: readonly (string | undefined)[]
): Violation[] {
  const named = namespaces.filter(Boolean).map(namespace => JSON.stringify(namespace));
  const where = named.length === 0 ? '' : ` in namespace ${named.join(', ')}`;
  return [{ path, message: `${JSON.stringify(selector)} selects ${what}${where}` }];
}

function ofPods(path: string, selector: unknown, manifest: Manifest, all: ManifestSet): readonly Violation[] {
  const terms = SelectorTerms.read(selector);
  if (SelectorTerms.isEmpty(terms)) return [];
  const found = PodSelection.of(terms, manifest.effectiveNamespace, all);
  return found.length > 0 ? [] : nothing(path, selector, 'no known pod', manifest.effectiveNamespace);
}

/** A policy for what is no pod, such as a gateway's proxy, is not asked. */
function ofEndpoints(policy: Manifest, all: ManifestSet): readonly Violation[] {
  return Flat.map(CiliumPolicy.specsOf(policy), ({ path, spec, subject }) => {
    if (!subject || isEmpty(spec.endpointSelector)) return [];
    if (SelectorTerms.keys(subject).some(key => key.startsWith('reserved:'))) return [];
    if (NetworkEndpoints.of(all).ofIdentity(subject).length > 0) return [];
    return nothing(`${path}.endpointSelector`, spec.endpointSelector, 'no known pod', policy.effectiveNamespace);
  });
}

function ofOwnPods(workload: Manifest, all: ManifestSet): readonly Violation[] {
  const { selector } = workload.spec;
  const labels = all.podOf(workload)?.labels ?? {};
  const terms = SelectorTerms.read(selector);
  if (Json.isObject(selector) && !SelectorTerms.isEmpty(terms) && LabelSelector.matches(terms, labels)) return [];
  const has = JSON.stringify(labels);
  const message =
    selector === undefined
      ? `there is no selector for its own pods, which have ${has}`
      : `${JSON.stringify(selector)} does not select its own pods, which have ${has}`;
  return [{ path: 'spec.selector', message }];
}
