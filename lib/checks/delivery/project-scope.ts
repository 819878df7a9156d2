import { ArgoProject, type DestinationEntry } from '../../manifests/delivery/argo-project';
import { PlatformProjects } from '../../manifests/delivery/platform-projects';
import type { ManifestSet } from '../../manifests/manifest-set';
import { Flat } from '../../notation/flat';
import { GitUrl } from '../../notation/git-url';
import { PathPattern } from '../../notation/path-pattern';
import type { Check, Violation } from '../check';

/** Names that nobody has: what they match is matched by whatever there is. */
const NOBODY = 'fortress-nobody';
const ANY_REPOS = [
  `https://${NOBODY}.invalid/any/repo`,
  `https://${NOBODY}.invalid/repo`,
  `git@${NOBODY}.invalid:any/repo`,
];
const ANY_KIND = { group: `${NOBODY}.invalid`, kind: 'FortressNobody' };
const ANY_SERVER = `https://${NOBODY}.invalid`;

/**
 * A project allows what it names: not every repository, cluster, namespace or cluster-scoped kind, and, unless it is the
 * platform's, not where Argo CD and Kubernetes themselves run.
 *
 * An entry with `!` is against one thing, and by itself for all others: with it alone, every other namespace is allowed.
 *
 * Fields:  AppProject: spec.sourceRepos, spec.destinations, spec.clusterResourceWhitelist
 * Allowed: repositories of named hosts; namespaces by name, or by a pattern that not every name matches; kinds of the
 *          cluster by name. A project with a clusterResourceWhitelist is a platform's, unless it delivers to one tenant only,
 *          and may deliver to argocd and kube-system; so may, to argocd, the root: a project that an Application in it
 *          delivers, of nothing but projects and Applications.
 * Source:  https://argo-cd.readthedocs.io/en/stable/user-guide/projects/; seed rows G04, G06, G07, N10
 */
export const projectScope: Check = {
  id: 'project-scope',
  family: 'delivery',
  title: 'Every project names its repositories, destinations and cluster-scoped kinds',
  fix: 'list what the project needs, one by one',
  kinds: [ArgoProject.KIND],
  examine: (manifest, all) => {
    if (!ArgoProject.is(manifest)) return [];
    const project = ArgoProject.of(manifest);
    return [...ofRepos(project), ...ofDestinations(project, all), ...ofClusterKinds(project)];
  },
};

function ofRepos(project: ArgoProject): Violation[] {
  if (!ANY_REPOS.some(repo => project.permitsSource(repo))) return [];
  return [
    {
      path: 'spec.sourceRepos',
      message: `${JSON.stringify(project.sourceRepos.map(GitUrl.masked))} allows repositories of every host`,
    },
  ];
}

function ofDestinations(project: ArgoProject, all: ManifestSet): readonly Violation[] {
  const open = Flat.map(project.destinations, (entry, index) => ofEntry(entry, `spec.destinations[${index}]`));
  return open.length > 0 || PlatformProjects.includes(project, all) ? open : ofControlPlane(project);
}

/** What an entry allows, by itself, that it does not name. */
function ofEntry(entry: DestinationEntry, path: string): Violation[] {
  const isAnyNamespace = ArgoProject.permits(entry, { ...someCluster(entry), namespace: NOBODY });
  const field = entry.server === '' ? 'name' : 'server';
  const isAnyCluster = ArgoProject.permits(
    { ...entry, namespace: '*' },
    { server: ANY_SERVER, name: NOBODY, namespace: NOBODY },
  );
  const { namespace } = entry;
  const others = namespace.startsWith('!') ? 'every other namespace' : 'every namespace';
  return [
    ...(isAnyNamespace
      ? [{ path: `${path}.namespace`, message: `${JSON.stringify(namespace)} allows ${others}` }]
      : []),
    ...(isAnyCluster
      ? [{ path: `${path}.${field}`, message: `${JSON.stringify(entry[field])} allows every cluster` }]
      : []),
  ];
}

/** A cluster that an entry is for. */
function someCluster({ server, name }: DestinationEntry): { readonly server: string; readonly name: string } {
  const isPattern = (text: string) => /[!*?[{\\]/.test(text);
  return { server: isPattern(server) ? ANY_SERVER : server, name: isPattern(name) ? NOBODY : name };
}

function ofControlPlane(project: ArgoProject): readonly Violation[] {
  const home = project.manifest.effectiveNamespace;
  return Flat.map([...new Set([home, 'kube-system'])], namespace => {
    const index = project.destinations.findIndex(entry => {
      const to = { ...someCluster(entry), namespace };
      return ArgoProject.permits(entry, to) && project.permitsDestination(to);
    });
    if (index < 0) return [];
    const whose = namespace === home ? 'where the projects and Applications are' : "Kubernetes' own namespace";
    return [
      { path: `spec.destinations[${index}].namespace`, message: `allows ${JSON.stringify(namespace)}, ${whose}` },
    ];
  });
}

/** Of a pattern for some kinds of one group there is nothing to say. */
function ofClusterKinds(project: ArgoProject): readonly Violation[] {
  return Flat.map(project.entries('clusterResourceWhitelist') ?? [], ({ group, kind, name }, index) => {
    if (!PathPattern.matches(kind, ANY_KIND.kind)) return [];
    const of = PathPattern.matches(group, ANY_KIND.group) ? 'every group' : `group ${JSON.stringify(group)}`;
    const called = name === '' ? '' : ` of name ${JSON.stringify(name)}`;
    return [
      {
        path: `spec.clusterResourceWhitelist[${index}]`,
        message: `allows every cluster-scoped kind of ${of}${called}`,
      },
    ];
  });
}
