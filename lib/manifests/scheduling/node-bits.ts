/** A set of nodes as the bits of a number: the bit of a node is its place among the site's nodes. */
export class NodeBits {
  public static readonly NONE = 0n;

  /** The set of one node. */
  public static of(index: number): bigint {
    return 1n << BigInt(index);
  }

  /** Those of a list that satisfy a condition. */
  public static where<T>(nodes: readonly T[], holds: (node: T) => boolean): bigint {
    return nodes.reduce((bits, node, index) => (holds(node) ? bits | NodeBits.of(index) : bits), NodeBits.NONE);
  }

  public static has(nodes: bigint, index: number): boolean {
    return (nodes & NodeBits.of(index)) !== NodeBits.NONE;
  }

  /** Whether every node of the one set is in the other. */
  public static isWithin(inner: bigint, outer: bigint): boolean {
    return (inner & ~outer) === NodeBits.NONE;
  }

  public static size(nodes: bigint): number {
    return NodeBits.indices(nodes).length;
  }

  /** The places of the nodes, lowest first. */
  public static indices(nodes: bigint): readonly number[] {
    const bits = nodes.toString(2);
    return [...bits].flatMap((bit, place) => (bit === '1' ? bits.length - 1 - place : [])).reverse();
  }
}
