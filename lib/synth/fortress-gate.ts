import type { App } from 'cdk8s';
import { ManifestSet } from '../manifests/manifest-set';
import { SiteFacts } from '../manifests/site-facts';
import { Gate } from './gate';
import type { GateProps } from './gate-props';
import { AppRenderer } from './rendered-app';
import { Selection } from './selection';

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
    gate.writeBaselines();
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
    const gate = new Gate(app, props);
    const { environments, errors } = AppRenderer.render(app, Selection.ALL);
    const facts = SiteFacts.fromObjects(props.site?.toObjects() ?? []);
    for (const [name, manifests] of environments) gate.judge(name, new ManifestSet(manifests, facts), props.baseline);
    gate.decide(errors);
    return gate;
  }
}
