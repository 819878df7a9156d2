import { Json, type JsonObject } from '../../manifests/json/json';
import { keyPath } from '../../manifests/json/key-path';
import type { Direction } from '../../manifests/network/cilium-policy';
import { CidrBlock } from '../../notation/cidr';
import { Flat } from '../../notation/flat';
import { Names } from '../../notation/names';
import type { Violation } from '../check';
import { ofIcmps } from './_cilium-icmp-parser';
import { ofPortRules } from './_cilium-port-parser';

/** Where a rule stands, and what it may hold there. */
interface RulePlace {
  readonly direction: Direction;
  readonly isDeny: boolean;
  /** Whether the policy is for nodes. */
  readonly isForNodes: boolean;
}

const LISTS: readonly (readonly [string, Direction, boolean])[] = [
  ['ingress', 'ingress', false],
  ['ingressDeny', 'ingress', true],
  ['egress', 'egress', false],
  ['egressDeny', 'egress', true],
];

/** Of each pair of these at most one stands in a rule; an empty list is none. */
const PEERS: Readonly<Record<Direction, readonly string[]>> = {
  ingress: ['fromEndpoints', 'fromCIDR', 'fromCIDRSet', 'fromEntities', 'fromNodes', 'fromGroups'],
  egress: ['toCIDR', 'toCIDRSet', 'toEndpoints', 'toEntities', 'toServices', 'toGroups', 'toNodes', 'toFQDNs'],
};

/**
 * What Cilium's own parser refuses in a spec that the CRD lets through. A policy that it refuses is stored, and enforced
 * nowhere.
 *
 * https://github.com/cilium/cilium/blob/v1.20.2/pkg/policy/api/rule_validation.go, with Cilium's default configuration
 */
export function parserMistakes(spec: JsonObject, path: string, isClusterwide: boolean): readonly Violation[] {
  const isForNodes = spec.nodeSelector !== undefined && spec.nodeSelector !== null;
  const subject = isForNodes ? 'nodeSelector' : 'endpointSelector';
  const rules = Flat.map(LISTS, ([list, direction, isDeny]) =>
    Flat.map(Json.list(spec[list]), (rule, index) =>
      ofRule(Json.object(rule), `${path}.${list}[${index}]`, { direction, isDeny, isForNodes }),
    ),
  );
  return [
    ...(LISTS.every(([list]) => Json.list(spec[list]).length === 0)
      ? [{ path, message: 'must have a rule in ingress, ingressDeny, egress or egressDeny' }]
      : []),
    ...(isForNodes && !isClusterwide
      ? [{ path: `${path}.nodeSelector`, message: 'only a CiliumClusterwideNetworkPolicy can select nodes' }]
      : []),
    ...ofSelector(spec[subject], `${path}.${subject}`),
    ...rules,
    ...Flat.map(Json.list(spec.labels), (label, index) =>
      Json.at(label, 'key') === '' ? [{ path: `${path}.labels[${index}].key`, message: 'must not be empty' }] : [],
    ),
  ];
}

function ofRule(rule: JsonObject, path: string, { direction, isDeny, isForNodes }: RulePlace): readonly Violation[] {
  const prefix = direction === 'ingress' ? 'from' : 'to';
  const fields = PEERS[direction].filter(field => !isDeny || field !== 'toFQDNs');
  const chosen = fields.filter(field => Json.list(rule[field]).length > 0);
  const hasBoth = Json.list(rule.icmps).length > 0 && Json.list(rule.toPorts).length > 0;
  return [
    ...(chosen.length > 1 ? [{ path, message: `cannot combine ${chosen.join(' and ')} in one rule` }] : []),
    ...Json.list(rule[`${prefix}Nodes`]).map((_, index) => ({
      path: `${path}.${prefix}Nodes[${index}]`,
      message: 'peers that are nodes need enable-node-selector-labels, which is off unless it is set',
    })),
    ...Flat.map([`${prefix}Endpoints`, `${prefix}Nodes`], field =>
      Flat.map(Json.list(rule[field]), (selector, index) => ofSelector(selector, `${path}.${field}[${index}]`)),
    ),
    ...Flat.map(Json.list(rule[`${prefix}CIDR`]), (text, index) => ofBlock(text, `${path}.${prefix}CIDR[${index}]`)),
    ...Flat.map(Json.list(rule[`${prefix}CIDRSet`]), (set, index) =>
      ofBlockSet(Json.object(set), `${path}.${prefix}CIDRSet[${index}]`),
    ),
    ...(hasBoth ? [{ path: `${path}.icmps`, message: 'cannot stand in one rule with toPorts' }] : []),
    ...ofPortRules(rule, path, { isIngress: direction === 'ingress', isDeny, isForNodes }),
    ...ofIcmps(rule, path),
  ];
}

