/** A set of endpoints, as words of bits: the words without a bit are left out, so that it costs what is in it. */
export class EndpointSet {
  public static of(indices: Iterable<number>): EndpointSet {
    const set = new EndpointSet();
    for (const index of indices) set.add(index);
    return set;
  }

  private readonly words = new Map<number, number>();

  public has(index: number): boolean {
    return ((this.words.get(index >>> 5) ?? 0) & (1 << (index & 31))) !== 0;
  }

  public add(index: number): void {
    this.put(index >>> 5, 1 << (index & 31));
  }

  public addAll(other: EndpointSet): void {
    for (const [place, word] of other.words) this.put(place, word);
  }

  /** Adds what both other sets have. */
  public addCommon(one: EndpointSet, other: EndpointSet): void {
    const [few, many] = one.words.size < other.words.size ? [one, other] : [other, one];
    for (const [place, word] of few.words) this.put(place, word & (many.words.get(place) ?? 0));
  }

  /** Whether both have a member in common. */
  public meets(other: EndpointSet): boolean {
    const [few, many] = this.words.size < other.words.size ? [this, other] : [other, this];
    for (const [place, word] of few.words) if ((word & (many.words.get(place) ?? 0)) !== 0) return true;
    return false;
  }

  /** The set without the members of another; itself, if it has none of them. */
  public without(other: EndpointSet): EndpointSet {
    if (!this.meets(other)) return this;
    const rest = new EndpointSet();
    for (const [place, word] of this.words) rest.put(place, word & ~(other.words.get(place) ?? 0));
    return rest;
  }

  /** The members, in order. */
  public *indices(): Generator<number> {
    for (const place of [...this.words.keys()].sort((one, other) => one - other)) {
      for (let word = this.words.get(place) ?? 0; word !== 0; word &= word - 1) {
        yield place * 32 + 31 - Math.clz32(word & -word);
      }
    }
  }

  private put(place: number, bits: number): void {
    if (bits !== 0) this.words.set(place, (this.words.get(place) ?? 0) | bits);
  }
}
