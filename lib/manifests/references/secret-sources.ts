import { Flat } from '../../notation/flat';
import { Grouped } from '../../notation/grouped';
import { LabelSelector } from '../../notation/label-selector';
import { Json, type JsonObject } from '../json/json';
import type { Manifest } from '../manifest';
import type { ManifestSet } from '../manifest-set';
import { PerSet } from '../per-set';

/** An object that makes a Secret, or adds to one. */
interface SecretSource {
  readonly manifest: Manifest;
  /** Whether the Secret is there without anyone else. */
  readonly creates: boolean;
  /** The keys it is known to have; undefined if only a running cluster can tell. */
  readonly keys: readonly string[] | undefined;
}

/** What cert-manager writes into the Secret of a Certificate, by what the Certificate asks for. */
const CERTIFICATE_KEYS = ['tls.crt', 'tls.key', 'ca.crt'];
const KEYSTORE_KEYS: readonly [string, readonly string[]][] = [
  ['jks', ['keystore.jks', 'truststore.jks']],
  ['pkcs12', ['keystore.p12', 'truststore.p12']],
];
const FORMAT_KEYS: Readonly<Record<string, string>> = { CombinedPEM: 'tls-combined.pem', DER: 'key.der' };

const ISSUER_ANNOTATIONS = ['cert-manager.io/issuer', 'cert-manager.io/cluster-issuer'];

const SOURCES = new PerSet(all => new SourceIndex(all).build());

/**
 * Where Secrets come from: Secret objects, and the objects whose controllers write one: ExternalSecret and
 * ClusterExternalSecret, cert-manager's Certificate and annotated Gateway or Ingress, SealedSecret.
 */
export class SecretSources {
  private static readonly byNamespace = new PerSet(all => {
    const byNamespace = new Map<string, Manifest[]>();
    for (const [key, sources] of SOURCES.of(all)) {
      const namespace = key.slice(0, key.indexOf('/'));
      for (const { manifest, creates } of sources) if (creates) Grouped.add(byNamespace, namespace, manifest);
    }
    return byNamespace;
  });

  /** The object that makes the Secret; undefined if none is known. */
  public static creatorOf(namespace: string, name: string, all: ManifestSet): Manifest | undefined {
    const secret = all.find('', 'Secret', namespace, name);
    return secret ?? SecretSources.of(namespace, name, all).find(({ creates }) => creates)?.manifest;
  }

  /** The keys that the Secret has; undefined if not all of them are known. */
  public static keysOf(namespace: string, name: string, all: ManifestSet): ReadonlySet<string> | undefined {
    const sources = SecretSources.of(namespace, name, all);
    if (sources.length === 0 || sources.some(({ keys }) => keys === undefined)) return undefined;
    return new Set(sources.flatMap(({ keys }) => keys ?? []));
  }

  /** All that makes Secrets in a namespace. */
  public static inNamespace(namespace: string, all: ManifestSet): readonly Manifest[] {
    return SecretSources.byNamespace.of(all).get(namespace) ?? [];
  }

  private static of(namespace: string, name: string, all: ManifestSet): readonly SecretSource[] {
    return SOURCES.of(all).get(`${namespace}/${name}`) ?? [];
  }
}

class SourceIndex {
  private readonly sources = new Map<string, SecretSource[]>();
  private readonly externals: ReadonlySet<Manifest>;

  constructor(private readonly all: ManifestSet) {
    this.externals = new Set(all.facts.externals);
  }

  public build(): ReadonlyMap<string, readonly SecretSource[]> {
    const { all } = this;
    for (const manifest of all.ofKind('', 'Secret')) this.secret(manifest);
    for (const manifest of all.ofKind('bitnami.com', 'SealedSecret')) this.sealedSecret(manifest);
    for (const manifest of all.ofKind('external-secrets.io', 'ExternalSecret')) {
      this.externalSecret(manifest, manifest.effectiveNamespace, manifest.spec, manifest.name);
    }
    for (const manifest of all.ofKind('external-secrets.io', 'ClusterExternalSecret'))
      this.clusterExternalSecret(manifest);
    for (const manifest of all.ofKind('cert-manager.io', 'Certificate')) this.certificate(manifest);
    for (const manifest of all.ofKind('gateway.networking.k8s.io', 'Gateway')) this.gateway(manifest);
    for (const manifest of all.ofKind('networking.k8s.io', 'Ingress')) this.ingress(manifest);
    return this.sources;
  }

  private add(namespace: string, name: unknown, source: SecretSource): void {
    if (typeof name !== 'string' || name === '') return;
    const key = `${namespace}/${name}`;
    Grouped.add(this.sources, key, source);
  }