function ofBlock(text: unknown, path: string): readonly Violation[] {
  if (CidrBlock.tryParse(Json.text(text) ?? '')) return [];
  return [
    {
      path,
      message: `must be a block of addresses without zeros before its numbers, got ${JSON.stringify(text)}`,
    },
  ];
}

function ofBlockSet({ cidr, cidrGroupSelector, except }: JsonObject, path: string): readonly Violation[] {
  if (cidr === undefined || cidr === null) return ofSelector(cidrGroupSelector, `${path}.cidrGroupSelector`, true);
  const around = CidrBlock.tryParse(Json.text(cidr) ?? '');
  if (!around) return ofBlock(cidr, `${path}.cidr`);
  return Json.list(except).flatMap((text, index) => {
    const place = `${path}.except[${index}]`;
    const block = CidrBlock.tryParse(Json.text(text) ?? '');
    if (!block) return ofBlock(text, place);
    const isWithin = around.contains(block);
    return isWithin ? [] : [{ path: place, message: `${JSON.stringify(text)} is not within ${JSON.stringify(cidr)}` }];
  });
}

/** Keys have an optional source before a colon. */
function ofSelector(selector: unknown, path: string, isOfGroups = false): readonly Violation[] {
  const read = (key: string) => (isOfGroups ? groupKey(key) : key);
  const labels = Object.keys(Json.object(Json.at(selector, 'matchLabels')))
    .filter(key => !isKey(read(key)))
    .map(key => ({ path: keyPath(`${path}.matchLabels`, key), message: noKey(read(key)) }));
  const expressions = Flat.map(Json.list(Json.at(selector, 'matchExpressions')), (expression, index) =>
    ofExpression(Json.object(expression), `${path}.matchExpressions[${index}]`, isOfGroups),
  );
  return [...labels, ...expressions];
}

function ofExpression(expression: JsonObject, path: string, isOfGroups: boolean): readonly Violation[] {
  const written = Json.text(expression.key) ?? '';
  const key = isOfGroups ? groupKey(written) : written;
  const operator = Json.text(expression.operator) ?? '';
  const values = Json.list(expression.values);
  const needsValues = operator === 'In' || operator === 'NotIn';
  return [
    ...(needsValues === values.length > 0
      ? []
      : [{ path: `${path}.values`, message: `must be ${needsValues ? 'given' : 'left out'} for ${operator}` }]),
    ...(isKey(key) ? [] : [{ path: `${path}.key`, message: noKey(key) }]),
    ...values.flatMap((text, index) =>
      typeof text === 'string' && !Names.isLabelValue(text)
        ? [{ path: `${path}.values[${index}]`, message: `must be a label value, got ${JSON.stringify(text)}` }]
        : [],
    ),
  ];
}

/** Groups are found by labels of theirs: there a source may be empty, and `$` is short for one. */
function groupKey(key: string): string {
  return key.replace(/^\$/, 'reserved:').replace(/^:/, '');
}

function isKey(key: string): boolean {
  const parts = key.split(':');
  return (
    parts.length <= 2 &&
    (parts.length === 1 || /^[A-Za-z0-9]+$/.test(parts[0])) &&
    Names.isQualifiedName(parts[parts.length - 1])
  );
}

function noKey(key: string): string {
  return `must be a label key, with a source such as "k8s:" or none, got ${JSON.stringify(key)}`;
}
