import type { App } from 'cdk8s';
import { ManifestSet } from '../manifests/manifest-set';
import { SiteFacts } from '../manifests/site-facts';
import { Gate } from './gate';
import type { GateProps } from './gate-props';
import { AppRenderer } from './rendered-app';
import { Selection } from './selection';

/** An app that stays cdk8s' own. */
export class StockApp {
  /**
   * Judges all that it renders.
   *
   * @throws with every problem of the app
   */
  public static judge(app: App, props: GateProps): Gate {
    const gate = new Gate(app, props);
    const { environments, errors } = AppRenderer.render(app, Selection.ALL);
    const facts = SiteFacts.fromObjects(props.site?.toObjects() ?? []);
    for (const [name, manifests] of environments) gate.judge(name, new ManifestSet(manifests, facts), props.baseline);
    gate.decide(errors);
    return gate;
  }
}
