import { CidrBlock } from '../../notation/cidr';
import { Flat } from '../../notation/flat';
import { Names } from '../../notation/names';
import { Json } from '../json/json';
import { JsonField } from '../json/json-field';
import type { Manifest } from '../manifest';
import { NetworkPolicy } from './network-policy';

/** Why the API server refuses a NetworkPolicy. */
export interface NetworkPolicyMistake {
  readonly path: string;
  readonly message: string;
  /** Set for what servers before 1.36 take with a warning, and mean the same by. */
  readonly isNew?: true;
}

const TYPES: readonly unknown[] = ['Ingress', 'Egress'];
const PROTOCOLS: readonly unknown[] = [undefined, null, 'TCP', 'UDP', 'SCTP'];
const IPV4_IN_IPV6 = /^(?:0*:)*:?ffff:(?:\d+\.|[0-9a-f]{1,4}:[0-9a-f]{1,4}\/)/i;
const LAST_PORT = 65535;
const PORT_NAME = /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*$/;

/**
 * What the API server refuses a NetworkPolicy for, besides types of fields.
 *
 * https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/apis/networking/validation/validation.go
 */
export class NetworkPolicyMistakes {
  public static in(manifest: Manifest): readonly NetworkPolicyMistake[] {
    if (!NetworkPolicy.is(manifest)) return [];
    const spec = new JsonField(manifest.spec, 'spec');
    const list = spec.at('policyTypes');
    const types = list.items().filter(({ value }) => !TYPES.includes(value));
    const rules = [
      ...spec.items('ingress').map(rule => [rule, 'from'] as const),
      ...spec.items('egress').map(rule => [rule, 'to'] as const),
    ];
    return [
      ...(list.items().length > TYPES.length ? [mistake(list, 'must be at most two types')] : []),
      ...types.map(({ path, value }) => ({ path, message: `must be Ingress or Egress, got ${JSON.stringify(value)}` })),
      ...ofSelector(spec.at('podSelector')),
      ...Flat.map(rules, ([rule, peers]) => [
        ...rule.items('ports').flatMap(ofPort),
        ...rule.items(peers).flatMap(ofPeer),
      ]),
    ];
  }
}

function ofPort(field: JsonField): readonly NetworkPolicyMistake[] {
  const { port = null, endPort = null, protocol } = field.object;
  const [number, end, transport] = [field.at('port'), field.at('endPort'), field.at('protocol')];
  const isPort = typeof port === 'number' ? port >= 1 && port <= LAST_PORT : PORT_NAME.test(String(port));
  const isEnd = typeof endPort !== 'number' || (typeof port === 'number' && endPort >= port && endPort <= LAST_PORT);
  return [
    ...(PROTOCOLS.includes(protocol) ? [] : [mistake(transport, 'must be TCP, UDP or SCTP')]),
    ...(port === null || isPort ? [] : [mistake(number, 'must be a number from 1 to 65535, or the name of a port')]),
    ...(isEnd ? [] : [mistake(end, 'must be a number from that of port to 65535')]),
  ];
}

function ofPeer(field: JsonField): readonly NetworkPolicyMistake[] {
  const { podSelector = null, namespaceSelector = null, ipBlock = null } = field.object;
  const isSelector = podSelector !== null || namespaceSelector !== null;
  if (isSelector === (ipBlock !== null)) return [mistake(field, 'must have selectors, or an ipBlock')];
  if (isSelector) return ['podSelector', 'namespaceSelector'].flatMap(key => ofSelector(field.at(key)));
  return ofIpBlock(field.at('ipBlock'));
}

function ofIpBlock(field: JsonField): readonly NetworkPolicyMistake[] {
  const cidr = field.at('cidr');
  const block = blockOf(cidr);
  if (!block) return [mistake(cidr, 'must be a block of addresses with a mask such as "10.0.0.0/8"')];
  const excepts = field.items('except').map(each => [each, blockOf(each)] as const);
  const outside = excepts.filter(([, except]) => !except || !block.contains(except) || except.contains(block));
  return [
    ...outside.map(([each]) => mistake(each, 'must be a smaller block within cidr')),
    ...[cidr, ...excepts.map(([each]) => each)].flatMap(ofForm),
  ];
}

/** https://github.com/kubernetes/enhancements/tree/master/keps/sig-network/4858-ip-cidr-validation */
function ofForm(field: JsonField): readonly NetworkPolicyMistake[] {
  const { text = '' } = field;
  const block = blockOf(field);
  const says = (expectation: string) => [{ ...mistake(field, expectation), isNew: true } as const];
  if (IPV4_IN_IPV6.test(text)) return says('must be written as a block of IPv4');
  if (!block || CidrBlock.tryParse(text.split('/')[0])?.first === block.first) return [];
  return says('must begin with the first address of the block');
}

function blockOf({ text = '' }: JsonField): CidrBlock | undefined {
  return text.includes('/') ? CidrBlock.tryParse(text) : undefined;
}

function ofSelector(selector: JsonField): readonly NetworkPolicyMistake[] {
  return [
    ...Flat.map(selector.entries('matchLabels'), label => [...ofKey(label, label.name), ...ofValue(label)]),
    ...Flat.map(selector.items('matchExpressions'), requirement => [
      ...ofKey(requirement.at('key'), Json.text(requirement.object.key) ?? ''),
      ...ofOperator(requirement),
      ...requirement.items('values').flatMap(ofValue),
    ]),
  ];
}

function ofOperator(requirement: JsonField): readonly NetworkPolicyMistake[] {
  const [operator, values] = [requirement.at('operator'), requirement.at('values')];
  const hasValues = values.items().length > 0;
  switch (operator.value) {
    case 'In':
    case 'NotIn':
      return hasValues ? [] : [{ path: values.path, message: `must not be empty with ${operator.text}` }];
    case 'Exists':
    case 'DoesNotExist':
      return hasValues ? [mistake(values, `must be empty with ${operator.text}`)] : [];
    default:
      return [mistake(operator, 'must be In, NotIn, Exists or DoesNotExist')];
  }
}

function ofKey({ path }: JsonField, key: string): readonly NetworkPolicyMistake[] {
  if (Names.isQualifiedName(key)) return [];
  return [{ path, message: `must have a label key such as "app.kubernetes.io/name", got ${JSON.stringify(key)}` }];
}

function ofValue(field: JsonField): readonly NetworkPolicyMistake[] {
  return Names.isLabelValue(Json.text(field.value) ?? '') ? [] : [mistake(field, 'must be the value of a label')];
}

function mistake({ path, value }: JsonField, expectation: string): NetworkPolicyMistake {
  return { path, message: `${expectation}, got ${JSON.stringify(value ?? null)}` };
}
