import type { Manifest } from '../manifest';
import { EventObjects } from './event-objects';
import { WorkflowPods } from './workflow-pods';

const NONE: readonly Manifest[] = [];
const ARGO = 'argoproj.io';

const MAKERS: ReadonlyMap<string, (manifest: Manifest) => readonly Manifest[]> = new Map([
  ['EventBus', EventObjects.ofEventBus],
  ['EventSource', EventObjects.ofEventSource],
  ['Sensor', EventObjects.ofSensor],
  ['Workflow', WorkflowPods.of],
  ['WorkflowTemplate', WorkflowPods.of],
  ['CronWorkflow', WorkflowPods.ofCron],
]);

const KNOWN = new WeakMap<Manifest, readonly Manifest[]>();

/**
 * What a controller makes of a custom object: workloads and Services that nobody renders, and that the cluster runs all the
 * same. They are judged like any other; what is wrong with them is wrong with the object that they are made of.
 */
export class MadeObjects {
  /** The objects, in a form that holds all that the custom object decides; empty for kinds that nothing is made of. */
  public static of(manifest: Manifest): readonly Manifest[] {
    if (manifest.group !== ARGO) return NONE;
    const make = MAKERS.get(manifest.kind);
    if (!make) return NONE;
    const known = KNOWN.get(manifest);
    if (known) return known;
    const made = make(manifest);
    KNOWN.set(manifest, made);
    return made;
  }
}
