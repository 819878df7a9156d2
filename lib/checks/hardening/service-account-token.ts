import { Json } from '../../manifests/json/json';
import { JsonField } from '../../manifests/json/json-field';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { PerSet } from '../../manifests/per-set';
import { PodTemplate } from '../../manifests/pod-template';
import { Flat } from '../../notation/flat';
import type { Check, Violation } from '../check';

const GRANTED = new PerSet(grantedIn);

/**
 * A pod holds a token of the API server only if its ServiceAccount may do something with it.
 *
 * Fields:  <pod>.automountServiceAccountToken, automountServiceAccountToken of its ServiceAccount;
 *          <pod>.volumes[*].projected.sources[*].serviceAccountToken without an audience; subjects of RoleBindings and
 *          ClusterRoleBindings
 * Allowed: false for the pod, or false for the account and unset for the pod; anything if a binding names the account,
 *          or the group of all accounts or of those of its namespace. A token for another audience is no key to the API
 *          server
 * Source:
 *          https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting
 *          CIS Kubernetes Benchmark 5.1.6; seed rows D04, J02
 */
export const serviceAccountToken: Check = {
  id: 'service-account-token',
  family: 'hardening',
  title: 'pods mount a token of the API server only where a binding gives its account some right',
  fix: 'set automountServiceAccountToken: false on the pod or its ServiceAccount',
  kinds: PodTemplate.KINDS,
  examine: (manifest, all) => {
    const pod = all.podOf(manifest);
    if (!pod) return [];
    const namespace = manifest.effectiveNamespace;
    const name = Json.text(pod.spec.serviceAccountName) || Json.text(pod.spec.serviceAccount) || 'default';
    if (isGranted(namespace, name, all)) return [];
    const automount =
      pod.spec.automountServiceAccountToken ??
      all.find('', 'ServiceAccount', namespace, name)?.object.automountServiceAccountToken;
    const tokens = projected(pod);
    if (automount === false && tokens.length === 0) return [];
    const held = `the pod holds a token of ServiceAccount ${JSON.stringify(name)}`;
    const message = `${held}, to which no binding gives any right`;
    return Flat.join<Violation>(
      automount === false ? [] : [{ path: `${pod.specPath}.automountServiceAccountToken`, message }],
      tokens.map(({ path }) => ({ path, message, fix: 'remove the volume, or name its audience' })),
    );
  },
};

/** Tokens for the API server itself, since they name no other audience. */
function projected(pod: PodTemplate): readonly JsonField[] {
  if (!Json.objects(pod.spec.volumes).some(volume => volume.projected)) return [];
  return Flat.map(new JsonField(pod.spec, pod.specPath).items('volumes'), volume =>
    volume.at('projected').items('sources'),
  )
    .map(source => source.at('serviceAccountToken'))
    .filter(token => token.isObject && token.at('audience').text === undefined);
}

function isGranted(namespace: string, name: string, all: ManifestSet): boolean {
  const granted = GRANTED.of(all);
  if (granted.size === 0) return false;
  return [
    `${namespace}/${name}`,
    `system:serviceaccount:${namespace}:${name}`,
    `system:serviceaccounts:${namespace}`,
    'system:serviceaccounts',
  ].some(subject => granted.has(subject));
}

/** Accounts as `<namespace>/<name>`, users and groups by their names. */
function grantedIn(all: ManifestSet): ReadonlySet<string> {
  const bindings: readonly Manifest[] = ['RoleBinding', 'ClusterRoleBinding'].flatMap(kind =>
    all.ofKind('rbac.authorization.k8s.io', kind),
  );
  return new Set(
    Flat.map(bindings, binding =>
      Flat.map(Json.objects(binding.object.subjects), ({ kind, namespace, name }) => {
        if (typeof name !== 'string') return [];
        return kind === 'ServiceAccount' ? `${Json.text(namespace) || binding.effectiveNamespace}/${name}` : name;
      }),
    ),
  );
}
