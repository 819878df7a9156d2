import { Quantity } from '../../notation/quantity';
import { Remembered } from '../../notation/remembered';
import { Json, type JsonObject } from '../json/json';

/**
 * Amounts by name: of resources (`cpu`, `nvidia.com/gpu`), or of what a quota counts (`requests.cpu`, `pods`).
 *
 * Read as the API server reads them: rounded up to whole milli-units, a null as zero. It refuses amounts that are no
 * quantities, or negative; here the first are not there, and the second are zero, so that they make no room for others.
 */
export class ResourceList {
  public static readonly EMPTY = new ResourceList(new Map());

  private static readonly remembered = new Remembered<ResourceList>();

  /** Reads `limits`, `requests`, `hard` and the like. */
  public static of(value: unknown): ResourceList {
    return ResourceList.asWritten(value).rounded();
  }

  /** Reads them without rounding. */
  public static asWritten(value: unknown): ResourceList {
    if (!Json.isObject(value)) return ResourceList.EMPTY;
    return ResourceList.remembered.of(JSON.stringify(value), () => ResourceList.read(value));
  }

  private static read(value: JsonObject): ResourceList {
    const amounts = new Map<string, Quantity>();
    for (const [name, text] of Object.entries(value)) {
      const amount = ResourceList.amount(text);
      if (amount) amounts.set(name, amount.max(Quantity.ZERO));
    }
    return amounts.size === 0 ? ResourceList.EMPTY : new ResourceList(amounts);
  }

  /** One amount as the API server reads it, or undefined where it refuses it as no quantity. */
  public static amount(value: unknown): Quantity | undefined {
    if (value === null) return Quantity.ZERO;
    return Quantity.tryParse(typeof value === 'string' ? value.trim() : value);
  }

  public static ofAmounts(amounts: Iterable<readonly [string, Quantity]>): ResourceList {
    return new ResourceList(new Map(amounts));
  }

  /** The sum of `count` times each list. */
  public static sum(parts: Iterable<{ readonly list: ResourceList; readonly count: number }>): ResourceList {
    const sum = new Map<string, Quantity>();
    for (const { list, count } of parts) {
      list.amounts.forEach((amount, name) => {
        const part = count === 1 ? amount : amount.times(count);
        const before = sum.get(name);
        sum.set(name, before === undefined ? part : before.plus(part));
      });
    }
    return new ResourceList(sum);
  }

  private whole: ResourceList | undefined;

  private constructor(private readonly amounts: ReadonlyMap<string, Quantity>) {}

  public get(name: string): Quantity | undefined {
    return this.amounts.get(name);
  }

  public has(name: string): boolean {
    return this.amounts.has(name);
  }

  public get names(): readonly string[] {
    return [...this.amounts.keys()];
  }

  public get entries(): readonly (readonly [string, Quantity])[] {
    return [...this.amounts];
  }

  public [Symbol.iterator](): Iterator<readonly [string, Quantity]> {
    return this.amounts[Symbol.iterator]();
  }

  /** What is said of each amount, together; without an iterator, which takes V8 longer than most questions. */
  public flatMap<Result>(of: (name: string, amount: Quantity) => readonly Result[]): Result[] {
    const results: Result[] = [];
    this.amounts.forEach((amount, name) => {
      const found = of(name, amount);
      for (let index = 0; index < found.length; index++) results.push(found[index]);
    });
    return results;
  }

  public some(holds: (name: string, amount: Quantity) => boolean): boolean {
    let isSome = false;
    this.amounts.forEach((amount, name) => {
      isSome ||= holds(name, amount);
    });
    return isSome;
  }

  public get isEmpty(): boolean {
    return this.amounts.size === 0;
  }

  public plus(other: ResourceList): ResourceList {
    return this.merge(other, (mine, theirs) => mine.plus(theirs));
  }

  /** The larger of the two, name by name. */
  public max(other: ResourceList): ResourceList {
    return this.merge(other, (mine, theirs) => mine.max(theirs));
  }

  /** No more than the other says, where it says anything. */
  public atMost(other: ResourceList): ResourceList {
    return this.with(this.amounts, (amount, name) => {
      const most = other.amounts.get(name);
      return most !== undefined && amount.exceeds(most) ? most : amount;
    });
  }

  /** What is not said here, said by the other. */
  public orElse(other: ResourceList): ResourceList {
    return this.merge(other, mine => mine);
  }

  /** What the other says, whatever is said here. */
  public overriddenBy(other: ResourceList): ResourceList {
    return other.orElse(this);
  }

  /** Rounded up to whole milli-units; worked out once for all that have the list. */
  public rounded(): ResourceList {
    this.whole ??= this.with(this.amounts, amount => amount.roundedUpToMilli());
    return this.whole;
  }

  /** Only some of the names. */
  public only(isKept: (name: string, amount: Quantity) => boolean): ResourceList {
    if (this.isEmpty) return this;
    return new ResourceList(new Map([...this.amounts].filter(([name, amount]) => isKept(name, amount))));
  }

  private merge(other: ResourceList, both: (mine: Quantity, theirs: Quantity) => Quantity): ResourceList {
    if (this.isEmpty) return other;
    if (other.isEmpty) return this;
    return this.with(other.amounts, (theirs, name) => {
      const mine = this.amounts.get(name);
      return mine === undefined ? theirs : both(mine, theirs);
    });
  }

  /** With other amounts under these names; the list itself, where they are what it has. */
  private with(
    names: ReadonlyMap<string, Quantity>,
    amountOf: (amount: Quantity, name: string) => Quantity,
  ): ResourceList {
    let changed: Map<string, Quantity> | undefined;
    names.forEach((amount, name) => {
      const now = amountOf(amount, name);
      if (now === this.amounts.get(name)) return;
      changed ??= new Map(this.amounts);
      changed.set(name, now);
    });
    return changed === undefined ? this : new ResourceList(changed);
  }
}
