import { JsonField } from '../../manifests/json/json-field';
import type { Check } from '../check';

const ARGO = 'argoproj.io';
/** What whoever starts a workflow decides. */
const PARAMETER = /\{\{=?[^}]*\b(?:inputs|workflow)\.parameters\b[^}]*\}\}/;

/**
 * No parameter of a workflow is pasted into a command: a text such as `x; curl …` would be run.
 *
 * Fields:  spec.templates[*].{container,script}.{command,args}, spec.templates[*].script.source,
 *          spec.templates[*].containerSet.containers[*].{command,args} of a Workflow or WorkflowTemplate; of a CronWorkflow
 *          below spec.workflowSpec
 * Allowed: parameters in env, which commands read as "$NAME", and arguments as $(NAME)
 * Source:  https://cwe.mitre.org/data/definitions/78.html; seed row G16
 */
export const pastedParameter: Check = {
  id: 'pasted-parameter',
  family: 'hardening',
  title: 'no parameter of a workflow is pasted into a command',
  fix: 'put the parameter into a variable, and let the command read that',
  kinds: ['Workflow', 'WorkflowTemplate', 'CronWorkflow'],
  examine: ({ group, kind, spec }) => {
    if (group !== ARGO) return [];
    const root = new JsonField(spec, 'spec');
    return (kind === 'CronWorkflow' ? root.at('workflowSpec') : root)
      .items('templates')
      .flatMap(template => [
        template.at('container'),
        template.at('script'),
        ...template.at('containerSet').items('containers'),
      ])
      .flatMap(container => [
        ...container.items('command'),
        ...container.items('args'),
        ...(container.at('source').text === undefined ? [] : [container.at('source')]),
      ])
      .filter(({ text = '' }) => PARAMETER.test(text))
      .map(({ path, text = '' }) => ({ path, message: `${PARAMETER.exec(text)?.[0]} is pasted into a command` }));
  },
};
