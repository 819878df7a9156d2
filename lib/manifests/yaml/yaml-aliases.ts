const FEW = 400_000;
const MANY = 4_000_000;

/**
 * How much of a document its aliases make up: each stands for all of what it names, so that a few lines may stand for millions
 * of values.
 *
 * What go-yaml refuses, and so no cluster has, is refused here, value by value: from 99 % in documents of up to 400,000
 * values, falling to 10 % in those of 4,000,000. https://github.com/yaml/go-yaml/blob/v2.4.2/decode.go
 */
export class YamlAliases {
  /** How many values aliases stand for. */
  public aliased = 0;
  /** All values; the document is one too. */
  private values = 1;

  /** Counts values that are written. */
  public count(values: number): void {
    this.values += values;
  }

  /** Counts an alias of so many values. */
  public expand(values: number): void {
    this.values += 1 + values;
    this.aliased += values;
  }

  public get areExcessive(): boolean {
    return this.aliased > 100 && this.values > 1000 && this.aliased / this.values > this.allowedShare;
  }

  private get allowedShare(): number {
    const share = (Math.min(Math.max(this.values, FEW), MANY) - FEW) / (MANY - FEW);
    return this.values <= FEW ? 0.99 : this.values >= MANY ? 0.1 : 0.99 - 0.89 * share;
  }
}
