import { Json } from '../../manifests/json/json';
import type { Manifest } from '../../manifests/manifest';
import { CiliumPolicy, type CiliumRule } from '../../manifests/network/cilium-policy';
import { NetworkPolicy } from '../../manifests/network/network-policy';
import { CidrBlock } from '../../notation/cidr';
import { Flat } from '../../notation/flat';
import type { Check, Violation } from '../check';

const WORLD = ['world', 'world-ipv4', 'world-ipv6', 'all'];
const UNNAMED = 'allows egress to everybody, every address outside the cluster included, since the rule names no peer';
/** Private addresses: what is near, and was not meant by "the internet". */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].map(text => CidrBlock.parse('private block', text));

/**
 * No pod may reach every address there is: not the world, not 0.0.0.0/0 with the private networks in it.
 *
 * Fields:  CiliumNetworkPolicy, CiliumClusterwideNetworkPolicy: {spec,specs[*]}.egress[*].{toEntities,toCIDR,toCIDRSet}
 *          NetworkPolicy: spec.egress[*].to[*].ipBlock
 * Allowed: a rule that names its peers; entities other than world and all; blocks longer than /0; 0.0.0.0/0 except 10.0.0.0/8, 172.16.0.0/12 and
 *          192.168.0.0/16; ::/0 except fc00::/7. For the internet by name there is toFQDNs.
 * Source:  https://docs.cilium.io/en/stable/security/policy/layer3/#entities-based; seed rows E10, E15, E29
 */
export const internetEgress: Check = {
  id: 'internet-egress',
  family: 'network',
  title: 'No pod is allowed egress to every address',
  fix: 'name the destinations: toFQDNs for names, toCIDR for addresses outside the cluster',
  kinds: [NetworkPolicy.KIND, ...CiliumPolicy.KINDS],
  examine: manifest => [
    ...ofNetworkPolicy(manifest),
    ...Flat.map(
      CiliumPolicy.rulesOf(manifest).filter(({ direction, isDeny }) => direction === 'egress' && !isDeny),
      ofCiliumRule,
    ),
  ],
};

function ofCiliumRule({ peers, ports, path }: CiliumRule): readonly Violation[] {
  if (peers.isEverybody && !ports.isAll) return [{ path, message: UNNAMED }];
  return Flat.map(peers.peers, peer => {
    if (peer.kind === 'entity' && WORLD.includes(peer.entity)) {
      return [
        {
          path: peer.path,
          message: `allows egress to entity ${JSON.stringify(peer.entity)}, every address outside the cluster`,
        },
      ];
    }
    return peer.kind === 'block' ? ofBlock(peer.path, peer.text, peer.except) : [];
  });
}

function ofNetworkPolicy(manifest: Manifest): readonly Violation[] {
  return Flat.map(
    NetworkPolicy.rulesOf(manifest).filter(({ direction }) => direction === 'egress'),
    rule => {
      if (rule.peers.length === 0) return [{ path: rule.path, message: UNNAMED }];
      return rule.peers.flatMap(({ path, block }) => {
        const except = Json.list(block?.except).flatMap(text => CidrBlock.tryParse(Json.text(text) ?? '') ?? []);
        return ofBlock(`${path}.ipBlock.cidr`, Json.text(block?.cidr) ?? '', except);
      });
    },
  );
}

function ofBlock(path: string, text: string, except: readonly CidrBlock[]): Violation[] {
  const block = CidrBlock.tryParse(text);
  if (block?.first !== 0n || block.last + 1n !== 1n << BigInt(block.bits)) return [];
  const near = block.bits === 32 ? PRIVATE : [CidrBlock.parse('private block', 'fc00::/7')];
  const left = near.some(privateBlock => !except.some(each => each.contains(privateBlock)));
  return left ? [{ path, message: `allows egress to ${JSON.stringify(text)}, private networks included` }] : [];
}
