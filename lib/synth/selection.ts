/**
 * What of an app a run is about: everything, or the environments and charts that are named by their construct paths.
 *
 * An environment of which anything is selected is rendered and judged as a whole, so that a chart comes out with the bytes
 * that it has in a full run; only the files of what is selected are written.
 */
export class Selection {
  /** Everything that an app has. */
  public static readonly ALL = new Selection(undefined, new Set());

  /**
   * @param paths such as `prod` or `prod/tenant-a`; undefined for everything
   * @param environments names of the app's environments
   * @param earlier the environments that others are compared with, by the names of the others
   */
  constructor(
    private readonly paths: readonly string[] | undefined,
    private readonly environments: ReadonlySet<string>,
    private readonly earlier: ReadonlyMap<string, string> = new Map(),
  ) {}

  /** Whether anything of an environment is selected; `''` for the charts outside of them. */
  public includesEnvironment(name: string): boolean {
    return this.paths?.some(path => this.environmentOf(path) === name) ?? true;
  }

  /** Whether the objects of an environment are needed: for itself, or for one that is compared with it. */
  public needsEnvironment(name: string): boolean {
    if (this.includesEnvironment(name)) return true;
    return [...this.earlier].some(([later, earlier]) => earlier === name && this.includesEnvironment(later));
  }

  /** Whether an environment is selected as a whole. */
  public isWhole(environment: string): boolean {
    return this.paths?.includes(environment) ?? true;
  }

  /** Whether a chart is selected, or something around it. */
  public includesChart(chartPath: string): boolean {
    return this.paths?.some(path => chartPath === path || chartPath.startsWith(`${path}/`)) ?? true;
  }

  /** Whether a file that is no longer made may be removed: of an environment that was made as a whole. */
  public mayRemove(file: string): boolean {
    return this.isWhole(this.environmentOf(file));
  }

  /** What selects nothing. */
  public problems(chartPaths: readonly string[]): string[] {
    const unmatched = (this.paths ?? []).filter(path => {
      return !this.environments.has(path) && !chartPaths.some(chart => chart === path || chart.startsWith(`${path}/`));
    });
    return unmatched.map(
      path =>
        `no environment and no chart is at ${JSON.stringify(path)}; only takes construct paths such as ${Selection.example(chartPaths)}`,
    );
  }

  private environmentOf(path: string): string {
    const [first] = path.split('/');
    return this.environments.has(first) ? first : '';
  }

  private static example(chartPaths: readonly string[]): string {
    return chartPaths
      .slice(0, 3)
      .map(path => JSON.stringify(path))
      .join(', ');
  }
}
