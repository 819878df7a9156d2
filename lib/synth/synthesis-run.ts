import type { App } from 'cdk8s';
import type { Check } from '../checks/check';
import { LateOptimization } from '../evidence/late-optimization';
import { Gate } from './gate';
import type { GateProps } from './gate-props';
import { OutputFolders } from './publish/output-folders';
import { RemovedData } from './removed-data';
import { Selection } from './selection';
import { type EnvironmentEntry, Synthesis } from './synthesis';

/** A run from constructs to files. */
export class SynthesisRun {
  /**
   * Renders, judges and publishes an app.
   *
   * @param only construct paths of what is to be published; undefined for everything
   * @param checks what objects are judged by; undefined for all checks
   * @throws with every problem of the run, and leaves all files as they were
   */
  public static of(
    app: App,
    props: Pick<GateProps, 'advisory' | 'date'>,
    environments: ReadonlyMap<string, EnvironmentEntry>,
    only?: readonly string[],
    checks?: readonly Check[],
  ): void {
    LateOptimization.request();
    const folders = new OutputFolders(app.outdir);
    folders.exclusively(() => {
      const selection = new Selection(only, new Set(environments.keys()), SynthesisRun.earlier(environments));
      const gate = new Gate(app, props, checks);
      const { output, errors, assumptions, judged } = Synthesis.of(app, environments, selection, gate);
      const plan = folders.plan(output, file => selection.mayRemove(file), gate.refuses(errors));
      gate.decide([...errors, ...plan.obstacles, ...RemovedData.problems(plan.dist, judged, environments)]);
      folders.publish(output, plan);
      for (const { object, assumption } of assumptions) process.stderr.write(`assumed: ${object}: ${assumption}\n`);
    });
  }

  /** The environments that others are compared with, by the names of the others. */
  private static earlier(environments: ReadonlyMap<string, EnvironmentEntry>): ReadonlyMap<string, string> {
    return new Map(
      [...environments].flatMap(([name, { earlier }]) => (earlier === undefined ? [] : [[name, earlier]])),
    );
  }
}
