import { FieldPath } from './field-path';

/** A value that JSON and YAML have no form for. */
export interface NotPlain {
  /** Exact path of the field. */
  readonly path: string;
  /** What stands there: `is a function`. */
  readonly fact: string;
}

/** Half of a character that UTF-8 writes as a whole. */
const HALF_CHARACTER = /\p{Surrogate}/u;

/** Whether a value is what JSON and YAML can carry: text, finite numbers, booleans, null, lists, and maps of these. */
export class PlainData {
  /**
   * All that is not.
   *
   * @param resolve what to look at in the place of a value, where that is only known when it is asked for
   */
  public static problems(value: unknown, resolve: (value: unknown) => unknown = same => same): NotPlain[] {
    const data = new PlainData(resolve);
    data.visit(value);
    return data.found;
  }

  /** Whether it is one value that can be carried. */
  public static isScalar(value: unknown): boolean {
    switch (typeof value) {
      case 'string':
        return !HALF_CHARACTER.test(value);
      case 'number':
        return Number.isFinite(value);
      default:
        return value === null || typeof value === 'boolean';
    }
  }

  private readonly found: NotPlain[] = [];
  private readonly path: (string | number)[] = [];
  private readonly around: object[] = [];

  private constructor(private readonly resolve: (value: unknown) => unknown) {}

  private visit(unresolved: unknown): void {
    const value = this.resolve(unresolved);
    if (typeof value === 'object' && value !== null) {
      this.visitObject(value);
      return;
    }
    const fact = PlainData.factOf(value);
    if (fact !== undefined) this.report(fact);
  }

  private visitObject(value: object): void {
    if (this.around.includes(value)) {
      this.report('holds itself');
      return;
    }
    this.around.push(value);
    if (Array.isArray(value)) {
      for (let index = 0; index < value.length; index++) this.visitBelow(index, value[index]);
    } else if (PlainData.isMap(value)) {
      // A key without a value is left out.
      for (const key of Object.keys(value)) if (value[key] !== undefined) this.visitBelow(key, value[key]);
    } else {
      this.report(`is an object of class ${value.constructor?.name ?? 'unknown'}`);
    }
    this.around.pop();
  }

  private visitBelow(step: string | number, value: unknown): void {
    this.path.push(step);
    this.visit(value);
    this.path.pop();
  }

  private report(fact: string): void {
    this.found.push({ path: FieldPath.of(this.path), fact });
  }

  private static isMap(value: object): value is Record<string, unknown> {
    const prototype = Object.getPrototypeOf(value);
    return prototype === null || prototype.constructor?.name === 'Object';
  }

  private static factOf(value: unknown): string | undefined {
    if (PlainData.isScalar(value)) return undefined;
    switch (typeof value) {
      case 'string':
        return 'holds half of a character';
      case 'number':
        return `is ${value}`;
      case 'undefined':
        return 'is nothing, in a list';
      default:
        return `is a ${typeof value}`;
    }
  }
}
