import { execFileSync } from 'node:child_process';

/** A program of Prometheus that judges what is rendered for it, where it is on this machine. */
export class PrometheusProgram {
  /** Of rules and of configurations. Debian's package `prometheus` and every release of Prometheus bring it. */
  public static readonly PROMTOOL = new PrometheusProgram('promtool', process.env.PROMTOOL);
  /** Of the configuration of an Alertmanager; its releases bring it. */
  public static readonly AMTOOL = new PrometheusProgram('amtool', process.env.AMTOOL);

  private constructor(
    private readonly name: string,
    private readonly path: string = name,
  ) {}

  /** Why the program cannot be asked; undefined if it can. */
  public get missing(): string | undefined {
    try {
      execFileSync(this.path, ['--version'], { stdio: 'ignore' });
      return undefined;
    } catch {
      return `there is no ${this.path} here; install it, or name it in ${this.name.toUpperCase()}`;
    }
  }

  /** What the program prints; throws it where the program is not content. */
  public run(...args: string[]): string {
    try {
      return execFileSync(this.path, args, { encoding: 'utf8', stdio: 'pipe' });
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      throw new Error(`${stdout}${stderr}`);
    }
  }
}
