import { execFileSync } from 'node:child_process';

/** Prometheus' own program for rules. Debian's package `prometheus` and every release of Prometheus bring it. */
const PROMTOOL = process.env.PROMTOOL ?? 'promtool';

/** Why the program cannot be asked; undefined if it can. */
export function promtoolMissing(): string | undefined {
  try {
    execFileSync(PROMTOOL, ['--version'], { stdio: 'ignore' });
    return undefined;
  } catch {
    return `there is no ${PROMTOOL} here; install Prometheus, or name it in PROMTOOL`;
  }
}

/** What the program prints; throws it where the program is not content. */
export function promtool(...args: string[]): string {
  try {
    return execFileSync(PROMTOOL, args, { encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${stdout}${stderr}`);
  }
}
