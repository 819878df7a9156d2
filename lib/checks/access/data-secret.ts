import { AccessSubjects } from '../../manifests/access/access-subject';
import { CanITable } from '../../manifests/access/can-i-table';
import { type PolicyRule, PolicyRules } from '../../manifests/access/policy-rules';
import { JsonField } from '../../manifests/json/json-field';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { PerSet } from '../../manifests/per-set';
import { PodTemplate } from '../../manifests/pod-template';
import { References } from '../../manifests/references/references';
import { WorkloadIntents } from '../../manifests/workload-intents';
import type { Check, Violation } from '../check';

const BINDINGS = ['RoleBinding', 'ClusterRoleBinding'];
const VERBS = ['get', 'list', 'watch'];
const PULL_SECRET = 'kubernetes.io/dockerconfigjson';

const DATA_ENTRIES = new PerSet(dataEntries);

/**
 * No credential of the data pipeline gets to inference: not by a volume or a variable, not by a right to read it, and not by
 * a second copy from the secret store.
 *
 * Fields:  label fortress.cdk8s.io/workload-class of pods, Namespaces, Secrets and ExternalSecrets; Secrets that pods name;
 *          rules on secrets of bindings; spec.{data,dataFrom}[*] remote keys of ExternalSecrets
 * Allowed: for inference, what is no Secret of data: neither labelled so nor in a namespace of data. The credentials by which
 *          the kubelet pulls images are no pod's
 * Source:  https://kubernetes.io/docs/concepts/security/secrets-good-practices/#least-privilege-secrets
 *          seed row L03
 */
export const dataSecret: Check = {
  id: 'data-secret',
  family: 'access',
  title: 'no credential of the data pipeline gets to inference',
  fix: 'give inference a credential of its own, that only reads models',
  kinds: [...PodTemplate.KINDS, ...BINDINGS, 'ExternalSecret'],
  examine: (manifest, all) => {
    if (BINDINGS.includes(manifest.kind)) return granted(manifest, all);
    if (manifest.kind === 'ExternalSecret') return copied(manifest, all);
    const pod = all.podOf(manifest);
    return pod && WorkloadIntents.classOf(pod, all) === 'inference' ? named(manifest, all) : [];
  },
};

function isOfData(manifest: Manifest | undefined, all: ManifestSet): boolean {
  return manifest !== undefined && WorkloadIntents.classOfObject(manifest, all) === 'data';
}

function named(manifest: Manifest, all: ManifestSet): readonly Violation[] {
  return References.of(manifest)
    .filter(({ group, kind, key }) => group === '' && kind === 'Secret' && key === undefined)
    .filter(reference => isOfData(References.resolve(reference, all), all))
    .map(({ path, name }) => ({ path, message: `an inference pod gets Secret ${JSON.stringify(name)} of data` }));
}

/** Rights in a namespace of data, or everywhere, where there is one. */
function granted(binding: Manifest, all: ManifestSet): readonly Violation[] {
  const grant = CanITable.of(all).grantBy(binding);
  if (!grant || !isWhereDataAre(grant.namespace, all) || !grant.rules?.some(reads)) return [];
  return grant.subjects.flatMap(subject => {
    const namespace = AccessSubjects.serviceAccountsOf(subject);
    if (namespace === undefined || WorkloadIntents.classOfNamespace(namespace, all) !== 'inference') return [];
    return [{ path: subject.path, message: `${AccessSubjects.text(subject)} of inference may read Secrets of data` }];
  });
}

/** An empty namespace is all of them. */
function isWhereDataAre(namespace: string, all: ManifestSet): boolean {
  if (namespace !== '') return WorkloadIntents.classOfNamespace(namespace, all) === 'data';
  return all.ofKind('', 'Namespace').some(({ name }) => WorkloadIntents.classOfNamespace(name, all) === 'data');
}

function reads(rule: PolicyRule): boolean {
  return VERBS.some(verb => PolicyRules.allowsAny(rule, { verb, group: '', resource: 'secrets' }));
}

function copied(manifest: Manifest, all: ManifestSet): readonly Violation[] {
  if (manifest.group !== 'external-secrets.io') return [];
  if (WorkloadIntents.classOfObject(manifest, all) !== 'inference') return [];
  return entriesOf(manifest).flatMap(({ key, path }) => {
    const other = DATA_ENTRIES.of(all).get(key);
    return other ? [{ path, message: `is the entry of ${other}, which is for data` }] : [];
  });
}

/** What is fetched for data, by store and entry. */
function dataEntries(all: ManifestSet): ReadonlyMap<string, Manifest> {
  const own = all.ofKind('external-secrets.io', 'ExternalSecret').filter(manifest => isOfData(manifest, all));
  return new Map(own.flatMap(manifest => entriesOf(manifest).map(({ key }) => [key, manifest] as const)));
}

/** The entries of the secret store that are fetched, but for those that only the kubelet uses. */
function entriesOf(manifest: Manifest): readonly { readonly key: string; readonly path: string }[] {
  const spec = new JsonField(manifest.spec, 'spec');
  if (spec.at('target', 'template', 'type').value === PULL_SECRET) return [];
  const store = `${spec.at('secretStoreRef', 'kind').text ?? ''}/${spec.at('secretStoreRef', 'name').text ?? ''}`;
  const keys = [
    ...spec.items('data').map(entry => entry.at('remoteRef', 'key')),
    ...spec.items('dataFrom').map(entry => entry.at('extract', 'key')),
  ];
  return keys.flatMap(field => (field.text === undefined ? [] : [{ key: `${store} ${field.text}`, path: field.path }]));
}
