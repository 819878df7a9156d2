import { Json, type JsonObject } from '../json/json';
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

/** What a field of a pod names. */
interface Target {
  readonly group: string;
  readonly kind: string;
  readonly isClusterScoped?: boolean;
}

const SERVICE_ACCOUNT: Target = { group: '', kind: 'ServiceAccount' };
const SECRET: Target = { group: '', kind: 'Secret' };
const CONFIG_MAP: Target = { group: '', kind: 'ConfigMap' };
const CLAIM: Target = { group: '', kind: 'PersistentVolumeClaim' };
const RESOURCE_CLAIM: Target = { group: 'resource.k8s.io', kind: 'ResourceClaim' };
const RESOURCE_CLAIM_TEMPLATE: Target = { group: 'resource.k8s.io', kind: 'ResourceClaimTemplate' };
const PRIORITY_CLASS: Target = { group: 'scheduling.k8s.io', kind: 'PriorityClass', isClusterScoped: true };
const RUNTIME_CLASS: Target = { group: 'node.k8s.io', kind: 'RuntimeClass', isClusterScoped: true };
const TRUST_BUNDLE: Target = { group: 'certificates.k8s.io', kind: 'ClusterTrustBundle', isClusterScoped: true };
const PROVIDER_CLASS: Target = { group: 'secrets-store.csi.x-k8s.io', kind: 'SecretProviderClass' };

const CONTAINER_LISTS = ['initContainers', 'containers', 'ephemeralContainers'];
const NONE: readonly never[] = [];

/** What the pod of an object names; nothing, if the object's kind carries no pod. */
export function podReferences(manifest: Manifest): readonly Reference[] {
  const { pod } = manifest;
  return pod ? new PodReader(manifest.effectiveNamespace, ownClaims(manifest)).read(pod.spec, pod.specPath) : NONE;
}

/** Names of the claims that a StatefulSet makes for each pod: they take the place of volumes that are called the same. */
function ownClaims({ group, kind, spec }: Manifest): readonly unknown[] {
  if (group !== 'apps' || kind !== 'StatefulSet') return NONE;
  return Json.list(spec.volumeClaimTemplates).map(claim => Json.at(claim, 'metadata', 'name'));
}

/** Reads objects, each with the path at which it stands: there are ten of them in a pod, and most name nothing. */
class PodReader {
  private readonly references: Reference[] = [];

  constructor(
    private readonly namespace: string,
    private readonly ownClaims: readonly unknown[],
  ) {}

  public read(spec: JsonObject, path: string): readonly Reference[] {
    const account = Json.text(spec.serviceAccountName) ? 'serviceAccountName' : 'serviceAccount';
    this.named(spec, account, path, SERVICE_ACCOUNT);
    each(spec, 'imagePullSecrets', path, (secret, at) => this.named(secret, 'name', at, SECRET));
    this.named(spec, 'priorityClassName', path, PRIORITY_CLASS);
    this.named(spec, 'runtimeClassName', path, RUNTIME_CLASS);
    each(spec, 'resourceClaims', path, (claim, at) => {
      this.named(claim, 'resourceClaimName', at, RESOURCE_CLAIM);
      this.named(claim, 'resourceClaimTemplateName', at, RESOURCE_CLAIM_TEMPLATE);
    });
    each(spec, 'volumes', path, (volume, at) => {
      if (!this.ownClaims.includes(volume.name)) this.volume(volume, at);
    });
    for (const list of CONTAINER_LISTS) each(spec, list, path, (container, at) => this.container(container, at));
    return this.references;
  }

