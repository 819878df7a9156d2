import { writeFileSync } from 'node:fs';
import type { App } from 'cdk8s';
import './construct-trace';
import type { Gate } from './gate';
import type { GateProps } from './gate-props';

/**
 * The gate of a FortressApp, for an app that stays cdk8s' own.
 *
 * Call `FortressGate.synth(app)` where `app.synth()` was called. Files are written as `app.synth()` writes them.
 */
export class FortressGate {
  /**
   * Judges all that an app renders, and then lets the app write it.
   *
   * @throws with every problem of the app; nothing is written then
   */
  public static synth(app: App, props: GateProps = {}): void {
    const gate = FortressGate.judge(app, props);
    app.synth();
    for (const [path, text] of gate.baselines) writeFileSync(path, text);
  }

  /**
   * Judges all that an app renders, and writes nothing.
   *
   * @throws with every problem of the app
   */
  public static check(app: App, props: GateProps = {}): void {
    FortressGate.judge(app, props);
  }

  private static judge(app: App, props: GateProps): Gate {
    // Only who judges needs the judge.
    const { StockApp } = require('./stock-app') as typeof import('./stock-app');
    return StockApp.judge(app, props);
  }
}
