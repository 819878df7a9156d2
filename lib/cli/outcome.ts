import type { CommandHelp } from './help-text';

/** The three exit statuses. */
export const EXIT = {
  /** Everything holds, or is waived. */
  HOLDS: 0,
  /** Something was found. */
  FINDINGS: 1,
  /** Arguments or input cannot be used; what can be used of the input is judged all the same. */
  UNUSABLE: 2,
} as const;

/** What a command has to say. */
export class Outcome {
  /** Standard output takes it, and all is well. */
  public static print(text: string): Outcome {
    return new Outcome([text], [], EXIT.HOLDS);
  }

  /** Nothing can be done with the arguments. */
  public static unusable(problems: readonly string[], { usage }: CommandHelp): Outcome {
    const lines = [...problems, `usage: ${usage[0]}; more with --help`];
    return new Outcome(
      [],
      lines.map(line => `fortress: ${line}`),
      EXIT.UNUSABLE,
    );
  }

  constructor(
    /** For standard output, bit by bit. */
    public readonly pieces: Iterable<string>,
    /** For standard error, each a line. */
    public readonly problems: readonly string[],
    public readonly status: (typeof EXIT)[keyof typeof EXIT],
  ) {}
}
