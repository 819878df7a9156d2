import type { Check } from '../checks/check';
import { CheckSpecification } from '../checks/check-specification';
import { ACCEPTANCE_FAILURES, type AcceptanceFailure } from '../evidence/acceptance-failures';
import { InvalidValue } from '../notation/invalid-value';
import { CheckSelection } from '../verify/check-selection';
import { ChecksPage } from './checks-page';
import type { Command } from './command-line';
import { ControlsText } from './controls-text';
import { EXPLAIN_HELP } from './explain-help';
import { HelpText } from './help-text';
import { EXIT, Outcome } from './outcome';

/** `fortress explain`. */
export const EXPLAIN: Command = {
  run: given => {
    const { positionals } = given;
    const format = given.value('format') ?? 'text';
    const problems = [...given.problems, ...positionals.flatMap(problemOf)];
    if (format !== 'text' && format !== 'markdown') {
      problems.push(new InvalidValue('--format', 'text or markdown', format).message);
    } else if (format === 'markdown' && positionals.length > 0) {
      problems.push(`Markdown is for all checks; leave out ${positionals.join(' ')}`);
    }
    if (problems.length > 0) return Outcome.unusable(problems, EXPLAIN_HELP);
    if (format === 'markdown') return new Outcome(ChecksPage.write(), [], EXIT.HOLDS);
    const names = positionals.length === 0 ? CheckSelection.FAMILIES : positionals;
    return Outcome.print(names.map(textOf).join('\n'));
  },
};

/** What stands as a check in findings about waivers and baselines. */
function acceptanceFailure(name: string): AcceptanceFailure | undefined {
  return Object.values(ACCEPTANCE_FAILURES).find(({ id }) => id === name);
}

function problemOf(name: string): readonly string[] {
  try {
    if (!acceptanceFailure(name)) CheckSelection.of([name]);
    return [];
  } catch (error) {
    if (error instanceof InvalidValue) return [error.message];
    throw error;
  }
}

function textOf(name: string): string {
  const failure = acceptanceFailure(name);
  if (failure) return `${failure.id}\n\n${failure.title}\n\nFix:     ${failure.fix}\nWaivers: none is taken\n`;
  const checks = CheckSelection.of([name]);
  return CheckSelection.FAMILIES.includes(name) ? listOf(name, checks) : checks.map(specificationOf).join('\n');
}

function listOf(family: string, checks: readonly Check[]): string {
  const lines = HelpText.columns(checks.map(({ id, title }) => [id, title]));
  return `${[`${family}:`, ...lines.map(line => `  ${line}`)].join('\n')}\n`;
}

function specificationOf(check: Check): string {
  const { prose, terms } = CheckSpecification.of(check);
  const controls = ControlsText.of(check.id);
  const facts = [
    `Fix:     ${check.fix}`,
    ...(check.kinds ? [`Kinds:   ${check.kinds.join(', ')}`] : []),
    ...(controls === '' ? [] : [`Controls: ${controls}`]),
    ...(check.needsEarlier ? ['Earlier: needs the environment before (fortress verify --earlier PATH)'] : []),
    ...(check.needsNodes ? ['Site:    needs the nodes of the cluster (fortress verify --site FILE)'] : []),
    ...(check.unwaivable ? ['Waivers: none is taken'] : []),
  ];
  return `${check.id} (${check.family})\n\n${prose}\n\n${[terms, ...facts].join('\n')}\n`;
}
