import { Json, type JsonObject } from '../../manifests/json/json';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { CiliumPolicy } from '../../manifests/network/cilium-policy';
import { CiliumSelector } from '../../manifests/network/cilium-selector';
import { IdentityLabels } from '../../manifests/network/identity-labels';
import { NetworkPolicy } from '../../manifests/network/network-policy';
import { SelectorTerms } from '../../manifests/network/selector-terms';
import { Flat } from '../../notation/flat';
import type { Check, Violation } from '../check';

/**
 * Policies select pods by labels that are part of their identity. Cilium drops some labels from identities (those that
 * would give every pod one of its own), and a selector that asks for such a label matches no pod.
 *
 * Fields:  CiliumNetworkPolicy, CiliumClusterwideNetworkPolicy: {spec,specs[*]}.endpointSelector,
 *          {spec,specs[*]}.{ingress,egress,ingressDeny,egressDeny}[*].{fromEndpoints,toEndpoints}[*];
 *          on a site with Cilium also NetworkPolicy: spec.podSelector, spec.{ingress[*].from,egress[*].to}[*].podSelector
 * Allowed: keys that the label filter keeps unless it is configured otherwise
 * Source:  https://docs.cilium.io/en/stable/operations/performance/scalability/identity-relevant-labels/
 */
export const identityLabels: Check = {
  id: 'identity-labels',
  family: 'network',
  title: 'Policies select pods by labels that Cilium keeps',
  fix: 'select the pods by a label of your own, such as app.kubernetes.io/name',
  kinds: [NetworkPolicy.KIND, ...CiliumPolicy.KINDS],
  examine: (manifest, all) =>
    Flat.map(selectors(manifest, all), ({ path, selector }) => {
      const terms = SelectorTerms.read(selector);
      if (!SelectorTerms.keys(terms).some(isDropped)) return [];
      return SelectorTerms.placedKeys(terms)
        .filter(({ key }) => isDropped(key))
        .map(asked => violation(asked.key, `${path}.${asked.path}`));
    }),
};

function isDropped(key: string): boolean {
  const plain = CiliumSelector.plainKey(key);
  return !plain.includes(':') && !IdentityLabels.keeps(plain);
}

function violation(key: string, path: string): Violation {
  const label = JSON.stringify(CiliumSelector.plainKey(key));
  return { path, message: `Cilium drops label ${label} from identities, so no pod matches` };
}

interface PlacedSelector {
  readonly path: string;
  readonly selector: unknown;
}

function selectors(manifest: Manifest, all: ManifestSet): readonly PlacedSelector[] {
  if (NetworkPolicy.is(manifest)) {
    const hasCilium =
      all.facts.versions.cilium !== undefined ||
      CiliumPolicy.KINDS.some(kind => all.ofKind(CiliumPolicy.GROUP, kind).length > 0);
    return hasCilium ? ofNetworkPolicy(manifest) : [];
  }
  return Flat.map(CiliumPolicy.specsOf(manifest), ({ path, spec, rules }) => [
    { path: `${path}.endpointSelector`, selector: spec.endpointSelector },
    ...Flat.map(rules, rule => [
      ...placed(rule.rule, 'fromEndpoints', rule.path),
      ...placed(rule.rule, 'toEndpoints', rule.path),
    ]),
  ]);
}

function placed(rule: JsonObject, field: string, path: string): readonly PlacedSelector[] {
  return Json.list(rule[field]).map((selector, index) => ({ path: `${path}.${field}[${index}]`, selector }));
}

function ofNetworkPolicy(manifest: Manifest): readonly PlacedSelector[] {
  return [
    { path: 'spec.podSelector', selector: manifest.spec.podSelector },
    ...Flat.map(NetworkPolicy.rulesOf(manifest), ({ path, rule, direction }) => {
      const field = direction === 'ingress' ? 'from' : 'to';
      return Json.list(rule[field]).map((peer, index) => ({
        path: `${path}.${field}[${index}].podSelector`,
        selector: Json.at(peer, 'podSelector'),
      }));
    }),
  ];
}
