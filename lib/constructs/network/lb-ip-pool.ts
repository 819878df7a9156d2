import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { CiliumLoadBalancerIpPool } from '../../../imports/cilium-cilium.io';
import { CidrBlock } from '../../notation/cidr';
import { InvalidValue } from '../../notation/invalid-value';
import { Names } from '../../notation/names';

/** Addresses for Services of type LoadBalancer. */
export interface LbIpPoolProps {
  /** Blocks of addresses, such as `192.168.32.200/31`; every address of a block is given out. */
  readonly cidrs: string[];
  /**
   * `metadata.name`.
   * @default - the construct id
   */
  readonly name?: string;
}

/** A CiliumLoadBalancerIPPool: the addresses that gateways can have (seed row E04). */
export class LbIpPool extends Construct {
  /** The rendered object, for patches and metadata. */
  public readonly apiObject: ApiObject;

  private readonly blocks: CidrBlock[];

  constructor(scope: Construct, id: string, props: LbIpPoolProps) {
    super(scope, id);
    this.blocks = LbIpPool.blocksOf(props.cidrs);
    const { spec } = CiliumLoadBalancerIpPool.manifest({
      metadata: {},
      spec: { blocks: props.cidrs.map(cidr => ({ cidr })) },
    });
    this.apiObject = new ApiObject(this, 'Resource', {
      ...CiliumLoadBalancerIpPool.GVK,
      metadata: { name: Names.dnsSubdomain('pool name', props.name ?? id) },
      spec,
    });
  }

  /** Whether the pool gives out this address. */
  public includes(address: string): boolean {
    const block = CidrBlock.tryParse(address);
    return block !== undefined && this.blocks.some(own => own.contains(block));
  }

  /** Cilium gives out nothing of a pool whose blocks overlap. */
  private static blocksOf(cidrs: string[]): CidrBlock[] {
    if (cidrs.length === 0) throw new InvalidValue('cidrs', 'at least one IP block', cidrs);
    const blocks = cidrs.map(cidr => CidrBlock.parse('pool block', cidr));
    const second = blocks.findIndex((block, index) => blocks.slice(0, index).some(first => first.overlaps(block)));
    if (second >= 0) throw new InvalidValue('pool block', 'apart from the other blocks of its pool', cidrs[second]);
    return blocks;
  }
}
