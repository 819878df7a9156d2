import { Json, type JsonObject } from '../../manifests/json/json';
import { JsonField } from '../../manifests/json/json-field';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import type { Check, Violation } from '../check';

const ARGO = 'argoproj.io';
const DESTINATION = /^spec\.arguments\.parameters\.(\d+)\.value$/;

/**
 * Whoever starts a workflow gives it all that its template asks for, and lets nothing in from outside that was not looked at.
 *
 * Fields:  Workflow, CronWorkflow: spec.workflowTemplateRef, spec.arguments.parameters; of a Sensor those of the Workflow in
 *          spec.triggers[*].template.{k8s,argoWorkflow}.source.resource, and the parameters of the trigger with their dest;
 *          WorkflowTemplate: spec.arguments.parameters
 * Allowed: for each parameter that the template gives no value: an argument with one, or a parameter of the trigger whose
 *          dest is its value. What a trigger takes from an event has a filter of data for the same path in its dependency
 * Source:  https://argo-workflows.readthedocs.io/en/latest/workflow-templates/; seed row G16
 */
export const workflowParameters: Check = {
  id: 'workflow-parameters',
  family: 'references',
  title: 'workflows are given their parameters, and what comes from an event is filtered',
  fix: 'bind the parameter with src and dest, and give the dependency a filter of data for its path',
  kinds: ['Workflow', 'CronWorkflow', 'Sensor'],
  examine: (manifest, all) => {
    if (manifest.group !== ARGO) return [];
    const spec = new JsonField(manifest.spec, 'spec');
    if (manifest.kind === 'Workflow') return unbound(spec, new Set(), manifest, all);
    if (manifest.kind === 'CronWorkflow') return unbound(spec.at('workflowSpec'), new Set(), manifest, all);
    return spec.items('triggers').flatMap(trigger => ofTrigger(trigger, manifest, all));
  },
};

function ofTrigger(trigger: JsonField, sensor: Manifest, all: ManifestSet): Violation[] {
  return ['k8s', 'argoWorkflow'].flatMap(kind => {
    const starter = trigger.at('template', kind);
    const resource = starter.at('source', 'resource');
    if (resource.object.kind !== 'Workflow') return [];
    const parameters = starter.items('parameters');
    const bound = new Set(
      parameters.flatMap(({ object }) => DESTINATION.exec(Json.text(object.dest) ?? '')?.[1] ?? []),
    );
    return [
      ...unbound(resource.at('spec'), bound, sensor, all),
      ...parameters.flatMap(parameter => unfiltered(parameter, sensor)),
    ];
  });
}

/** Parameters of the template that have no value, and get none. */
function unbound(spec: JsonField, bound: ReadonlySet<string>, owner: Manifest, all: ManifestSet): Violation[] {
  const name = spec.at('workflowTemplateRef', 'name').text;
  const template = name === undefined ? undefined : all.find(ARGO, 'WorkflowTemplate', owner.effectiveNamespace, name);
  if (!template) return [];
  const given = new Set(
    spec
      .at('arguments')
      .items('parameters')
      .flatMap(({ object }, index) => {
        return bound.has(String(index)) || hasValue(object) ? (Json.text(object.name) ?? []) : [];
      }),
  );
  const asked = Json.objects(Json.at(template.spec, 'arguments', 'parameters')).filter(object => !hasValue(object));
  const missing = asked.map(parameter => Json.text(parameter.name) ?? '').filter(parameter => !given.has(parameter));
  if (missing.length === 0) return [];
  const path = spec.at('arguments').path;
  return [{ path, message: `${template} asks for ${missing.join(', ')}, and gets no value for it` }];
}

function hasValue({ value, valueFrom }: JsonObject): boolean {
  return (value !== undefined && value !== '') || Json.isObject(valueFrom);
}

function unfiltered(parameter: JsonField, sensor: Manifest): Violation[] {
  const { dependencyName, dataKey, dataTemplate, useRawData } = parameter.at('src').object;
  if (dataKey === undefined && dataTemplate === undefined && useRawData !== true) return [];
  const dependency = Json.objects(sensor.spec.dependencies).find(({ name }) => name === dependencyName);
  const filters = Json.objects(Json.at(dependency, 'filters', 'data'));
  if (dataTemplate === undefined && filters.some(({ path }) => path === dataKey)) return [];
  const what = dataTemplate === undefined ? JSON.stringify(dataKey ?? 'the whole event') : 'a template of the event';
  return [{ path: parameter.at('src').path, message: `${what} is passed on, and no filter says what it may be` }];
}
