import { writeFileSync } from 'node:fs';
import { BaselineFile } from '../evidence/baseline-file';
import { PodSecurityLevels } from '../manifests/pod-security-levels';
import { CalendarDate } from '../notation/calendar-date';
import { InvalidValue } from '../notation/invalid-value';
import { CheckSelection } from '../verify/check-selection';
import { Verification, type VerifyOptions } from '../verify/verification';
import type { Arguments } from './arguments';
import type { Command } from './command-line';
import { FORMATS } from './formats';
import { EXIT, Outcome } from './outcome';
import { Progress } from './progress';
import { VERIFY_HELP } from './verify-help';

/** Options whose values have to be something; each says what. */
const REQUIREMENTS: Readonly<Record<string, (value: string) => unknown>> = {
  format: value => {
    if (!Object.hasOwn(FORMATS, value))
      throw new InvalidValue('format', `one of ${Object.keys(FORMATS).join(', ')}`, value);
  },
  only: name => CheckSelection.of([name]),
  level: PodSecurityLevels.requireLevel,
  'pod-security-version': PodSecurityLevels.requireVersion,
  date: value => CalendarDate.parse('date', value),
};

/** `fortress verify`. */
export const VERIFY: Command = {
  run: given => {
    const problems = problemsOf(given);
    if (problems.length > 0) return Outcome.unusable(problems, VERIFY_HELP);
    const progress = new Progress(process.stderr);
    const verification = Verification.ofFiles(given.positionals, { ...optionsOf(given), onStep: progress.step });
    progress.end();
    const unwritten = given.has('update-baseline') ? writeBaseline(given.value('baseline') ?? '', verification) : [];
    return outcomeOf(verification, given.value('format') ?? 'text', unwritten);
  },
};

/** Everything that is wrong with the arguments, not the first thing. */
function problemsOf(given: Arguments): readonly string[] {
  const problems = [...given.problems];
  if (given.positionals.length === 0) problems.push('PATH is missing; name a file, a folder, or - for standard input');
  if (given.has('update-baseline') && !given.has('baseline')) {
    problems.push('--update-baseline needs --baseline FILE; name the file that is written');
  }
  for (const [name, require] of Object.entries(REQUIREMENTS)) {
    for (const value of name === 'only' ? given.list(name) : [given.value(name) ?? []].flat()) {
      try {
        require(value);
      } catch (error) {
        if (!(error instanceof InvalidValue)) throw error;
        problems.push(`--${name}: ${error.message}`);
      }
    }
  }
  return problems;
}

function optionsOf(given: Arguments): VerifyOptions {
  return {
    only: given.has('only') ? given.list('only') : undefined,
    level: given.value('level'),
    podSecurityVersion: given.value('pod-security-version'),
    waivers: given.value('waivers'),
    baseline: given.value('baseline'),
    renewBaseline: given.has('update-baseline'),
    site: given.value('site'),
    earlier: given.has('earlier') ? given.list('earlier') : undefined,
    date: given.value('date'),
  };
}

/** What cannot be written is told. */
function writeBaseline(file: string, { baseline }: Verification): readonly string[] {
  try {
    writeFileSync(file, BaselineFile.write(baseline));
    return [];
  } catch (error) {
    return [`${file}: cannot be written: ${(error as NodeJS.ErrnoException).code}`];
  }
}

function outcomeOf(verification: Verification, format: string, unwritten: readonly string[]): Outcome {
  const { write, isForPeople, remark } = FORMATS[format];
  const isUsable = verification.errors.length + unwritten.length === 0;
  const status = !isUsable ? EXIT.UNUSABLE : verification.holds ? EXIT.HOLDS : EXIT.FINDINGS;
  const unread = isForPeople ? verification.errors.map(String) : [];
  return new Outcome(write(verification), [...unwritten, ...unread, remark?.(verification) ?? []].flat(), status);
}
