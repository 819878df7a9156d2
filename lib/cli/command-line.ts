import { NearestNames } from '../notation/nearest-names';
import { Arguments } from './arguments';
import { EXPLAIN_HELP } from './explain-help';
import { type CommandHelp, HelpText } from './help-text';
import { HELP, type Option } from './option';
import { Outcome } from './outcome';
import { PackageVersion } from './package-version';
import { REACH_HELP } from './reach-help';
import { VERIFY_HELP } from './verify-help';

/** One of the words that may follow `fortress`. */
export interface Command {
  run(given: Arguments): Outcome;
}

/** The commands, each loaded when it is to run: help has to come at once. */
const COMMANDS: Readonly<Record<string, { readonly help: CommandHelp; load(): Command }>> = {
  verify: { help: VERIFY_HELP, load: () => require('./verify-command').VERIFY },
  reach: { help: REACH_HELP, load: () => require('./reach-command').REACH },
  explain: { help: EXPLAIN_HELP, load: () => require('./explain-command').EXPLAIN },
};

const VERSION: Option = { name: 'version', help: ['show the version'] };
const NAMES = [...Object.keys(COMMANDS), 'help'];

const FORTRESS: CommandHelp = {
  title: 'fortress proves Kubernetes YAML: no cluster is asked, no network, and nothing is written.',
  usage: ['fortress COMMAND'],
  options: [HELP, VERSION],
  sections: {
    Commands: HelpText.columns([
      ...Object.entries(COMMANDS).map(([name, { help }]) => [name, help.title] as const),
      ['help COMMAND', 'show what a command takes'],
    ]),
  },
};

/** The words that were typed, and the command that they mean. */
export class CommandLine {
  public static run(words: readonly string[]): Outcome {
    const [first, ...rest] = words;
    if (first === undefined) return Outcome.unusable(['a command is missing'], FORTRESS);
    if (first === 'help') return CommandLine.help(rest);
    if (first.startsWith('-')) return CommandLine.withoutCommand(words);
    if (!Object.hasOwn(COMMANDS, first)) return CommandLine.unknown(first);
    const { help, load } = COMMANDS[first];
    const given = Arguments.of(rest, help.options);
    return given.has('help') ? Outcome.print(HelpText.of(help)) : load().run(given);
  }

  private static help([name]: readonly string[]): Outcome {
    if (name === undefined) return Outcome.print(HelpText.of(FORTRESS));
    if (!Object.hasOwn(COMMANDS, name)) return CommandLine.unknown(name);
    return Outcome.print(HelpText.of(COMMANDS[name].help));
  }

  private static withoutCommand(words: readonly string[]): Outcome {
    const given = Arguments.of(words, FORTRESS.options);
    if (given.problems.length > 0) return Outcome.unusable(given.problems, FORTRESS);
    if (given.has('version')) return Outcome.print(`${PackageVersion.read()}\n`);
    return given.has('help')
      ? Outcome.print(HelpText.of(FORTRESS))
      : Outcome.unusable(['a command is missing'], FORTRESS);
  }

  private static unknown(name: string): Outcome {
    const near = NearestNames.of(name, NAMES);
    const hint = near.length > 0 ? near : NAMES;
    return Outcome.unusable([`${JSON.stringify(name)} is no command; did you mean ${hint.join(' or ')}?`], FORTRESS);
  }
}