  private volume(volume: JsonObject, path: string): void {
    const { persistentVolumeClaim, configMap, secret, projected, csi } = volume;
    if (persistentVolumeClaim) {
      this.named(Json.object(persistentVolumeClaim), 'claimName', `${path}.persistentVolumeClaim`, CLAIM);
    }
    if (configMap) this.configuration(configMap, 'name', `${path}.configMap`, CONFIG_MAP);
    if (secret) this.configuration(secret, 'secretName', `${path}.secret`, SECRET);
    for (const type in volume) {
      const keys = VOLUME_SECRETS.get(type);
      if (keys) this.secretOf(volume[type], keys, `${path}.${type}`);
    }
    if (projected)
      each(Json.object(projected), 'sources', `${path}.projected`, (source, at) => this.projected(source, at));
    if (Json.at(csi, 'driver') === 'secrets-store.csi.k8s.io') {
      const attributes = Json.object(Json.at(csi, 'volumeAttributes'));
      this.named(attributes, 'secretProviderClass', `${path}.csi.volumeAttributes`, PROVIDER_CLASS);
    }
  }

  private secretOf(source: unknown, [first, second]: readonly string[], path: string): void {
    if (second === undefined) this.named(Json.object(source), first, path, SECRET);
    else this.named(Json.object(Json.at(source, first)), second, `${path}.${first}`, SECRET);
  }

  private projected(source: JsonObject, path: string): void {
    this.configuration(source.configMap, 'name', `${path}.configMap`, CONFIG_MAP);
    this.configuration(source.secret, 'name', `${path}.secret`, SECRET);
    const bundle = Json.object(source.clusterTrustBundle);
    this.named(bundle, 'name', `${path}.clusterTrustBundle`, TRUST_BUNDLE, bundle.optional === true);
  }

  private container(container: JsonObject, path: string): void {
    each(container, 'env', path, ({ valueFrom }, at) => {
      if (valueFrom !== undefined) this.variable(Json.object(valueFrom), `${at}.valueFrom`);
    });
    each(container, 'envFrom', path, (source, at) => {
      this.configuration(source.configMapRef, 'name', `${at}.configMapRef`, CONFIG_MAP);
      this.configuration(source.secretRef, 'name', `${at}.secretRef`, SECRET);
    });
  }

  private variable({ configMapKeyRef, secretKeyRef }: JsonObject, path: string): void {
    if (Json.isObject(configMapKeyRef)) this.key(configMapKeyRef, `${path}.configMapKeyRef`, CONFIG_MAP);
    if (Json.isObject(secretKeyRef)) this.key(secretKeyRef, `${path}.secretKeyRef`, SECRET);
  }

  /** A ConfigMap or Secret, and the one of its keys that is asked for. */
  private key(source: JsonObject, path: string, target: Target): void {
    const optional = source.optional === true;
    this.named(source, 'name', path, target, optional);
    this.keyed(source, path, target, source.name, optional);
  }

  /** A ConfigMap or Secret, and those of its keys that are picked out. */
  private configuration(source: unknown, nameField: string, path: string, target: Target): void {
    if (!Json.isObject(source)) return;
    const optional = source.optional === true;
    this.named(source, nameField, path, target, optional);
    each(source, 'items', path, (item, at) => this.keyed(item, at, target, source[nameField], optional));
  }

  private keyed(item: JsonObject, path: string, { group, kind }: Target, name: unknown, optional: boolean): void {
    const [text, key] = [Json.text(name), Json.text(item.key)];
    if (text && key)
      this.add({ path: `${path}.key`, group, kind, namespace: this.namespace, name: text, key }, optional);
  }

  private named(fields: JsonObject, key: string, path: string, target: Target, optional = false): void {
    const name = Json.text(fields[key]);
    if (!name) return;
    const { group, kind, isClusterScoped } = target;
    const namespace = isClusterScoped ? '' : this.namespace;
    this.add({ path: `${path}.${key}`, group, kind, namespace, name }, optional);
  }

  private add(reference: Reference, optional: boolean): void {
    this.references.push(optional ? { ...reference, optional } : reference);
  }
}

/** Visits the elements of the list under a key; what is no object has no fields. */
function each(fields: JsonObject, key: string, path: string, visit: (element: JsonObject, path: string) => void): void {
  const list = Json.list(fields[key]);
  for (let index = 0; index < list.length; index++) visit(Json.object(list[index]), `${path}.${key}[${index}]`);
}
