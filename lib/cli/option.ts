/** An option of a command, as it is parsed and as the help shows it. */
export interface Option {
  /** Without the dashes. */
  readonly name: string;
  /** What stands for its value in the help; without it, it is a flag. */
  readonly value?: string;
  /** What it does, in lines of the help. */
  readonly help: readonly string[];
}

/** Every command has it. */
export const HELP: Option = { name: 'help', help: ['show this'] };
