import { ArgoProject } from '../../manifests/delivery/argo-project';
import { Json } from '../../manifests/json/json';
import { JsonField } from '../../manifests/json/json-field';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { Glob } from '../../notation/glob';
import type { Check, Violation } from '../check';

const ENABLED = 'application.sync.impersonation.enabled';
const ENFORCED = 'application.sync.impersonation.enforced';
/** The release of Argo CD that could do it first. */
const SINCE = [2, 13];

/**
 * Argo CD syncs as the ServiceAccount that a project names, and not with its own rights, which are those of the whole cluster.
 *
 * Fields:  AppProject: spec.destinationServiceAccounts[*], spec.destinations[*]
 *          ConfigMap argocd-cm beside it: data[application.sync.impersonation.enabled], data[….enforced]
 *          the version `argocd` of the site
 * Allowed: accounts where the switch is "true" and Argo CD is 2.13 or newer; with it, one for each destination, unless it is not enforced;
 *          accounts that are there. Everything where argocd-cm is not known
 * Source:  https://argo-cd.readthedocs.io/en/stable/operator-manual/app-sync-using-impersonation/; seed row G13
 */
export const argoImpersonation: Check = {
  id: 'argo-impersonation',
  family: 'delivery',
  title: 'Argo CD syncs as the ServiceAccount that a project names',
  fix: 'turn impersonation on with ArgoCdSettings, and name a ServiceAccount for each destination',
  kinds: [ArgoProject.KIND],
  examine: (project, all) => {
    const settings = all.find('', 'ConfigMap', project.effectiveNamespace, 'argocd-cm');
    if (!ArgoProject.is(project) || !settings) return [];
    const data = Json.texts(settings.object.data);
    const spec = new JsonField(project.spec, 'spec');
    const accounts = spec.items('destinationServiceAccounts');
    if (data[ENABLED] !== 'true') return accounts.length > 0 ? [without(`${ENABLED} of argocd-cm is not "true"`)] : [];
    const { argocd = '' } = all.facts.versions;
    if (accounts.length > 0 && isOlder(argocd)) return [without(`Argo CD ${argocd} cannot do it`)];
    const absent = accounts.flatMap(account => ofAccount(account, all));
    return data[ENFORCED] === 'false' ? absent : [...absent, ...uncovered(project, accounts)];
  },
};

function without(reason: string): Violation {
  return { path: 'spec.destinationServiceAccounts', message: `syncs have the rights of Argo CD itself: ${reason}` };
}

function isOlder(version: string): boolean {
  if (version === '') return false;
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number);
  return major < SINCE[0] || (major === SINCE[0] && minor < SINCE[1]);
}

/** `<name>` in the destination's namespace, or `<namespace>:<name>`. */
function ofAccount(account: JsonField, all: ManifestSet): Violation[] {
  const text = account.at('defaultServiceAccount').text ?? '';
  const [first, second] = text.split(':');
  const [namespace, name] = second === undefined ? [account.at('namespace').text ?? '', first] : [first, second];
  if (!Glob.isPlain(namespace) || all.find('', 'ServiceAccount', namespace, name)) return [];
  const message = `ServiceAccount ${namespace}/${name} is not there`;
  return [{ path: account.at('defaultServiceAccount').path, message }];
}

function uncovered({ spec }: Manifest, accounts: readonly JsonField[]): Violation[] {
  const fits = (pattern: string | undefined, text: string) => Glob.tryParse(pattern ?? '')?.matches(text) ?? false;
  return new JsonField(spec, 'spec').items('destinations').flatMap(destination => {
    const namespace = destination.at('namespace').text ?? '';
    const server = destination.at('server').text ?? '';
    const isCovered = accounts.some(account => {
      return fits(account.at('server').text, server) && fits(account.at('namespace').text, namespace);
    });
    if (isCovered || namespace.startsWith('!')) return [];
    return [
      { path: destination.path, message: `no sync into ${namespace} succeeds: no ServiceAccount is named for it` },
    ];
  });
}
