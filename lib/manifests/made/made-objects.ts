import type { Manifest } from '../manifest';
import { EventObjects } from './event-objects';
import { InferenceObjects } from './inference-objects';
import { PrometheusObjects } from './prometheus-objects';
import { WorkflowPods } from './workflow-pods';

const NONE: readonly Manifest[] = [];

/** By API group and kind. */
const MAKERS: ReadonlyMap<string, (manifest: Manifest) => readonly Manifest[]> = new Map([
  ['argoproj.io/EventBus', EventObjects.ofEventBus],
  ['argoproj.io/EventSource', EventObjects.ofEventSource],
  ['argoproj.io/Sensor', EventObjects.ofSensor],
  ['argoproj.io/Workflow', WorkflowPods.of],
  ['argoproj.io/WorkflowTemplate', WorkflowPods.of],
  ['argoproj.io/CronWorkflow', WorkflowPods.ofCron],
  ['monitoring.coreos.com/Alertmanager', PrometheusObjects.ofAlertmanager],
  ['monitoring.coreos.com/Prometheus', PrometheusObjects.ofPrometheus],
  ['serving.kserve.io/InferenceService', InferenceObjects.of],
]);

const KNOWN = new WeakMap<Manifest, readonly Manifest[]>();

/**
 * What a controller makes of a custom object: workloads and Services that nobody renders, and that the cluster runs all the
 * same. They are judged like any other; what is wrong with them is wrong with the object that they are made of.
 */
export class MadeObjects {
  /** The objects, in a form that holds all that the custom object decides; empty for kinds that nothing is made of. */
  public static of(manifest: Manifest): readonly Manifest[] {
    const make = MAKERS.get(manifest.groupKind);
    if (!make) return NONE;
    const known = KNOWN.get(manifest);
    if (known) return known;
    const made = make(manifest);
    KNOWN.set(manifest, made);
    return made;
  }
}
