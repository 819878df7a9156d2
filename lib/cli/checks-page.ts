import type { Check } from '../checks/check';
import { CheckSpecification } from '../checks/check-specification';
import { CheckSelection } from '../verify/check-selection';
import { ControlsText } from './controls-text';

const FIRST_RELEASE = '0.1.0';

const INTRODUCTION = `# Checks

What \`fortress verify\`, the gate of \`FortressApp\`, the plugin and the matchers hold against rendered objects. In a terminal:
\`fortress explain CHECK\`.

Controls are those of the CIS Kubernetes Benchmark, of the hardening guide of NSA and CISA as Kubescape numbers them, and of
the multi-tenancy benchmarks (MTB).

Written by \`npm run docs:checks\` from the comments at the heads of the checks; change those, not this page.
`;

/** All checks, as a page of Markdown: `docs/checks.md`. */
export class ChecksPage {
  public static *write(): Generator<string> {
    yield INTRODUCTION;
    for (const family of CheckSelection.FAMILIES) {
      const checks = CheckSelection.of([family]);
      yield `\n## ${family}\n\n| check | what holds |\n| --- | --- |\n`;
      for (const { id, title } of checks) yield `| [${id}](#${id}) | ${ChecksPage.escape(title)} |\n`;
      for (const check of checks) yield ChecksPage.section(check);
    }
  }

  private static section(check: Check): string {
    const { prose, terms } = CheckSpecification.of(check);
    const controls = ControlsText.of(check.id);
    const facts = [
      `**Fix:** ${ChecksPage.escape(check.fix)}`,
      ...(controls === '' ? [] : [`**Controls** ${controls}`]),
      ...(check.needsEarlier ? ['**Needs** the objects of the environment before: `--earlier PATH`'] : []),
      ...(check.needsNodes ? ['**Needs** the nodes of the cluster: `--site FILE`'] : []),
      ...(check.unwaivable ? ['**Cannot be waived**'] : []),
      `**Since** ${check.since ?? FIRST_RELEASE}`,
    ];
    return `\n### ${check.id}\n\n${ChecksPage.escape(prose)}\n\n\`\`\`text\n${terms}\n\`\`\`\n\n${facts.join('  \n')}\n`;
  }

  /** What stands between angle brackets would vanish as HTML. */
  private static escape(text: string): string {
    return text.replace(/[<|*]/g, '\\$&');
  }
}
