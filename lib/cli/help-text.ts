import type { Option } from './option';

const GAP = 2;

/** What a command does, for a person who asks. */
export interface CommandHelp {
  /** What it does, in one line. */
  readonly title: string;
  /** How it is called. */
  readonly usage: readonly string[];
  readonly options: readonly Option[];
  /** Sections that follow, by their heads. */
  readonly sections: Readonly<Record<string, readonly string[]>>;
}

/** Help, as it is printed. */
export class HelpText {
  public static of({ title, usage, options, sections }: CommandHelp): string {
    const parts = { Usage: usage, Options: HelpText.options(options), ...sections };
    const blocks = Object.entries(parts).map(([head, lines]) => [`${head}:`, ...lines.map(line => `  ${line}`)]);
    return `${[[title], ...blocks].map(lines => lines.join('\n')).join('\n\n')}\n`;
  }

  /** Names and what they do, side by side. */
  public static columns(rows: readonly (readonly [string, ...string[]])[]): readonly string[] {
    const width = Math.max(...rows.map(([name]) => name.length)) + GAP;
    return rows.flatMap(([name, ...lines]) =>
      lines.map((line, index) => `${(index === 0 ? name : '').padEnd(width)}${line}`),
    );
  }

  private static options(options: readonly Option[]): readonly string[] {
    return HelpText.columns(
      options.map(({ name, value, help }) => {
        const short = name === 'help' ? '-h, ' : '';
        return [`${short}--${name}${value === undefined ? '' : ` ${value}`}`, ...help];
      }),
    );
  }
}
