import { Json } from '../../manifests/json/json';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { CiliumPolicy } from '../../manifests/network/cilium-policy';
import { NetworkPolicy } from '../../manifests/network/network-policy';
import type { SiteFacts } from '../../manifests/site-facts';
import { CidrBlock } from '../../notation/cidr';
import { Flat } from '../../notation/flat';
import type { Check, Violation } from '../check';

/** Addresses of the cluster, and what has them. */
interface OwnBlock {
  readonly text: string;
  readonly block: CidrBlock;
  readonly owner: 'pods' | 'Services';
}

const OWN = new WeakMap<SiteFacts, readonly OwnBlock[]>();

/** A block that a policy names. */
interface NamedBlock {
  readonly path: string;
  readonly text: string;
}

/**
 * Policies name addresses for what is outside the cluster only. Cilium never matches a pod or a Service by its address: it
 * knows pods by their labels, and Services as the pods behind them.
 *
 * Fields:  CiliumNetworkPolicy, CiliumClusterwideNetworkPolicy: {spec,specs[*]}.{ingress,egress,ingressDeny,egressDeny}[*].
 *          {fromCIDR,toCIDR,fromCIDRSet,toCIDRSet}; NetworkPolicy: spec.{ingress[*].from,egress[*].to}[*].ipBlock
 * Allowed: blocks that are not within the site's podCIDRs or serviceCIDRs; nothing is known without a site.
 *          What is left out of a block (`except`) may be.
 * Source:  https://docs.cilium.io/en/stable/security/policy/layer3/#ip-cidr-based; seed row E13
 */
export const cidrForPods: Check = {
  id: 'cidr-for-pods',
  family: 'network',
  title: 'No policy means pods or Services by their addresses',
  fix: 'select the pods by their labels, with toEndpoints or fromEndpoints',
  kinds: [NetworkPolicy.KIND, ...CiliumPolicy.KINDS],
  examine: (manifest, all) => {
    const own = ownBlocks(all);
    return own.length === 0 ? [] : Flat.map(namedBlocks(manifest), named => ofBlock(named, own));
  },
};

function ofBlock({ path, text }: NamedBlock, own: readonly OwnBlock[]): Violation[] {
  const block = CidrBlock.tryParse(text);
  const around = block && own.find(each => each.block.contains(block));
  if (!around) return [];
  return [
    {
      path,
      message: `${JSON.stringify(text)} matches nothing: it is within ${around.text}, the addresses of ${around.owner}`,
    },
  ];
}

function ownBlocks({ facts }: ManifestSet): readonly OwnBlock[] {
  const known = OWN.get(facts);
  if (known) return known;
  const read = (texts: readonly string[], owner: OwnBlock['owner']) =>
    texts.flatMap(text => {
      const block = CidrBlock.tryParse(text);
      return block ? [{ text, block, owner }] : [];
    });
  const blocks = [...read(facts.podCidrs, 'pods'), ...read(facts.serviceCidrs, 'Services')];
  OWN.set(facts, blocks);
  return blocks;
}

function namedBlocks(manifest: Manifest): readonly NamedBlock[] {
  const ofCilium = Flat.map(CiliumPolicy.rulesOf(manifest), ({ peers }) =>
    Flat.map(peers.peers, peer => (peer.kind === 'block' ? [{ path: peer.path, text: peer.text }] : [])),
  );
  const ofKubernetes = Flat.map(NetworkPolicy.rulesOf(manifest), ({ peers }) =>
    Flat.map(peers, ({ path, block }) => {
      const text = Json.text(block?.cidr);
      return text === undefined ? [] : [{ path: `${path}.ipBlock.cidr`, text }];
    }),
  );
  return [...ofCilium, ...ofKubernetes];
}
