import { ArgoApplication } from '../../manifests/delivery/argo-application';
import { ArgoProject } from '../../manifests/delivery/argo-project';
import { Json } from '../../manifests/json/json';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { Glob } from '../../notation/glob';
import type { Check, Violation } from '../check';

/** The kind of which Argo CD makes Applications. */
const SET = 'ApplicationSet';

/**
 * Every Application belongs to a project of its own that is known, and may be in its namespace.
 *
 * The project `default` allows everything, everywhere, unless somebody has locked it; an Application without a project is
 * in it. Whoever can fill in the template of an ApplicationSet's project chooses what it may do.
 *
 * Fields:  Application: spec.project; ApplicationSet: spec.template.spec.project; AppProject: spec.sourceNamespaces
 * Allowed: the name of an AppProject that is rendered or a stub of the site, other than `default`; no template. Beside its
 *          project, or in one of the project's sourceNamespaces.
 * Source:  https://argo-cd.readthedocs.io/en/stable/user-guide/projects/#the-default-project; seed rows G08, N10
 */
export const projectExists: Check = {
  id: 'project-exists',
  family: 'delivery',
  title: 'Every Application belongs to a known project other than default',
  fix: 'name an AppProject that allows what this Application delivers, and nothing else',
  kinds: [ArgoApplication.KIND, SET],
  examine: (manifest, all) => {
    if (manifest.group !== 'argoproj.io') return [];
    const keys = manifest.kind === SET ? ['spec', 'template', 'spec', 'project'] : ['spec', 'project'];
    return ofProject(Json.text(Json.at(manifest.object, ...keys)) ?? '', keys.join('.'), manifest, all);
  },
};

function ofProject(name: string, path: string, manifest: Manifest, all: ManifestSet): Violation[] {
  if (name === '') return [{ path, message: 'without a project it belongs to "default", which allows everything' }];
  if (name === ArgoProject.DEFAULT) return [{ path, message: 'project "default" allows everything' }];
  if (name.includes('{{'))
    return [{ path, message: `${JSON.stringify(name)} is filled in by whoever fills in the template` }];
  const project = ArgoProject.named(name, manifest.effectiveNamespace, all);
  if (!project) return [{ path, message: `there is no AppProject ${JSON.stringify(name)}` }];
  const home = project.manifest.effectiveNamespace;
  const others = Json.list(project.manifest.spec.sourceNamespaces).map(pattern => Json.text(pattern) ?? '');
  const own = manifest.effectiveNamespace;
  if (own === home || others.some(pattern => mayBeIn(pattern, own))) return [];
  const message = `project ${JSON.stringify(name)} takes no Application of namespace ${JSON.stringify(own)}`;
  return [
    { path: 'metadata.namespace', message, fix: `move it to ${JSON.stringify(home)}, or list it in sourceNamespaces` },
  ];
}

/** A pattern between slashes is a regular expression, which is not judged here. */
function mayBeIn(pattern: string, namespace: string): boolean {
  return /^\/.*\/$/s.test(pattern) || Glob.matches(pattern, namespace);
}
