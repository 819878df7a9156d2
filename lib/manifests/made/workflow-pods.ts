import { Json, type JsonObject } from '../json/json';
import { Manifest } from '../manifest';
import { FieldMap, type FieldPlace } from './field-map';
import { patchPodSpec } from './pod-spec-patch';

/** Fields of a template that win over those of the workflow, under the same name in the pod. */
const TEMPLATE_FIELDS = [
  'securityContext',
  'nodeSelector',
  'tolerations',
  'affinity',
  'serviceAccountName',
  'automountServiceAccountToken',
  'schedulerName',
  'hostAliases',
];
const WORKFLOW_FIELDS = [...TEMPLATE_FIELDS, 'imagePullSecrets', 'hostNetwork', 'dnsPolicy', 'dnsConfig'];

/** What runs in the pods of a template, and what the executor runs by itself. */
const OWN = ['container', 'script'];
const EXECUTOR = ['resource', 'data'];

/**
 * The pods that Argo Workflows makes of the templates of a Workflow, a WorkflowTemplate or a CronWorkflow: one a template, with
 * the containers `init` and `wait` that the controller adds. What those two may do, and use, is said by `podSpecPatch`; a
 * default in the controller's own configuration is not known here.
 *
 * https://github.com/argoproj/argo-workflows/blob/v3.7.9/workflow/controller/workflowpod.go (`createWorkflowPod`)
 */
export class WorkflowPods {
  /** The pods of a Workflow or a WorkflowTemplate. */
  public static of(manifest: Manifest): Manifest[] {
    return WorkflowPods.ofSpec(manifest, manifest.spec, 'spec');
  }

  /** The pods of a Workflow that a Sensor creates: it stands in the Sensor, at a path. */
  public static embedded(sensor: Manifest, workflow: JsonObject, path: string): Manifest[] {
    const named = new Manifest({ metadata: { name: sensor.name, namespace: sensor.namespace } }, sensor.origin);
    return WorkflowPods.ofSpec(named, Json.object(workflow.spec), `${path}.spec`, sensor);
  }

  /** The pods of a CronWorkflow. */
  public static ofCron(manifest: Manifest): Manifest[] {
    return WorkflowPods.ofSpec(manifest, Json.object(manifest.spec.workflowSpec), 'spec.workflowSpec');
  }

  private static ofSpec(manifest: Manifest, workflow: JsonObject, path: string, maker = manifest): Manifest[] {
    return Json.list(workflow.templates).flatMap((element, index) => {
      const template = Json.object(element);
      const main = WorkflowPods.mainContainers(template);
      if (!main) return [];
      const at = `${path}.templates[${index}]`;
      const spec = WorkflowPods.podSpec(workflow, template, main);
      const metadata = {
        name: `${manifest.name}-${Json.text(template.name) ?? index}`,
        namespace: manifest.namespace,
        labels: {
          ...WorkflowPods.texts(workflow.podMetadata, 'labels'),
          ...WorkflowPods.texts(template.metadata, 'labels'),
        },
        annotations: {
          ...WorkflowPods.texts(workflow.podMetadata, 'annotations'),
          ...WorkflowPods.texts(template.metadata, 'annotations'),
        },
      };
      const fields = WorkflowPods.fields(workflow, template, spec, path, at);
      return [
        new Manifest({ apiVersion: 'v1', kind: 'Pod', metadata, spec }, manifest.origin, { manifest: maker, fields }),
      ];
    });
  }

  /** Undefined for a template without a pod: steps, a DAG, a wait for somebody. */
  private static mainContainers(template: JsonObject): readonly JsonObject[] | undefined {
    const own = OWN.find(key => Json.isObject(template[key]));
    if (own !== undefined) return [{ ...Json.object(template[own]), name: 'main' }];
    if (Json.isObject(template.containerSet)) return Json.objects(template.containerSet.containers);
    return EXECUTOR.some(key => Json.isObject(template[key])) ? [{ name: 'main' }] : undefined;
  }

  private static podSpec(workflow: JsonObject, template: JsonObject, main: readonly JsonObject[]): JsonObject {
    const spec: Record<string, unknown> = { restartPolicy: 'Never' };
    for (const key of WORKFLOW_FIELDS) if (workflow[key] !== undefined) spec[key] = workflow[key];
    for (const key of TEMPLATE_FIELDS) if (template[key] !== undefined) spec[key] = template[key];
    const priority = template.priorityClassName ?? workflow.podPriorityClassName;
    if (priority !== undefined) spec.priorityClassName = priority;
    const volumes = [...Json.objects(workflow.volumes), ...Json.objects(template.volumes)];
    if (volumes.length > 0) spec.volumes = volumes;
    spec.initContainers = [{ name: 'init' }, ...Json.objects(template.initContainers)];
    spec.containers = [{ name: 'wait' }, ...main, ...Json.objects(template.sidecars)];
    return patchPodSpec(spec, [workflow.podSpecPatch, template.podSpecPatch]);
  }

  private static fields(
    workflow: JsonObject,
    template: JsonObject,
    spec: JsonObject,
    path: string,
    at: string,
  ): FieldMap {
    const patch = template.podSpecPatch === undefined ? `${path}.podSpecPatch` : `${at}.podSpecPatch`;
    const patched = (made: string): FieldPlace => ({ made, source: patch, isText: true });
    const own = OWN.find(key => Json.isObject(template[key]));
    const sidecars = Json.objects(template.sidecars);
    const mains = Json.objects(spec.containers).length - sidecars.length - 1;
    const containers = Json.objects(spec.containers).map((_, index): FieldPlace => {
      const made = `spec.containers[${index}]`;
      if (index === 0) return patched(made);
      if (index > mains) return { made, source: `${at}.sidecars[${index - mains - 1}]` };
      return { made, source: own === undefined ? `${at}.containerSet.containers[${index - 1}]` : `${at}.${own}` };
    });
    const initContainers = Json.objects(spec.initContainers).map((_, index): FieldPlace => {
      const made = `spec.initContainers[${index}]`;
      return index === 0 ? patched(made) : { made, source: `${at}.initContainers[${index - 1}]` };
    });
    const ofTemplate = TEMPLATE_FIELDS.filter(key => template[key] !== undefined);
    return new FieldMap([
      { made: 'spec', source: path },
      { made: 'metadata', source: workflow.podMetadata === undefined ? `${at}.metadata` : `${path}.podMetadata` },
      ...ofTemplate.map(key => ({ made: `spec.${key}`, source: `${at}.${key}` })),
      ...containers,
      ...initContainers,
    ]);
  }

  private static texts(metadata: unknown, key: string): Readonly<Record<string, string>> {
    return Json.texts(Json.at(metadata, key));
  }
}
