import { Json } from '../../manifests/json/json';
import { keyPath } from '../../manifests/json/key-path';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { PerSet } from '../../manifests/per-set';
import { CidrBlock } from '../../notation/cidr';
import type { Check } from '../check';

/** Addresses from the first to the last. */
interface AddressRange {
  readonly bits: number;
  readonly first: bigint;
  readonly last: bigint;
}

const RANGES = new PerSet(rangesIn);
const IPS = ['lbipam.cilium.io/ips', 'io.cilium/lb-ipam-ips'];

/**
 * An address that is asked for is one that Cilium has to give: it is in a block of a CiliumLoadBalancerIPPool.
 *
 * Fields:  Gateway: spec.addresses[*].value, spec.infrastructure.annotations; Service: metadata.annotations;
 *          CiliumLoadBalancerIPPool: spec.{blocks[*].{cidr,start,stop},disabled}
 * Allowed: addresses in a block of a pool that is not disabled; any, where no pool is known
 * Source:  https://docs.cilium.io/en/stable/network/lb-ipam/; seed rows E04, F02
 */
export const addressInPool: Check = {
  id: 'address-in-pool',
  family: 'network',
  title: 'Every fixed address is in a pool',
  fix: 'ask for an address of a pool, or add the address to a pool',
  kinds: ['Gateway', 'Service'],
  examine: (manifest, all) => {
    const ranges = RANGES.of(all);
    if (ranges.length === 0) return [];
    return asked(manifest).flatMap(({ path, text }) => {
      const address = CidrBlock.tryParse(text);
      if (!address || ranges.some(range => isWithin(address, range))) return [];
      return [{ path, message: `${JSON.stringify(text)} is in no block of a CiliumLoadBalancerIPPool` }];
    });
  },
};

interface AskedAddress {
  readonly path: string;
  readonly text: string;
}

function asked({ group, kind, spec, annotations }: Manifest): readonly AskedAddress[] {
  if (kind === 'Service' && group === '') return ofAnnotations(annotations, 'metadata.annotations');
  if (kind !== 'Gateway' || group !== 'gateway.networking.k8s.io') return [];
  const addresses = Json.list(spec.addresses).flatMap((address, index) => {
    const { type = 'IPAddress', value = '' } = Json.texts(address);
    return type === 'IPAddress' ? [{ path: `spec.addresses[${index}].value`, text: value }] : [];
  });
  const handedOn = Json.texts(Json.at(spec, 'infrastructure', 'annotations'));
  return [...addresses, ...ofAnnotations(handedOn, 'spec.infrastructure.annotations')];
}

function ofAnnotations(annotations: Readonly<Record<string, string>>, path: string): readonly AskedAddress[] {
  return IPS.flatMap(key =>
    (annotations[key] ?? '')
      .split(',')
      .map(text => text.trim())
      .filter(text => text !== '')
      .map(text => ({ path: keyPath(path, key), text })),
  );
}

function rangesIn(all: ManifestSet): readonly AddressRange[] {
  const pools = all.ofKind('cilium.io', 'CiliumLoadBalancerIPPool').filter(({ spec }) => spec.disabled !== true);
  return pools
    .flatMap(({ spec }) => Json.objects(spec.blocks))
    .flatMap(block => {
      const { cidr, start, stop = start } = Json.texts(block);
      const [low, high] = cidr === undefined ? [start, stop] : [cidr, cidr];
      const [first, last] = [CidrBlock.tryParse(low ?? ''), CidrBlock.tryParse(high ?? '')];
      return first && last ? [{ bits: first.bits, first: first.first, last: last.last }] : [];
    });
}

function isWithin(address: CidrBlock, { bits, first, last }: AddressRange): boolean {
  return address.bits === bits && first <= address.first && address.last <= last;
}
