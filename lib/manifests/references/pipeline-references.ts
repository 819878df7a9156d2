import { JsonField } from '../json/json-field';
import type { Manifest } from '../manifest';
import type { Reference } from './references';

const ARGO = 'argoproj.io';
/** The bus of those who name none. */
const DEFAULT_BUS = 'default';

/** What the objects of Argo Events and Argo Workflows name, all of it in their own namespace. */
export function pipelineReferences({ group, kind, spec, effectiveNamespace }: Manifest): readonly Reference[] {
  if (group !== ARGO) return [];
  const read = READERS.get(kind);
  if (!read) return [];
  return read(new JsonField(spec, 'spec')).flatMap(([field, of, target, fallback]) => {
    const name = field.text || fallback;
    if (!name) return [];
    return [{ path: field.path, group: of, kind: target, namespace: effectiveNamespace, name }];
  });
}

/** A field with a name, group and kind of what it names, and the name where the field is empty. */
type Named = readonly [JsonField, string, string, string?];

const READERS: ReadonlyMap<string, (spec: JsonField) => readonly Named[]> = new Map([
  ['EventSource', (spec: JsonField): Named[] => [bus(spec), ...tokens(spec)]],
  [
    'Sensor',
    (spec: JsonField): Named[] => [
      bus(spec),
      ...spec.items('dependencies').map((dependency): Named => [dependency.at('eventSourceName'), ARGO, 'EventSource']),
      ...spec
        .items('triggers')
        .flatMap(trigger => ['k8s', 'argoWorkflow'].map(each => trigger.at('template', each).at('source', 'resource')))
        .filter(resource => resource.object.kind === 'Workflow')
        .map(workflow => template(workflow.at('spec'))),
    ],
  ],
  ['Workflow', (spec: JsonField): Named[] => [template(spec)]],
  ['CronWorkflow', (spec: JsonField): Named[] => [template(spec.at('workflowSpec'))]],
]);

function bus(spec: JsonField): Named {
  return [spec.at('eventBusName'), ARGO, 'EventBus', DEFAULT_BUS];
}

/** The Secrets by which senders are known, of whatever kind of source: `webhook.<event>.authSecret`. */
function tokens(spec: JsonField): Named[] {
  return spec
    .entries()
    .flatMap(source => source.entries())
    .map((event): Named => [event.at('authSecret', 'name'), '', 'Secret'])
    .filter(([field]) => field.text !== undefined);
}

/** A template of the whole cluster is in no namespace, and is not followed. */
function template(spec: JsonField): Named {
  const reference = spec.at('workflowTemplateRef');
  return [reference.at(reference.object.clusterScope === true ? 'clusterScope' : 'name'), ARGO, 'WorkflowTemplate'];
}