  /** The stub of a Secret that lives elsewhere need not say its keys. */
  private secret(manifest: Manifest): void {
    const { data, stringData } = manifest.object;
    if (this.externals.has(manifest) && data === undefined && stringData === undefined) {
      this.add(manifest.effectiveNamespace, manifest.name, { manifest, creates: true, keys: undefined });
      return;
    }
    const isToken = manifest.object.type === 'kubernetes.io/service-account-token';
    const keys = [...Object.keys(Json.object(data)), ...Object.keys(Json.object(stringData))];
    const known = isToken ? [...keys, 'ca.crt', 'namespace', 'token'] : keys;
    this.add(manifest.effectiveNamespace, manifest.name, { manifest, creates: true, keys: known });
  }

  private sealedSecret(manifest: Manifest): void {
    const { encryptedData, template } = manifest.spec;
    const keys = [encryptedData, Json.at(template, 'data')].flatMap(data => Object.keys(Json.object(data)));
    this.add(manifest.effectiveNamespace, manifest.name, { manifest, creates: true, keys });
  }

  /** https://external-secrets.io/latest/api/externalsecret/ */
  private externalSecret(manifest: Manifest, namespace: string, spec: JsonObject, defaultName: string): void {
    const target = Json.object(spec.target);
    const isSecret = !Json.isObject(target.manifest);
    if (!isSecret || target.creationPolicy === 'None') return;
    this.add(namespace, Json.text(target.name) || defaultName, {
      manifest,
      creates: target.creationPolicy !== 'Merge',
      // Hardly anybody asks for them: a pod mostly names a Secret as a whole.
      get keys() {
        return externalSecretKeys(spec, target);
      },
    });
  }

  private clusterExternalSecret(manifest: Manifest): void {
    const spec = Json.object(manifest.spec.externalSecretSpec);
    const name = Json.text(manifest.spec.externalSecretName) || manifest.name;
    const named = Json.list(manifest.spec.namespaces);
    const { namespaceSelector, namespaceSelectors } = manifest.spec;
    const selectors = [namespaceSelector, ...Json.list(namespaceSelectors)].filter(Json.isObject);
    for (const namespace of this.all.ofKind('', 'Namespace')) {
      const labels = { 'kubernetes.io/metadata.name': namespace.name, ...namespace.labels };
      const isSelected =
        named.includes(namespace.name) || selectors.some(terms => LabelSelector.matches(terms, labels));
      if (isSelected) this.externalSecret(manifest, namespace.name, spec, name);
    }
  }

  /** https://cert-manager.io/docs/reference/api-docs/#cert-manager.io/v1.CertificateSpec */
  private certificate(manifest: Manifest): void {
    const { secretName, keystores, additionalOutputFormats } = manifest.spec;
    const ofKeystores = KEYSTORE_KEYS.flatMap(([type, keys]) => (Json.isObject(Json.at(keystores, type)) ? keys : []));
    const ofFormats = Json.objects(additionalOutputFormats).flatMap(({ type }) => FORMAT_KEYS[String(type)] ?? []);
    const keys = [...CERTIFICATE_KEYS, ...ofKeystores, ...ofFormats];
    this.add(manifest.effectiveNamespace, secretName, { manifest, creates: true, keys });
  }

  /** An annotated Gateway gets a Certificate for each listener. https://cert-manager.io/docs/usage/gateway/ */
  private gateway(manifest: Manifest): void {
    if (!ISSUER_ANNOTATIONS.some(annotation => manifest.annotations[annotation] !== undefined)) return;
    for (const listener of Json.objects(manifest.spec.listeners)) {
      for (const { name, namespace } of Json.objects(Json.at(listener.tls, 'certificateRefs'))) {
        if (namespace !== undefined && namespace !== manifest.effectiveNamespace) continue;
        this.add(manifest.effectiveNamespace, name, { manifest, creates: true, keys: CERTIFICATE_KEYS });
      }
    }
  }

  private ingress(manifest: Manifest): void {
    if (!ISSUER_ANNOTATIONS.some(annotation => manifest.annotations[annotation] !== undefined)) return;
    for (const { secretName } of Json.objects(manifest.spec.tls)) {
      this.add(manifest.effectiveNamespace, secretName, { manifest, creates: true, keys: CERTIFICATE_KEYS });
    }
  }
}

/** A template with data stands in place of what was fetched, unless it says to merge. */
function externalSecretKeys(spec: JsonObject, target: JsonObject): readonly string[] | undefined {
  const template = Json.object(target.template);
  if (Json.list(template.templateFrom).length > 0) return undefined;
  const templated = Object.keys(Json.object(template.data));
  if (templated.length > 0 && template.mergePolicy !== 'Merge') return templated;
  if (Json.list(spec.dataFrom).length > 0) return undefined;
  return [...Flat.map(Json.objects(spec.data), ({ secretKey }) => Json.text(secretKey) ?? []), ...templated];
}
