/** Items by what they have in common, in the order in which they come. */
export class Grouped {
  /** Puts an item into the group of a key. */
  public static add<Key, Item>(groups: Map<Key, Item[]>, key: Key, item: Item): void {
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }

  /** All items, by the key of each. */
  public static by<Key, Item>(items: Iterable<Item>, keyOf: (item: Item) => Key): Map<Key, Item[]> {
    const groups = new Map<Key, Item[]>();
    for (const item of items) Grouped.add(groups, keyOf(item), item);
    return groups;
  }
}
