import { Json } from '../../manifests/json/json';
import type { Manifest } from '../../manifests/manifest';
import type { Check, Violation } from '../check';

/** What stands in `argocd-cm`, by its key; what must not, and why. */
const SWITCHES: readonly { key: string; isWrong: (text: string | undefined) => boolean; so: string }[] = [
  {
    key: 'admin.enabled',
    isWrong: text => text !== 'false',
    so: 'the built-in administrator is on, though people log in with their own accounts',
  },
  {
    key: 'users.anonymous.enabled',
    isWrong: text => text === 'true',
    so: 'nobody has to log in',
  },
  { key: 'exec.enabled', isWrong: text => text === 'true', so: 'the page opens shells in pods' },
];

/**
 * In Argo CD everybody acts as himself, with the rights that a role gives him: no shared administrator beside single sign-on, no
 * rights for everybody.
 *
 * Fields:  ConfigMap argocd-cm: data[admin.enabled], data[users.anonymous.enabled], data[exec.enabled], data[oidc.config],
 *          data[dex.config]
 *          ConfigMap argocd-rbac-cm: data[policy.default], data[policy.csv], data[policy.<name>.csv]
 * Allowed: `admin.enabled: "false"` as soon as oidc.config or dex.config is there; the two others absent or "false"; a default policy
 *          that is empty or role:readonly; lines that name whom they are for
 * Source:  https://argo-cd.readthedocs.io/en/stable/operator-manual/user-management/#disable-admin-user
 *          https://argo-cd.readthedocs.io/en/stable/operator-manual/rbac/; seed rows G12, G13
 */
export const argoCdAccess: Check = {
  id: 'argo-cd-access',
  family: 'delivery',
  title: 'In Argo CD everybody acts as himself, with the rights of a role',
  fix: 'render the settings with ArgoCdSettings, or set what it sets',
  kinds: ['ConfigMap'],
  examine: manifest => {
    if (manifest.group !== '') return [];
    if (manifest.name === 'argocd-cm') return ofSettings(manifest);
    return manifest.name === 'argocd-rbac-cm' ? ofPolicies(manifest) : [];
  },
};

function ofSettings({ object }: Manifest): Violation[] {
  const data = Json.texts(object.data);
  const hasSingleSignOn = data['oidc.config'] !== undefined || data['dex.config'] !== undefined;
  return SWITCHES.filter(({ key }) => hasSingleSignOn || key !== 'admin.enabled')
    .filter(({ key, isWrong }) => isWrong(data[key]))
    .map(({ key, so }) => ({ path: `data[${key}]`, message: so }));
}

function ofPolicies({ object }: Manifest): Violation[] {
  const data = Json.texts(object.data);
  const fallback = data['policy.default'] ?? '';
  const violations = Object.entries(data)
    .filter(([key]) => /^policy\.(.*\.)?csv$/.test(key))
    .flatMap(([key, text]) =>
      text.split('\n').flatMap((line, index) => ofLine(line, `data[${key}] line ${index + 1}`)),
    );
  if (['', 'role:readonly'].includes(fallback)) return violations;
  return [
    { path: 'data[policy.default]', message: `everybody who logs in has ${JSON.stringify(fallback)}` },
    ...violations,
  ];
}

/** `p, subject, resource, action, object, effect` and `g, subject, role`. */
function ofLine(line: string, path: string): Violation[] {
  const [type, subject] = line.split(',').map(cell => cell.trim());
  if (!['p', 'g'].includes(type) || subject !== '*') return [];
  return [{ path, message: `${JSON.stringify(line.trim())} is for everybody` }];
}
