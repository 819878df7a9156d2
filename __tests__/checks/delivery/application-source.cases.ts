import type { CheckCases } from '../check-cases';
import { all, application, ML_PRODUCTION_PROJECT, mlModel, project, REPO } from './argo-yaml';

function from(repo: string, ...allowed: string[]): string {
  return all(project(`{ sourceRepos: ${JSON.stringify(allowed)} }`), application('app').replace(REPO, repo));
}

const SEVERAL = `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: app, namespace: argocd }
spec:
  project: team
  source: { repoURL: https://other.example.com/x.git }
  sources: [{ repoURL: ${REPO}, path: a }, { repoURL: https://charts.example.com, chart: b }]
`;

export default {
  check: 'application-source',
  passing: [
    { name: 'the repository', yaml: from(REPO, REPO) },
    { name: 'without .git, in capitals', yaml: from('https://Git.Example.com/Team/deploy', REPO) },
    {
      name: 'the two forms of SSH',
      yaml: from('git@git.example.com:team/deploy.git', 'ssh://git@git.example.com/team/deploy'),
    },
    { name: 'a wildcard', yaml: from(REPO, 'https://git.example.com/team/*') },
    { name: 'a denial of another', yaml: from(REPO, '*', '!https://git.example.com/evil/*') },
    {
      name: 'several sources',
      yaml: all(project(`{ sourceRepos: [${REPO}, "https://charts.example.com"] }`), SEVERAL),
    },
    { name: 'no project: another check says so', yaml: application('app') },
  ],
  failing: [
    {
      name: 'seed row G03: http, and another path',
      yaml: all(ML_PRODUCTION_PROJECT, mlModel('ml-production-project')),
      finds: [
        'Application argocd/ml-model spec.source.repoURL: project "ml-production-project" does not allow "http://gitlab.build.server/your-user/mlsecops-production-pipeline.git"; it allows ["https://gitlab.build.server/ml-security/production-models.git"]',
      ],
    },
    {
      name: 'a wildcard stops at a slash',
      yaml: from('https://git.example.com/team/sub/deploy.git', 'https://git.example.com/team/*'),
      finds: [
        'Application argocd/app spec.source.repoURL: project "team" does not allow "https://git.example.com/team/sub/deploy.git"; it allows ["https://git.example.com/team/*"]',
      ],
    },
    {
      name: 'a denial',
      yaml: from(REPO, '*', '!https://git.example.com/team/*'),
      finds: [
        'Application argocd/app spec.source.repoURL: project "team" does not allow "https://git.example.com/team/deploy.git"; it allows ["*","!https://git.example.com/team/*"]',
      ],
    },
    {
      name: 'no repository is allowed',
      yaml: from(REPO),
      finds: [
        'Application argocd/app spec.source.repoURL: project "team" does not allow "https://git.example.com/team/deploy.git"; it allows []',
      ],
    },
    {
      name: 'passwords are not shown',
      yaml: from('https://ci:hunter2@git.example.com/x', 'https://ci:hunter2@git.example.com/y'),
      finds: [
        'Application argocd/app spec.source.repoURL: project "team" does not allow "https://***@git.example.com/x"; it allows ["https://***@git.example.com/y"]',
      ],
    },
    {
      name: 'one of several sources',
      yaml: all(project(`{ sourceRepos: [${REPO}] }`), SEVERAL),
      finds: [
        'Application argocd/app spec.sources[1].repoURL: project "team" does not allow "https://charts.example.com"; it allows ["https://git.example.com/team/deploy.git"]',
      ],
    },
    {
      name: 'a hydrated Application',
      yaml: all(
        project('{ sourceRepos: [] }'),
        `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: app, namespace: argocd }\nspec: { project: team, sourceHydrator: { drySource: { repoURL: "${REPO}", path: a } } }\n`,
      ),
      finds: [
        'Application argocd/app spec.sourceHydrator.drySource.repoURL: project "team" does not allow "https://git.example.com/team/deploy.git"; it allows []',
      ],
    },
  ],
} satisfies CheckCases;
