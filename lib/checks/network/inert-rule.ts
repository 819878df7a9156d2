import { Json } from '../../manifests/json/json';
import { keyPath } from '../../manifests/json/key-path';
import { CiliumPolicy, type CiliumRule, type CiliumSpec, DIRECTIONS } from '../../manifests/network/cilium-policy';
import type { CiliumPort } from '../../manifests/network/cilium-ports';
import { POD_NAMESPACE } from '../../manifests/network/cilium-selector';
import { Flat } from '../../notation/flat';
import type { Check, Violation } from '../check';

/**
 * Everything in a Cilium policy has an effect. Cilium accepts all of the following without a word, and does nothing.
 *
 * Fields:  CiliumNetworkPolicy, CiliumClusterwideNetworkPolicy, in {spec,specs[*]}: enableDefaultDeny, endpointSelector,
 *          {ingress,egress,ingressDeny,egressDeny}[*]
 * Allowed: enableDefaultDeny true with a rule in its direction; lists of rules with a rule, of peers with a peer, of ports
 *          with a port; `{}` as a
 *          rule that allows nothing, but not as one that denies something; layer 7 rules with a rule, HTTP rules with a
 *          field; endPort not below port, and not with the name of a port; an endpointSelector that names no namespace,
 *          or that of its policy
 * Source:  https://docs.cilium.io/en/stable/security/policy/layer3/
 *          https://github.com/cilium/cilium/blob/v1.20.2/pkg/policy/rule.go; seed rows E12, E19
 */
export const inertRule: Check = {
  id: 'inert-rule',
  family: 'network',
  title: 'No part of a Cilium policy is without effect',
  fix: 'remove it, or write what was meant',
  kinds: CiliumPolicy.KINDS,
  examine: manifest =>
    Flat.map(CiliumPolicy.specsOf(manifest), spec => [
      ...ofDefaultDeny(spec),
      ...ofEmptyLists(spec),
      ...ofSubject(spec),
      ...Flat.map(spec.rules, rule => [...ofPeers(rule), ...ofPorts(rule), ...Flat.map(rule.ports.ports, ofPort)]),
      ...Flat.map(spec.rules, rule => [...ofLayer7(rule), ...ofIcmps(rule)]),
    ]),
};

function ofDefaultDeny(spec: CiliumSpec): Violation[] {
  return DIRECTIONS.filter(
    direction =>
      Json.at(spec.spec, 'enableDefaultDeny', direction) === true &&
      !spec.rules.some(rule => rule.direction === direction),
  ).map(direction => ({
    path: `${spec.path}.enableDefaultDeny.${direction}`,
    message: `denies no ${direction}, since the policy has no ${direction} rule`,
    fix: `add ${direction}: [{}], a rule that allows nothing`,
  }));
}

/** To a NetworkPolicy an empty list of rules denies everything; to Cilium it is not there. */
function ofEmptyLists({ path, spec }: CiliumSpec): Violation[] {
  return ['ingress', 'ingressDeny', 'egress', 'egressDeny']
    .filter(list => Array.isArray(spec[list]) && Json.list(spec[list]).length === 0)
    .map(list => ({
      path: `${path}.${list}`,
      message: 'an empty list of rules denies nothing and allows nothing',
      fix: `write ${list.replace('Deny', '')}: [{}] for a default deny, or leave it out`,
    }));
}

/** Cilium puts the policy's own namespace in its place. */
function ofSubject({ manifest, path, spec }: CiliumSpec): Violation[] {
  if (manifest.kind !== 'CiliumNetworkPolicy') return [];
  const labels = Object.entries(Json.texts(Json.at(spec, 'endpointSelector', 'matchLabels')));
  return labels
    .filter(([key, text]) => key === `k8s:${POD_NAMESPACE}` && text !== manifest.effectiveNamespace)
    .map(([key, text]) => ({
      path: keyPath(`${path}.endpointSelector.matchLabels`, key),
      message: `namespace ${JSON.stringify(text)} is ignored; the policy is for pods of ${JSON.stringify(manifest.effectiveNamespace)}`,
    }));
}

function ofPeers({ peers, ports, path, isDeny, direction, rule }: CiliumRule): Violation[] {
  const verb = isDeny ? 'denies' : 'allows';
  const empty = peers.emptyLists.map(list => ({ path: list, message: `an empty list of peers ${verb} nothing` }));
  if (empty.length > 0 || !isDeny || !peers.isEverybody || !ports.isAll) return empty;
  const fields = Object.keys(rule).length === 0 ? '{}' : 'no peer and no port';
  return [{ path, message: `a rule with ${fields} denies no ${direction}` }];
}

function ofPorts({ rule, path, isDeny }: CiliumRule): readonly Violation[] {
  return Flat.map(Json.list(rule.toPorts), (group, index) =>
    Json.list(Json.at(group, 'ports')).length > 0
      ? []
      : [{ path: `${path}.toPorts[${index}]`, message: `without ports it ${isDeny ? 'denies' : 'allows'} nothing` }],
  );
}

function ofPort({ path, group, first, name }: CiliumPort): Violation[] {
  const index = Number(/\[(\d+)\]$/.exec(path)?.[1]);
  const end = Json.at(Json.list(group.ports)[index], 'endPort');
  if (typeof end !== 'number' || end === 0) return [];
  if (name !== undefined) {
    return [
      {
        path: `${path}.endPort`,
        message: `endPort ${end} is ignored beside the name of a port, ${JSON.stringify(name)}`,
      },
    ];
  }
  if (first !== undefined && end >= first && first !== 0) return [];
  return [{ path: `${path}.endPort`, message: `endPort ${end} is ignored beside port ${first}` }];
}

function ofLayer7({ rule, path }: CiliumRule): readonly Violation[] {
  return Flat.map(Json.list(rule.toPorts), (group, index) => {
    const rules = Json.object(Json.at(group, 'rules'));
    const place = `${path}.toPorts[${index}].rules`;
    const empty = ['http', 'dns']
      .filter(protocol => Array.isArray(rules[protocol]) && Json.list(rules[protocol]).length === 0)
      .map(protocol => ({ path: `${place}.${protocol}`, message: 'an empty list filters nothing' }));
    const open = Flat.map(Json.list(rules.http), (request, position) =>
      Json.isObject(request) && Object.values(request).every(isNothing)
        ? [{ path: `${place}.http[${position}]`, message: 'an HTTP rule without a field lets every request through' }]
        : [],
    );
    return [...empty, ...open];
  });
}

function isNothing(value: unknown): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function ofIcmps({ rule, path, isDeny }: CiliumRule): readonly Violation[] {
  return Flat.map(Json.list(rule.icmps), (each, index) =>
    Json.list(Json.at(each, 'fields')).length > 0
      ? []
      : [{ path: `${path}.icmps[${index}]`, message: `without fields it ${isDeny ? 'denies' : 'allows'} nothing` }],
  );
}
