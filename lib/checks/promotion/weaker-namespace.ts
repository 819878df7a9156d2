import { EarlierTwin } from '../../manifests/earlier-twin';
import { Json } from '../../manifests/json/json';
import { KindInNamespace } from '../../manifests/kind-in-namespace';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { CiliumPolicy, DIRECTIONS, type Direction } from '../../manifests/network/cilium-policy';
import { NetworkPolicy } from '../../manifests/network/network-policy';
import { PodSecurityLevels } from '../../manifests/pod-security-levels';
import type { Check, Violation } from '../check';

const STRICTNESS = ['privileged', 'baseline', 'restricted'];

/**
 * A namespace holds its pods to everything that its twin in the environment before holds them to.
 *
 * Fields:  Namespace: metadata.labels[pod-security.kubernetes.io/{enforce,audit,warn}]
 *          ResourceQuotas: spec.hard; LimitRanges; NetworkPolicies and CiliumNetworkPolicies: selectors, and what they deny
 * Allowed: levels no looser; a bound, of whatever amount, on each resource that is bounded there; a LimitRange where there is
 *          one; a policy for all pods that denies by default in each direction in which one does there; a policy of the same
 *          kind and name for each that has deny rules. A policy that allows something may be missing: that is stricter
 * Source:  seed rows B18, D20, G17
 */
export const weakerNamespace: Check = {
  id: 'weaker-namespace',
  family: 'promotion',
  title: 'Namespaces hold pods to all that they hold them to in the environment before',
  fix: 'render for both environments what holds in the earlier one',
  kinds: ['Namespace'],
  needsEarlier: true,
  examine: (namespace, all) => {
    const { earlier } = all.options;
    const twin = EarlierTwin.of(namespace, all);
    if (namespace.group !== '' || !earlier || !twin) return [];
    return [
      ...ofLevels(namespace, twin),
      ...ofBounds(namespace, all, twin, earlier),
      ...ofIsolation(namespace, all, twin, earlier),
      ...ofDenyRules(namespace, all, twin, earlier),
    ];
  },
};

function ofLevels(namespace: Manifest, twin: Manifest): Violation[] {
  const levels = PodSecurityLevels.ofLabels(namespace.metadata.labels);
  const before = PodSecurityLevels.ofLabels(twin.metadata.labels);
  const rank = (level: string) => STRICTNESS.indexOf(level);
  return PodSecurityLevels.MODES.filter(mode => rank(levels[mode].level) < rank(before[mode].level)).map(mode => ({
    path: `metadata.labels[pod-security.kubernetes.io/${mode}]`,
    message: `${mode} is ${JSON.stringify(levels[mode].level)}; in the environment before it is ${JSON.stringify(before[mode].level)}`,
  }));
}

function ofBounds(namespace: Manifest, all: ManifestSet, twin: Manifest, earlier: ManifestSet): Violation[] {
  const bounded = (set: ManifestSet, { name }: Manifest) =>
    new Set(
      KindInNamespace.of('', 'ResourceQuota', name, set).flatMap(({ spec }) => Object.keys(Json.object(spec.hard))),
    );
  const here = bounded(all, namespace);
  const lost = [...bounded(earlier, twin)].filter(resource => !here.has(resource));
  const hasRange = (set: ManifestSet, { name }: Manifest) => KindInNamespace.of('', 'LimitRange', name, set).length > 0;
  return [
    ...lost.map(resource => `no ResourceQuota bounds ${resource}; in the environment before one does`),
    ...(hasRange(earlier, twin) && !hasRange(all, namespace)
      ? ['there is no LimitRange; in the environment before there is one']
      : []),
  ].map(message => ({ path: '', message }));
}

function ofIsolation(namespace: Manifest, all: ManifestSet, twin: Manifest, earlier: ManifestSet): Violation[] {
  return DIRECTIONS.filter(direction => isDenied(direction, twin, earlier) && !isDenied(direction, namespace, all)).map(
    direction => ({
      path: '',
      message: `no policy for all pods denies ${direction} by default; in the environment before one does`,
    }),
  );
}

/** Whether a policy that is for every pod of the namespace denies by default. */
function isDenied(direction: Direction, { name }: Manifest, all: ManifestSet): boolean {
  return all.inNamespace(name).some(policy => {
    if (NetworkPolicy.is(policy)) {
      return isForAll(policy.spec.podSelector) && NetworkPolicy.deniesByDefault(policy, direction);
    }
    return CiliumPolicy.specsOf(policy).some(
      spec => isForAll(spec.spec.endpointSelector) && CiliumPolicy.deniesByDefault(spec, direction),
    );
  });
}

function isForAll(selector: unknown): boolean {
  return Json.isObject(selector) && Object.values(selector).every(terms => Object.keys(Object(terms)).length === 0);
}

/** What is denied whatever else is allowed. */
function ofDenyRules(namespace: Manifest, all: ManifestSet, twin: Manifest, earlier: ManifestSet): Violation[] {
  return earlier
    .inNamespace(twin.name)
    .filter(hasDenyRule)
    .filter(({ group, kind, name }) => {
      const same = all.find(group, kind, namespace.name, name);
      return !same || !hasDenyRule(same);
    })
    .map(({ kind, name }) => ({
      path: '',
      message: `no ${kind} ${JSON.stringify(name)} has a deny rule; in the environment before it has one`,
    }));
}

function hasDenyRule(policy: Manifest): boolean {
  return CiliumPolicy.rulesOf(policy).some(({ isDeny }) => isDeny);
}
