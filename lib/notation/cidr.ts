import { isIPv4, isIPv6 } from 'node:net';
import { InvalidValue } from './invalid-value';

const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'];

/** A block of IPv4 or IPv6 addresses, as numbers, so that containment is arithmetic. */
export class CidrBlock {
  /**
   * Returns the block, or undefined where the text is none. A bare address is a block of one. An address with a zone
   * (`fe80::1%eth0`) means something on one machine only, and is none.
   */
  public static tryParse(text: string): CidrBlock | undefined {
    if (typeof text !== 'string') return undefined;
    const [address, mask, ...rest] = text.split('/');
    const bits = isIPv4(address) ? 32 : isIPv6(address) ? 128 : 0;
    if (bits === 0 || rest.length > 0 || address.includes('%')) return undefined;
    if (mask !== undefined && !/^(0|[1-9]\d{0,2})$/.test(mask)) return undefined;
    const length = mask === undefined ? bits : Number(mask);
    if (length > bits) return undefined;
    const value = bits === 32 ? CidrBlock.fromV4(address) : CidrBlock.fromV6(address);
    const size = 1n << BigInt(bits - length);
    const first = value - (value % size);
    return new CidrBlock(bits, first, first + size - 1n);
  }

  /** Returns the block. Throws where the text is none or has no mask. */
  public static parse(thing: string, text: string): CidrBlock {
    const block = CidrBlock.tryParse(text);
    if (!block || !text.includes('/')) {
      throw new InvalidValue(thing, 'an IP block with a mask such as "192.168.32.0/24"', text);
    }
    return block;
  }

  private static fromV4(address: string): bigint {
    return address.split('.').reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  }

  private static fromV6(address: string): bigint {
    const plain = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, a, b, c, d) => {
      const hex = (high: string, low: string) => (Number(high) * 256 + Number(low)).toString(16);
      return `${hex(a, b)}:${hex(c, d)}`;
    });
    const [left, right] = plain.split('::').map(part => part.split(':').filter(group => group !== ''));
    const zeros = Array(Math.max(0, 8 - left.length - (right?.length ?? 0))).fill('0');
    const groups = right === undefined ? left : [...left, ...zeros, ...right];
    return groups.reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n);
  }

  private constructor(
    /** 32 for IPv4, 128 for IPv6. */
    public readonly bits: number,
    public readonly first: bigint,
    public readonly last: bigint,
  ) {}

  /** Whether every address of the other block is in this one. */
  public contains(other: CidrBlock): boolean {
    return this.bits === other.bits && this.first <= other.first && other.last <= this.last;
  }

  /** Whether the two have an address in common. */
  public overlaps(other: CidrBlock): boolean {
    return this.bits === other.bits && this.first <= other.last && other.first <= this.last;
  }

  /** Whether every address is one that the internet has no way to (RFC 1918, RFC 4193). */
  public get isPrivate(): boolean {
    return PRIVATE.some(text => CidrBlock.tryParse(text)?.contains(this));
  }

  /** `10.0.0.0/8`; IPv6 with the first run of zeros as `::`. */
  public toString(): string {
    const size = this.last - this.first + 1n;
    const length = this.bits - (size.toString(2).length - 1);
    if (this.bits === 32) {
      return `${[24n, 16n, 8n, 0n].map(shift => (this.first >> shift) & 255n).join('.')}/${length}`;
    }
    const groups = Array.from({ length: 8 }, (_, index) => (this.first >> BigInt(112 - 16 * index)) & 0xffffn);
    const text = groups.map(group => group.toString(16)).join(':');
    return `${text.replace(/(?:^|:)0(?::0)+(?::|$)/, '::')}/${length}`;
  }
}
