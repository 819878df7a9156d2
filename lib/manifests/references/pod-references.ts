import { Json } from '../json/json';
import { JsonField } from '../json/json-field';
import type { Manifest } from '../manifest';
import type { Reference } from './references';

/** Volumes that name a Secret beside those of type `secret`: where the name stands, by their type. */
const VOLUME_SECRETS: ReadonlyMap<string, readonly string[]> = new Map([
  ['azureFile', ['secretName']],
  ['cephfs', ['secretRef', 'name']],
  ['cinder', ['secretRef', 'name']],
  ['csi', ['nodePublishSecretRef', 'name']],
  ['flexVolume', ['secretRef', 'name']],
  ['iscsi', ['secretRef', 'name']],
  ['rbd', ['secretRef', 'name']],
  ['scaleIO', ['secretRef', 'name']],
  ['storageos', ['secretRef', 'name']],
]);

/** Fields of a pod that name one object, whose kind has no namespace. */
const POD_FIELDS = [
  { field: 'priorityClassName', group: 'scheduling.k8s.io', kind: 'PriorityClass' },
  { field: 'runtimeClassName', group: 'node.k8s.io', kind: 'RuntimeClass' },
];
const CLUSTER_SCOPED = { namespaced: false };
const CONTAINER_LISTS = ['initContainers', 'containers', 'ephemeralContainers'];

/** What the pod of an object names; nothing, if the object's kind carries no pod. */
export function podReferences(manifest: Manifest): readonly Reference[] {
  const { pod } = manifest;
  if (!pod) return [];
  const spec = new JsonField(pod.spec, pod.specPath);
  return new PodReader(manifest.effectiveNamespace, ownClaims(manifest)).read(spec);
}

/** Names of the claims that a StatefulSet makes for each pod: they take the place of volumes that are called the same. */
function ownClaims({ group, kind, spec }: Manifest): readonly unknown[] {
  if (group !== 'apps' || kind !== 'StatefulSet') return [];
  return Json.list(spec.volumeClaimTemplates).map(claim => Json.at(claim, 'metadata', 'name'));
}

class PodReader {
  private readonly references: Reference[] = [];

  constructor(
    private readonly namespace: string,
    private readonly ownClaims: readonly unknown[],
  ) {}

  public read(spec: JsonField): readonly Reference[] {
    const account = spec.at('serviceAccountName');
    this.named(account.text === undefined ? spec.at('serviceAccount') : account, '', 'ServiceAccount');
    spec.items('imagePullSecrets').forEach(secret => {
      this.named(secret.at('name'), '', 'Secret');
    });
    POD_FIELDS.forEach(({ field, group, kind }) => {
      this.named(spec.at(field), group, kind, CLUSTER_SCOPED);
    });
    spec.items('resourceClaims').forEach(claim => {
      this.named(claim.at('resourceClaimName'), 'resource.k8s.io', 'ResourceClaim');
      this.named(claim.at('resourceClaimTemplateName'), 'resource.k8s.io', 'ResourceClaimTemplate');
    });
    spec.items('volumes').forEach(volume => {
      if (!this.ownClaims.includes(volume.object.name)) this.volume(volume);
    });
    CONTAINER_LISTS.forEach(list => {
      for (const container of spec.items(list)) this.container(container);
    });
    return this.references;
  }

  private volume(volume: JsonField): void {
    const { persistentVolumeClaim, configMap, secret, projected, csi } = volume.object;
    if (persistentVolumeClaim) this.named(volume.at('persistentVolumeClaim', 'claimName'), '', 'PersistentVolumeClaim');
    if (configMap) this.configuration(volume.at('configMap'), 'name', 'ConfigMap');
    if (secret) this.configuration(volume.at('secret'), 'secretName', 'Secret');
    for (const type of Object.keys(volume.object)) {
      const keys = VOLUME_SECRETS.get(type);
      if (keys) this.named(volume.at(type, ...keys), '', 'Secret');
    }
    if (projected) for (const source of volume.at('projected').items('sources')) this.projected(source);
    if (Json.at(csi, 'driver') === 'secrets-store.csi.k8s.io') {
      const name = volume.at('csi', 'volumeAttributes', 'secretProviderClass');
      this.named(name, 'secrets-store.csi.x-k8s.io', 'SecretProviderClass');
    }
  }

  private projected(source: JsonField): void {
    this.configuration(source.at('configMap'), 'name', 'ConfigMap');
    this.configuration(source.at('secret'), 'name', 'Secret');
    const bundle = source.at('clusterTrustBundle');
    const options = { namespaced: false, optional: bundle.object.optional === true };
    this.named(bundle.at('name'), 'certificates.k8s.io', 'ClusterTrustBundle', options);
  }

  private container(container: JsonField): void {
    if (Json.objects(container.object.env).some(({ valueFrom }) => valueFrom !== undefined)) this.variables(container);
    container.items('envFrom').forEach(source => {
      this.configuration(source.at('configMapRef'), 'name', 'ConfigMap');
      this.configuration(source.at('secretRef'), 'name', 'Secret');
    });
  }

  private variables(container: JsonField): void {
    for (const variable of container.items('env')) {
      if (variable.object.valueFrom === undefined) continue;
      this.variable(variable.at('valueFrom', 'configMapKeyRef'), 'ConfigMap');
      this.variable(variable.at('valueFrom', 'secretKeyRef'), 'Secret');
    }
  }

  /** A ConfigMap or Secret, and those of its keys that are picked out. */
  private configuration(source: JsonField, nameField: string, kind: string): void {
    if (!source.isObject) return;
    const optional = source.object.optional === true;
    const name = source.at(nameField);
    this.named(name, '', kind, { optional });
    for (const item of source.items('items')) this.keyed(item.at('key'), kind, name, optional);
  }

  private variable(source: JsonField, kind: string): void {
    if (!source.isObject) return;
    const optional = source.object.optional === true;
    this.named(source.at('name'), '', kind, { optional });
    this.keyed(source.at('key'), kind, source.at('name'), optional);
  }

  private keyed(field: JsonField, kind: string, name: JsonField, optional: boolean): void {
    if (name.text === undefined || field.text === undefined) return;
    this.add(
      { path: field.path, group: '', kind, namespace: this.namespace, name: name.text, key: field.text },
      optional,
    );
  }

  private named(
    field: JsonField,
    group: string,
    kind: string,
    { namespaced = true, optional = false }: { readonly namespaced?: boolean; readonly optional?: boolean } = {},
  ): void {
    if (field.text === undefined) return;
    const namespace = namespaced ? this.namespace : '';
    this.add({ path: field.path, group, kind, namespace, name: field.text }, optional);
  }

  private add(reference: Reference, optional: boolean): void {
    this.references.push(optional ? { ...reference, optional } : reference);
  }
}
