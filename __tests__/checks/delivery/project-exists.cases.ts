import type { CheckCases } from '../check-cases';
import { all, application, ML_PRODUCTION_PROJECT, mlModel, project } from './argo-yaml';

const ELSEWHERE = application('app').replace('namespace: argocd', 'namespace: team-apps');

function applicationSet(name: string): string {
  return `
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: set, namespace: argocd }
spec: { template: { spec: { project: ${name} } } }
`;
}

export default {
  check: 'project-exists',
  passing: [
    { name: 'a rendered project', yaml: all(project('{}'), application('app')) },
    { name: 'a project of the site', yaml: application('app'), site: project('{}') },
    {
      name: 'another namespace that the project takes Applications of',
      yaml: all(project('{ sourceNamespaces: [team-*] }'), ELSEWHERE),
    },
    {
      name: 'a regular expression of namespaces is not judged',
      yaml: all(project('{ sourceNamespaces: ["/^team/"] }'), ELSEWHERE),
    },
    { name: 'an ApplicationSet', yaml: all(project('{}'), applicationSet('team')) },
    { name: 'the kind of another API', yaml: application('app').replace('argoproj.io/v1alpha1', 'app.k8s.io/v1beta1') },
  ],
  failing: [
    {
      name: 'seed rows G08, N10: project default',
      yaml: all(ML_PRODUCTION_PROJECT, mlModel('default')),
      finds: ['Application argocd/ml-model spec.project: project "default" allows everything'],
    },
    {
      name: 'no project is default',
      yaml: application('app').replace('project: team', 'project: ""'),
      finds: [
        'Application argocd/app spec.project: without a project it belongs to "default", which allows everything',
      ],
    },
    {
      name: 'default, rendered',
      yaml: all(project('{}', 'default'), application('app', '', { project: 'default' })),
      finds: ['Application argocd/app spec.project: project "default" allows everything'],
    },
    {
      name: 'a project that is not there',
      yaml: application('app'),
      finds: ['Application argocd/app spec.project: there is no AppProject "team"'],
    },
    {
      name: 'a template chooses the project',
      yaml: applicationSet('"{{ .project }}"'),
      finds: [
        'ApplicationSet argocd/set spec.template.spec.project: "{{ .project }}" is filled in by whoever fills in the template',
      ],
    },
    {
      name: 'a namespace that the project takes no Application of',
      yaml: all(project('{ sourceNamespaces: [ops] }'), ELSEWHERE),
      finds: [
        'Application team-apps/app metadata.namespace: project "team" takes no Application of namespace "team-apps"',
      ],
    },
  ],
} satisfies CheckCases;
