/** A set of endpoints, as bits: what thousands of rules select of thousands of endpoints fits into memory this way. */
export class EndpointSet {
  public static of(size: number, indices: Iterable<number>): EndpointSet {
    const set = new EndpointSet(size);
    for (const index of indices) set.add(index);
    return set;
  }

  public static all(size: number): EndpointSet {
    const set = new EndpointSet(size);
    set.words.fill(0xffffffff);
    const rest = size % 32;
    if (rest > 0) set.words[set.words.length - 1] = (1 << rest) - 1;
    return set;
  }

  private readonly words: Uint32Array;

  constructor(public readonly size: number) {
    this.words = new Uint32Array(Math.ceil(size / 32));
  }

  public has(index: number): boolean {
    return (this.words[index >>> 5] & (1 << (index & 31))) !== 0;
  }

  public add(index: number): void {
    this.words[index >>> 5] |= 1 << (index & 31);
  }

  public addAll(other: EndpointSet): void {
    for (let i = 0; i < this.words.length; i++) this.words[i] |= other.words[i];
  }

  /** Adds what both other sets have. */
  public addCommon(one: EndpointSet, other: EndpointSet): void {
    for (let i = 0; i < this.words.length; i++) this.words[i] |= one.words[i] & other.words[i];
  }

  /** The set without the members of another; itself, if it has none of them. */
  public without(other: EndpointSet): EndpointSet {
    if (this.words.every((word, i) => (word & other.words[i]) === 0)) return this;
    const rest = new EndpointSet(this.size);
    for (let i = 0; i < this.words.length; i++) rest.words[i] = this.words[i] & ~other.words[i];
    return rest;
  }

  /** The members, in order. */
  public *indices(): Generator<number> {
    for (let i = 0; i < this.words.length; i++) {
      for (let word = this.words[i]; word !== 0; word &= word - 1) yield i * 32 + 31 - Math.clz32(word & -word);
    }
  }
}
