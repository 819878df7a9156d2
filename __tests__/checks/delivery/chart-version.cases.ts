import type { CheckCases } from '../check-cases';
import { application, SERVER } from './argo-yaml';

const chart = (revision: string) => `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: loki, namespace: argocd }
spec:
  project: loki
  source: { repoURL: https://charts.example.com, chart: loki, ${revision} }
  destination: { server: ${SERVER}, namespace: loki }
`;
const set = (revision: string) => `
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: loki, namespace: argocd }
spec:
  generators: [{ list: { elements: [{ cluster: a }] } }]
  template:
    metadata: { name: 'loki-{{ .cluster }}' }
    spec:
      project: loki
      sources: [{ repoURL: https://charts.example.com, chart: loki, ${revision} }]
      destination: { server: ${SERVER}, namespace: loki }
`;
const moving = (version: string) => `delivers chart "loki" at version "${version}", which can move`;

export default {
  check: 'chart-version',
  passing: [
    { name: 'one version', yaml: chart('targetRevision: 18.11.0') },
    { name: 'a version as some projects write it', yaml: chart('targetRevision: v1.21.2-rc.1+build.5') },
    { name: 'a folder of a repository', yaml: application('app') },
    { name: 'an ApplicationSet', yaml: set('targetRevision: 18.11.0') },
    {
      name: 'another kind of this name',
      yaml: chart('targetRevision: "*"').replace('argoproj.io/v1alpha1', 'core.oam.dev/v1beta1'),
    },
  ],
  failing: [
    ...['*', '18.x', '^18.11.0', '~18.11.0', '>=18.0.0', '18.11', '18.*', ''].map(version => ({
      name: `the range ${JSON.stringify(version)}`,
      yaml: chart(`targetRevision: "${version}"`),
      finds: [`Application argocd/loki spec.source.targetRevision: ${moving(version)}`],
    })),
    {
      name: 'no version',
      yaml: chart('helm: {}'),
      finds: ['Application argocd/loki spec.source.targetRevision: delivers chart "loki" at its newest version'],
    },
    {
      name: 'in the template of an ApplicationSet',
      yaml: set('targetRevision: 18.x'),
      finds: [`ApplicationSet argocd/loki spec.template.spec.sources[0].targetRevision: ${moving('18.x')}`],
    },
  ],
} satisfies CheckCases;
