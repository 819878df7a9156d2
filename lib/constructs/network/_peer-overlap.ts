import { CidrBlock } from '../../notation/cidr';
import { CiliumEntity, type CiliumPeer } from '../../values/cilium-rule';
import type { PodSet } from '../../values/pod-set';

/** One peer of a rule by itself. */
interface Part {
  readonly pods?: PodSet;
  readonly entity?: CiliumEntity;
  readonly block?: CidrBlock;
  readonly name?: string;
  readonly pattern?: string;
}

/**
 * Whether one rule's peers hold all of some peer of another rule.
 *
 * Judged by what the rules say, so two sets of pods that may share a pod by chance do not count.
 */
export function coversSomePeer(wide: CiliumPeer, narrow: CiliumPeer): boolean {
  return parts(narrow).some(part => parts(wide).some(other => holds(other, part)));
}

function parts(peer: CiliumPeer): Part[] {
  return [
    ...(peer.pods ?? []).map(pods => ({ pods })),
    ...(peer.entities ?? []).map(entity => ({ entity })),
    ...(peer.cidrs ?? []).map(cidr => ({ block: CidrBlock.parse('CIDR', cidr) })),
    ...(peer.fqdn ? [{ name: peer.fqdn.name }] : []),
    ...(peer.fqdnPattern === undefined ? [] : [{ pattern: peer.fqdnPattern.toLowerCase() }]),
  ];
}

function holds(wide: Part, narrow: Part): boolean {
  if (wide.entity !== undefined) return entityHolds(wide.entity, narrow);
  if (wide.pods && narrow.pods) return podsHold(wide.pods, narrow.pods);
  if (wide.block && narrow.block) return wide.block.contains(narrow.block);
  if (wide.block) return isEverything(wide.block) && isOutside(narrow);
  if (wide.name !== undefined) return wide.name === narrow.name;
  if (wide.pattern === undefined) return false;
  return wide.pattern === narrow.pattern || (narrow.name !== undefined && expression(wide.pattern).test(narrow.name));
}

function entityHolds(entity: CiliumEntity, narrow: Part): boolean {
  if (entity === narrow.entity) return true;
  if (entity === CiliumEntity.WORLD) return isOutside(narrow);
  return entity === CiliumEntity.CLUSTER && !isOutside(narrow);
}

/** Outside the cluster: what Cilium gives the identity `world`, by address or by name. */
function isOutside(part: Part): boolean {
  return part.pods === undefined && (part.entity === undefined || part.entity === CiliumEntity.WORLD);
}

function podsHold(wide: PodSet, narrow: PodSet): boolean {
  const labels = Object.entries(wide.labels);
  return wide.namespaceName === narrow.namespaceName && labels.every(([key, value]) => narrow.labels[key] === value);
}

function isEverything(block: CidrBlock): boolean {
  return block.last - block.first + 1n === 1n << BigInt(block.bits);
}

/** @see https://docs.cilium.io/en/stable/security/policy/layer7/#dns-policy-and-ip-discovery */
function expression(pattern: string): RegExp {
  if (/^\*+\.?$/.test(pattern)) return /^/;
  const [, manyLabels, rest] = /^(\*{2,}\.)?(.*?)\.?$/.exec(pattern) as RegExpExecArray;
  const inner = rest.replaceAll('.', '[.]').replace(/\*+/g, '[-a-z0-9_]*');
  return new RegExp(`^${manyLabels === undefined ? '' : '[-a-z0-9_]+([.][-a-z0-9_]+)*[.]'}${inner}$`);
}
