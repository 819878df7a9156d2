import { CidrBlock } from '../../notation/cidr';
import { JsonField } from '../json/json-field';
import type { Manifest } from '../manifest';
import { NetworkPolicy } from './network-policy';

/** Why the API server refuses a NetworkPolicy. */
export interface NetworkPolicyMistake {
  readonly path: string;
  readonly message: string;
}

const TYPES: readonly unknown[] = ['Ingress', 'Egress'];
const PROTOCOLS: readonly unknown[] = [undefined, null, 'TCP', 'UDP', 'SCTP'];
const LAST_PORT = 65535;
const PORT_NAME = /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*$/;

/**
 * What the API server refuses a NetworkPolicy for, besides types of fields.
 *
 * https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/networking/validation/validation.go
 */
export class NetworkPolicyMistakes {
  public static in(manifest: Manifest): readonly NetworkPolicyMistake[] {
    if (!NetworkPolicy.is(manifest)) return [];
    const spec = new JsonField(manifest.spec, 'spec');
    const types = spec.items('policyTypes').filter(({ value }) => !TYPES.includes(value));
    const rules = [
      ...spec.items('ingress').map(rule => [rule, 'from'] as const),
      ...spec.items('egress').map(rule => [rule, 'to'] as const),
    ];
    return [
      ...types.map(({ path, value }) => ({ path, message: `must be Ingress or Egress, got ${JSON.stringify(value)}` })),
      ...ofSelector(spec.at('podSelector')),
      ...rules.flatMap(([rule, peers]) => [
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
  const cidr = field.at('ipBlock', 'cidr');
  const block = blockOf(cidr);
  if (!block) return [mistake(cidr, 'must be a block of addresses with a mask such as "10.0.0.0/8"')];
  return field
    .at('ipBlock')
    .items('except')
    .filter(field => {
      const except = blockOf(field);
      return !except || !block.contains(except) || except.contains(block);
    })
    .map(except => mistake(except, 'must be a smaller block within cidr'));
}

/** An address without a mask is no block. */
function blockOf({ text = '' }: JsonField): CidrBlock | undefined {
  return text.includes('/') ? CidrBlock.tryParse(text) : undefined;
}

function ofSelector(selector: JsonField): readonly NetworkPolicyMistake[] {
  return selector.items('matchExpressions').flatMap(requirement => {
    const hasValues = requirement.items('values').length > 0;
    const operator = requirement.at('operator');
    if (['In', 'NotIn'].includes(operator.text ?? '')) {
      return hasValues
        ? []
        : [{ path: requirement.at('values').path, message: `must not be empty with ${operator.text}` }];
    }
    if (!['Exists', 'DoesNotExist'].includes(operator.text ?? '')) {
      return [mistake(operator, 'must be In, NotIn, Exists or DoesNotExist')];
    }
    return hasValues ? [mistake(requirement.at('values'), `must be empty with ${operator.text}`)] : [];
  });
}

function mistake({ path, value }: JsonField, expectation: string): NetworkPolicyMistake {
  return { path, message: `${expectation}, got ${JSON.stringify(value ?? null)}` };
}
