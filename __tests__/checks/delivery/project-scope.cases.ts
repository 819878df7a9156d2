import type { CheckCases } from '../check-cases';
import { ML_PRODUCTION_PROJECT, project, ROOT_APPLICATION, ROOT_FILE, rootProject, SERVER } from './argo-yaml';

const REPOS = 'sourceRepos: [https://git.example.com/team/deploy.git]';

function destinations(list: string, rest = ''): string {
  return project(`{ ${REPOS}, destinations: ${list}${rest} }`);
}

const PLATFORM = ', clusterResourceWhitelist: [{ group: "", kind: Namespace }]';

export default {
  check: 'project-scope',
  passing: [
    { name: 'seed rows G02 to G06: ml-production-project', yaml: ML_PRODUCTION_PROJECT },
    { name: 'a wildcard with a beginning', yaml: destinations(`[{ server: ${SERVER}, namespace: "team-*" }]`) },
    { name: 'repositories of one group', yaml: project('{ sourceRepos: ["https://git.example.com/team/*"] }') },
    {
      name: 'the platform, where Argo CD runs',
      yaml: destinations(
        `[{ server: ${SERVER}, namespace: argocd }, { server: ${SERVER}, namespace: kube-system }]`,
        PLATFORM,
      ),
    },
    { name: 'what Argo CD starts from', yaml: ROOT_APPLICATION, files: { [ROOT_FILE]: rootProject() } },
    {
      name: 'nothing: default, locked',
      yaml: project('{ sourceRepos: [], destinations: [], namespaceResourceWhitelist: [] }', 'default'),
    },
    {
      name: 'a denial that takes nothing for granted',
      yaml: destinations(`[{ server: ${SERVER}, namespace: "team-*" }, { server: ${SERVER}, namespace: team-ops }]`),
    },
  ],
  failing: [
    {
      name: 'every repository',
      yaml: project('{ sourceRepos: ["*"] }'),
      finds: ['AppProject argocd/team spec.sourceRepos: ["*"] allows repositories of every host'],
    },
    {
      name: 'every host',
      yaml: project('{ sourceRepos: ["https://*/team/**", "https://**"] }'),
      finds: [
        'AppProject argocd/team spec.sourceRepos: ["https://*/team/**","https://**"] allows repositories of every host',
      ],
    },
    {
      name: 'a denial alone allows every other repository',
      yaml: project('{ sourceRepos: ["!https://git.example.com/evil/*"] }'),
      finds: [
        'AppProject argocd/team spec.sourceRepos: ["!https://git.example.com/evil/*"] allows repositories of every host',
      ],
    },
    {
      name: 'seed row G04: every namespace',
      yaml: destinations(`[{ server: ${SERVER}, namespace: "*" }]`),
      finds: ['AppProject argocd/team spec.destinations[0].namespace: "*" allows every namespace'],
    },
    {
      name: 'every cluster',
      yaml: destinations('[{ server: "*", namespace: a }, { name: "*", namespace: b }]'),
      finds: [
        'AppProject argocd/team spec.destinations[0].server: "*" allows every cluster',
        'AppProject argocd/team spec.destinations[1].name: "*" allows every cluster',
      ],
    },
    {
      name: 'everything',
      yaml: destinations('[{ server: "*", namespace: "*" }]'),
      finds: [
        'AppProject argocd/team spec.destinations[0].namespace: "*" allows every namespace',
        'AppProject argocd/team spec.destinations[0].server: "*" allows every cluster',
      ],
    },
    {
      name: 'a negated namespace allows every other one',
      yaml: destinations(`[{ server: ${SERVER}, namespace: "!kube-system" }]`),
      finds: ['AppProject argocd/team spec.destinations[0].namespace: "!kube-system" allows every other namespace'],
    },
    {
      name: 'a negated server allows every other one',
      yaml: destinations('[{ server: "!https://other:6443", namespace: a }]'),
      finds: ['AppProject argocd/team spec.destinations[0].server: "!https://other:6443" allows every cluster'],
    },
    {
      name: 'seed row G07: where Argo CD runs, and Kubernetes',
      yaml: destinations(
        `[{ server: ${SERVER}, namespace: a }, { server: ${SERVER}, namespace: argocd }, { name: in-cluster, namespace: "kube-*" }]`,
      ),
      finds: [
        'AppProject argocd/team spec.destinations[1].namespace: allows "argocd", where the projects and Applications are',
        'AppProject argocd/team spec.destinations[2].namespace: allows "kube-system", Kubernetes\' own namespace',
      ],
    },
    {
      name: 'where Argo CD runs, and delivered by nobody that is known',
      yaml: rootProject(),
      finds: [
        'AppProject argocd/root spec.destinations[0].namespace: allows "argocd", where the projects and Applications are',
      ],
    },
    {
      name: 'seed row G06: every cluster-scoped kind',
      yaml: destinations(
        `[{ server: ${SERVER}, namespace: a }]`,
        ', clusterResourceWhitelist: [{ group: "*", kind: "*" }, { group: cilium.io, kind: "*" }, { group: "", kind: "*", name: a }]',
      ),
      finds: [
        'AppProject argocd/team spec.clusterResourceWhitelist[0]: allows every cluster-scoped kind of every group',
        'AppProject argocd/team spec.clusterResourceWhitelist[1]: allows every cluster-scoped kind of group "cilium.io"',
        'AppProject argocd/team spec.clusterResourceWhitelist[2]: allows every cluster-scoped kind of group "" of name "a"',
      ],
    },
  ],
} satisfies CheckCases;
