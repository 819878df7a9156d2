import { Grouped } from '../../notation/grouped';
import { Json, type JsonObject } from '../json/json';
import type { Manifest } from '../manifest';
import type { ManifestSet } from '../manifest-set';
import { PerSet } from '../per-set';
import { PodCount } from '../quota/pod-count';

/** Objects by the namespace and the name of the ServiceAccount that they use. */
type ByAccount = Map<string, Manifest[]>;

const NONE: readonly Manifest[] = [];

const REFERENCES: ReadonlySet<string> = new Set(['serviceAccountName', 'serviceAccount', 'serviceAccountRef']);

/** Kubernetes' own groups have no dot, or end in `.k8s.io`. */
function isCustom({ group }: Manifest): boolean {
  return group.includes('.') && !group.endsWith('.k8s.io');
}

/**
 * Who uses a ServiceAccount: pods, by `serviceAccountName`; custom objects, by a field `serviceAccountName`,
 * `serviceAccount` or `serviceAccountRef` anywhere in them, or an AppProject's `defaultServiceAccount`; Secrets that hold
 * its token.
 */
export class ServiceAccountUsers {
  private static readonly pods = new PerSet(all => ServiceAccountUsers.readPods(all));
  private static readonly others = new PerSet(all => new UserIndex(all).users);

  /** What stamps out pods that run as it. */
  public static podsOf(namespace: string, name: string, all: ManifestSet): readonly Manifest[] {
    return ServiceAccountUsers.pods.of(all).get(keyOf(namespace, name)) ?? NONE;
  }

  /** Whether anything uses it. Custom objects are not read before a ServiceAccount has no pods. */
  public static isUsed(namespace: string, name: string, all: ManifestSet): boolean {
    if (ServiceAccountUsers.podsOf(namespace, name, all).length > 0) return true;
    return ServiceAccountUsers.others.of(all).has(keyOf(namespace, name));
  }

  private static readPods(all: ManifestSet): ByAccount {
    const users: ByAccount = new Map();
    for (const { manifest, spec } of all.pods) {
      if (PodCount.isStamped(manifest, all)) continue;
      const name = Json.text(spec.serviceAccountName) || Json.text(spec.serviceAccount) || 'default';
      // All that a controller makes of one object is one workload.
      const workload = manifest.maker?.manifest ?? manifest;
      const key = keyOf(manifest.effectiveNamespace, name);
      if (!users.get(key)?.includes(workload)) Grouped.add(users, key, workload);
    }
    return users;
  }
}

function keyOf(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}

/** Custom objects and token Secrets. */
class UserIndex {
  public readonly users: ByAccount = new Map();

  constructor(all: ManifestSet) {
    for (const secret of all.ofKind('', 'Secret')) {
      const name = secret.annotations['kubernetes.io/service-account.name'];
      if (name !== undefined) this.add(secret.effectiveNamespace, name, secret);
    }
    for (const manifests of [all.manifests, all.facts.externals]) {
      for (const manifest of manifests) {
        if (isCustom(manifest)) this.visit(manifest, manifest.spec, new Set());
      }
    }
  }

  /** Goes through all of an object, and once through what several aliases of its YAML stand for. */
  private visit(manifest: Manifest, value: object, seen: Set<object>): void {
    if (seen.has(value)) return;
    seen.add(value);
    if (Array.isArray(value)) {
      for (let index = 0; index < value.length; index++) this.visitField(manifest, value[index], seen);
      return;
    }
    const fields = value as JsonObject;
    for (const key in fields) {
      const field = fields[key];
      if (REFERENCES.has(key)) this.named(manifest, field);
      else if (key === 'defaultServiceAccount') this.impersonated(manifest, Json.at(value, 'namespace'), field);
      this.visitField(manifest, field, seen);
    }
  }

  private visitField(manifest: Manifest, field: unknown, seen: Set<object>): void {
    if (typeof field === 'object' && field !== null) this.visit(manifest, field, seen);
  }

  /** A name, or a reference with a name and perhaps a namespace. */
  private named(manifest: Manifest, field: unknown): void {
    const name = Json.text(field) ?? Json.text(Json.at(field, 'name'));
    const namespace = Json.text(Json.at(field, 'namespace')) || manifest.effectiveNamespace;
    if (name !== undefined) this.add(namespace, name, manifest);
  }

  /** Argo CD: the ServiceAccount that it delivers as, of the destination's namespace or `<namespace>:<name>`. */
  private impersonated(manifest: Manifest, destination: unknown, field: unknown): void {
    const [name, namespace = Json.text(destination) ?? ''] = (Json.text(field) ?? '').split(':').reverse();
    this.add(namespace, name, manifest);
  }

  private add(namespace: string, name: string, manifest: Manifest): void {
    Grouped.add(this.users, keyOf(namespace, name), manifest);
  }
}
