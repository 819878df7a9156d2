import { parseArgs } from 'node:util';
import { NearestNames } from '../notation/nearest-names';
import type { Option } from './option';

/** What stands behind a command. */
export class Arguments {
  /** Takes the words apart. Nothing is thrown: all that is wrong with them is in `problems`. */
  public static of(words: readonly string[], options: readonly Option[]): Arguments {
    const { tokens } = parseArgs({
      args: [...words],
      options: Object.fromEntries(
        options.map(({ name, value }) => [
          name,
          { type: value === undefined ? 'boolean' : 'string', ...(name === 'help' && { short: 'h' }) },
        ]),
      ),
      strict: false,
      tokens: true,
    });
    const read = new Arguments();
    for (const token of tokens) {
      if (token.kind === 'positional') read.positionals.push(token.value);
      if (token.kind === 'option') read.add(token.name, token.rawName, token.value, options);
    }
    return read;
  }

  public readonly positionals: string[] = [];
  public readonly problems: string[] = [];
  private readonly values = new Map<string, string[]>();

  private constructor() {}

  /** Whether a flag was given. */
  public has(name: string): boolean {
    return this.values.has(name);
  }

  /** The value of an option, the last one where it was given more than once. */
  public value(name: string): string | undefined {
    return this.values.get(name)?.at(-1);
  }

  /** The values of an option that may have several: given more than once, with commas, or both. */
  public list(name: string): readonly string[] {
    return (this.values.get(name) ?? []).flatMap(text => text.split(',').map(part => part.trim()));
  }

  private add(name: string, raw: string, value: string | undefined, options: readonly Option[]): void {
    const option = options.find(each => each.name === name);
    if (!option) {
      const names = options.map(each => each.name);
      const near = NearestNames.of(name, names).map(each => `--${each}`);
      this.problems.push(`${raw} is no option${near.length > 0 ? `; did you mean ${near.join(' or ')}?` : ''}`);
    } else if (option.value === undefined && value !== undefined) {
      this.problems.push(`${raw} takes no value; leave out ${JSON.stringify(value)}`);
    } else if (option.value !== undefined && value === undefined) {
      this.problems.push(`${raw} needs a value; write ${raw} ${option.value}`);
    } else {
      this.values.set(name, [...(this.values.get(name) ?? []), value ?? '']);
    }
  }
}
